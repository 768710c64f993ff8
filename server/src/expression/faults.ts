/** Finds what is wrong with a condition that GitLab refuses; each fault is placed where it can be fixed. */
import { span, type Span } from '../text/span.ts';
import { TOO_MANY_TOKENS } from './accepted.ts';
import type { ConditionFault } from './fault.ts';
import type { ConditionToken } from './tokens.ts';
import { unknownFault } from './unknown-token.ts';

/** Nobody fixes more than this one by one. */
const MOST_FAULTS = 50;

/** Always at least one fault, in the order of the text. */
export function faultsIn(text: string, tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  if (tokens.length === 0) return [fault('empty', 'The condition is empty. Write one, or remove `if`.', whole(text))];
  const unknown = tokens.flatMap((token, index) => (token.kind === 'unknown' ? unknownFault(tokens, index) : []));
  // An unknown token hides what is missing, so only unknown tokens are reported.
  const found = (unknown.length > 0 ? unknown : orderFaults(tokens)).slice(0, MOST_FAULTS);
  const tooLong = tokens[TOO_MANY_TOKENS - 1];
  if (tooLong) return [...found, fault('too-long', TOO_LONG, tooLong.span)];
  return found.length > 0 ? found : [fault('missing-value', 'GitLab cannot read this condition.', whole(text))];
}

/** The first version of which it is known that its conditions have `!`, `true` and `false`; 18.3 has none of them. */
const NEWER = '18.11';

/** What older versions of GitLab refuse. */
export function doubtsIn(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  return tokens.flatMap(({ kind, text, span: at }) => {
    const advice = ADVICE[kind];
    if (advice === undefined) return [];
    const message = `\`${text}\` in a condition needs GitLab ${NEWER}; older versions may refuse it. ${advice}`;
    return [{ ...fault('newer', message, at), isDoubt: true, until: NEWER }];
  });
}

const ADVICE: Readonly<Partial<Record<ConditionToken['kind'], string>>> = {
  negation: 'Compare instead, as in `$NAME != "value"` or `$NAME == null`.',
  boolean: 'Write it in quotes.',
};

const TOO_LONG = `The condition is too long: it must have fewer than ${TOO_MANY_TOKENS} values, operators and brackets. Split it into several rules.`;

/** Values and operators must alternate, and brackets must come in pairs. */
function orderFaults(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  const faults: ConditionFault[] = [];
  const open: ConditionToken[] = [];
  let before: ConditionToken | undefined;
  for (const token of tokens) {
    faults.push(...turnFaults(token, before));
    if (token.kind === 'open') open.push(token);
    if (token.kind === 'close' && !open.pop()) faults.push(fault('bracket', NOT_OPENED, token.span, ''));
    before = token;
  }
  if (before && wantsValue(before)) faults.push(fault('missing-value', nothingBehind(before), before.span));
  return [...faults, ...open.map(({ span: at }) => fault('bracket', NOT_CLOSED, at))];
}

const NOT_OPENED = 'There is no open bracket for this one.';
const NOT_CLOSED = 'This bracket is never closed.';

function turnFaults(token: ConditionToken, before: ConditionToken | undefined): readonly ConditionFault[] {
  const startsValue = token.kind !== 'operator' && token.kind !== 'close';
  if (startsValue) {
    if (!before || wantsValue(before)) return [];
    const message = `Missing operator between ${shown(before)} and ${shown(token)}; expected ${OPERATORS}.`;
    return [fault('missing-operator', message, token.span)];
  }
  if (before && !wantsValue(before)) return [];
  if (token.kind === 'close') return before ? [fault('missing-value', nothingBehind(before), before.span)] : [];
  return [fault('missing-value', `Missing value before ${shown(token)}; expected ${VALUES}.`, token.span)];
}

const OPERATORS = '`==`, `!=`, `=~`, `!~`, `&&` or `||`';
const VALUES = 'a variable, a string in quotes, a pattern between slashes or `null`';

function nothingBehind(token: ConditionToken): string {
  return `Missing value after ${shown(token)}; expected ${VALUES}.`;
}

function wantsValue({ kind }: ConditionToken): boolean {
  return kind === 'operator' || kind === 'negation' || kind === 'open';
}

function shown({ text }: ConditionToken): string {
  return `\`${text.replaceAll(/\s+/g, ' ')}\``;
}

function whole(text: string): Span {
  return span(0, text.length);
}

function fault(code: ConditionFault['code'], message: string, at: Span, instead?: string): ConditionFault {
  return { code, message, span: at, ...(instead !== undefined && { instead: { text: instead, sure: false } }) };
}
