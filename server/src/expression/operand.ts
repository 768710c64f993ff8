/** Values inside a condition, and what is known about a value that is not known. */
import type { Doubt } from './truth.ts';

/** A regular expression: the source between its slashes, and its flags. */
export interface RegexLiteral {
  readonly source: string;
  readonly flags: string;
}

export type Settled = string | boolean | null | RegexLiteral;

/**
 * A value that is not known, with the kinds of values it may be: nothing (null or false), a blank text, or something
 * else.
 */
export interface Open extends Doubt {
  readonly nothing: boolean;
  readonly blank: boolean;
  readonly something: boolean;
}

export type Operand = { readonly is: Settled } | Open;

/** A text of which nothing is known, or null, unless it is known to be set. */
export function anything({ on, held }: Doubt): Open {
  return held
    ? { on, held, nothing: false, blank: false, something: true }
    : { on, nothing: true, blank: true, something: true };
}

/** True or false. */
export function either({ on }: Doubt): Open {
  return { on, nothing: true, blank: false, something: true };
}

export function isSettled(operand: Operand): operand is { readonly is: Settled } {
  return 'is' in operand;
}

/** The kinds of values it may be; also for a known value. */
export function rangeOf(operand: Operand): Open {
  if (!isSettled(operand)) return operand;
  const { is } = operand;
  const nothing = is === null || is === false;
  const blank = !nothing && isBlank(is);
  return { on: [], nothing, blank, something: !nothing && !blank };
}

/** As in Rails, a text of white space alone is blank. */
export function isBlank(value: Settled): boolean {
  return value === null || value === false || (typeof value === 'string' && /^[\s\u0085]*$/.test(value));
}
