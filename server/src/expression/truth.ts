/** Three-valued logic: whether something holds, where not everything is known. */

/** It depends on something unknown: variables, written `$NAME`, and other things in words. */
export interface Doubt {
  readonly on: readonly string[];
  /** Set for a value of which it is known that there is one, and not an empty one. */
  readonly held?: Held;
}

/** An unknown text, represented by a sign: equal signs mean equal texts. */
export interface Held {
  readonly sign: string;
  /** The sign of a text that it certainly differs from. */
  readonly not?: string;
}

export type Truth = boolean | Doubt;

export function isDoubt(value: unknown): value is Doubt {
  return typeof value === 'object' && value !== null && 'on' in value;
}

/** Everything that any of them depends on, each thing once. */
export function joined(...doubts: readonly Doubt[]): Doubt {
  const all = new Set<string>();
  for (const { on } of doubts) for (const one of on) all.add(one);
  return { on: [...all] };
}

/** True only if all hold; one that is false decides, whatever the others depend on. */
export function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  const doubts = truths.filter(isDoubt);
  return doubts.length === 0 || joined(...doubts);
}

/** False only if none holds. */
export function some(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  const doubts = truths.filter(isDoubt);
  return doubts.length > 0 && joined(...doubts);
}
