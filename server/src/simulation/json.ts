/** Reads parts of a JSON value that anybody may have written: values of the wrong type count as absent. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : undefined;
}

/** All values as strings; people also write numbers and booleans. */
export function textMapOf(value: unknown): Readonly<Record<string, string>> {
  const pairs = Object.entries(objectOf(value) ?? {}).flatMap(([name, held]): [string, string][] => {
    const isPlain = typeof held === 'string' || typeof held === 'number' || typeof held === 'boolean';
    return isPlain ? [[name, String(held)]] : [];
  });
  return Object.fromEntries(pairs);
}
