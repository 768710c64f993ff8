/** Type guards for what clients send, which may be any JSON. */

/** A JSON object, but not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
