/** Parses conditions of `rules:if`: their parts, and why GitLab would refuse them. */
import { cachedByText } from '../text/cached.ts';
import type { Span } from '../text/span.ts';
import { isAccepted } from './accepted.ts';
import type { ConditionFault } from './fault.ts';
import { doubtsIn, faultsIn } from './faults.ts';
import { oddIn } from './odd.ts';
import { patternFaultsIn } from './pattern-fault.ts';
import { tokensOf, type ConditionToken } from './tokens.ts';

export type { ConditionFault } from './fault.ts';
export type { ConditionToken } from './tokens.ts';

/** A use of a variable; the span includes the `$` and, in `${NAME}`, the braces. */
export interface VariableUse {
  readonly name: string;
  readonly span: Span;
}

export interface Condition {
  readonly tokens: readonly ConditionToken[];
  /** Empty for everything that GitLab accepts (apart from doubts), and where an input makes it impossible to know. */
  readonly faults: readonly ConditionFault[];
  readonly variables: readonly VariableUse[];
}

/** More than the conditions of a file: once it is full, all of them are parsed again. */
const REMEMBERED = 5000;

/** Parses any text as a condition; spans are offsets in that text. */
export const parseCondition = cachedByText((text): Condition => {
  const tokens = tokensOf(text);
  const isKnown = !text.includes('$[[');
  return {
    tokens,
    faults: isKnown ? faultsOf(text, tokens) : [],
    variables: tokens.flatMap(variableIn),
  };
}, REMEMBERED);

function faultsOf(text: string, tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  const patterns = patternFaultsIn(tokens);
  return [...patterns, ...(isAccepted(tokens) ? [...doubtsIn(tokens), ...oddIn(tokens)] : faultsIn(text, tokens))];
}

function variableIn({ kind, text, span }: ConditionToken): readonly VariableUse[] {
  const name = kind === 'variable' ? text.slice(1) : /^\$\{(\w+)\}?$/.exec(text)?.[1];
  return name === undefined ? [] : [{ name, span }];
}
