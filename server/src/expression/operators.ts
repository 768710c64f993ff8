/** Computes the operators of conditions as GitLab does. */
import { compile } from '../pattern/compile.ts';
import { patternLiteralIn } from '../pattern/literal.ts';
import {
  either,
  isBlank,
  isSettled,
  rangeOf,
  type Open,
  type Operand,
  type RegexLiteral,
  type Settled,
} from './operand.ts';
import { joined, type Doubt } from './truth.ts';

/** The result of an operator; `undefined` if GitLab fails. */
export function applied(operator: string, left: Operand, right: Operand): Operand | undefined {
  if (operator === '&&') return both(left, right);
  if (operator === '||') return firstOf(left, right);
  const comparing = operator === '==' || operator === '!=';
  const holds = comparing ? isSame(left, right) : matches(left, right);
  if (holds === undefined || typeof holds === 'object') return holds && either(holds);
  return { is: holds === (operator === '==' || operator === '=~') };
}

export function negated(operand: Operand): Operand {
  if (isSettled(operand)) return { is: isBlank(operand.is) };
  const { on, nothing, blank, something } = operand;
  if (!something) return { is: true };
  return nothing || blank ? either({ on }) : { is: false };
}

/** Ruby's `&&`: the left value if it is falsy, else the right one. A blank text is truthy. */
function both(left: Operand, right: Operand): Operand {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  const passes = a.blank || a.something;
  if (!a.nothing) return right;
  if (!passes) return left;
  return { ...joined(a, b), nothing: true, blank: b.blank, something: b.something };
}

/** Ruby's `||`: the left value if it is truthy, else the right one. */
function firstOf(left: Operand, right: Operand): Operand {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  if (!a.nothing) return left;
  if (!a.blank && !a.something) return right;
  return { ...joined(a, b), nothing: b.nothing, blank: a.blank || b.blank, something: a.something || b.something };
}

function isSame(left: Operand, right: Operand): boolean | Doubt {
  if (!isSettled(left) || !isSettled(right)) return isSameText(rangeOf(left), rangeOf(right));
  const [a, b] = [left.is, right.is];
  if (a === null || b === null) return a === b;
  return typeof a === 'boolean' || typeof b === 'boolean' ? shown(a) === shown(b) : isEqual(a, b);
}

/** Of values that are not both known: what is there differs from what is not, and signs tell texts apart. */
function isSameText(a: Open, b: Open): boolean | Doubt {
  const mayBeAlike = (a.nothing && b.nothing) || (a.blank && b.blank) || (a.something && b.something);
  if (!mayBeAlike) return false;
  if (a.held && a.held.sign === b.held?.sign) return true;
  const differ = (one: Open, other: Open): boolean => one.held?.not !== undefined && one.held.not === other.held?.sign;
  return !differ(a, b) && !differ(b, a) && joined(a, b);
}

function isEqual(a: string | RegexLiteral, b: string | RegexLiteral): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.source === b.source && a.flags === b.flags;
}

/**
 * Searches the left text for the right pattern. If the right side is no pattern, it is searched for the left text
 * instead.
 */
function matches(left: Operand, right: Operand): boolean | Doubt | undefined {
  if (!isSettled(right)) return joined(rangeOf(left), right);
  const wanted = right.is;
  if (wanted === null || wanted === false) return false;
  if (wanted === true) return undefined;
  if (!isSettled(left)) return joined(left);
  const text = left.is === null ? '' : shown(left.is);
  const pattern = typeof wanted === 'string' ? patternIn(wanted) : wanted;
  const compiled = pattern && compile(pattern.source, pattern.flags);
  if (compiled?.kind === 'unknown') return { on: [`the pattern ${shown(wanted)}`] };
  if (compiled?.kind === 'pattern') return compiled.matches(text);
  return shown(wanted).includes(text);
}

function shown(value: Exclude<Settled, null>): string {
  if (typeof value === 'object') return `/${value.source}/${value.flags}`;
  return String(value);
}

/** The pattern in a text, if GitLab reads it as one: written out, or the value of a variable. */
export function patternIn(text: string): RegexLiteral | undefined {
  return patternLiteralIn(text.replaceAll('\\/', '/'));
}
