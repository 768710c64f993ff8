/** Values inside a condition, and what can be said of one that nobody knows. */
import type { Doubt } from './truth.ts';

/** A pattern is the text between its slashes with its flags. */
export interface RegexLiteral {
  readonly source: string;
  readonly flags: string;
}

export type Settled = string | boolean | null | RegexLiteral;

/** A value that is not known, and what it may be all the same: nothing (null or false), a blank text, or something. */
export interface Open extends Doubt {
  readonly nothing: boolean;
  readonly blank: boolean;
  readonly something: boolean;
}

export type Operand = { readonly is: Settled } | Open;

/** A text of which nothing is known, or no text at all, unless it is known that there is one. */
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

/** What it may be, also where that is known. */
export function rangeOf(operand: Operand): Open {
  if (!isSettled(operand)) return operand;
  const { is } = operand;
  const nothing = is === null || is === false;
  const blank = !nothing && isBlank(is);
  return { on: [], nothing, blank, something: !nothing && !blank };
}

/** To Rails a text of white space is as good as none. */
export function isBlank(value: Settled): boolean {
  return value === null || value === false || (typeof value === 'string' && /^[\s\u0085]*$/.test(value));
}
