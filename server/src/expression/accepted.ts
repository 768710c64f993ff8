/** Decides whether GitLab accepts a condition. Its way of ordering operators accepts more than one would expect. */
import type { ConditionToken } from './tokens.ts';

/** From this many tokens on, GitLab refuses a condition. */
export const TOO_MANY_TOKENS = 100;

/**
 * `$A $B ==` and empty brackets next to a value are accepted, since GitLab only counts the values for each operator.
 */
export function isAccepted(tokens: readonly ConditionToken[]): boolean {
  if (tokens.length === 0 || tokens.length >= TOO_MANY_TOKENS) return false;
  const order = orderOf(tokens);
  return order !== undefined && leavesOneValue(order);
}

const STRENGTH: Readonly<Record<string, number>> = { '&&': 11, '||': 12 };

/** Negation binds tightest, then comparisons. */
function strengthOf({ text, kind }: ConditionToken): number {
  return kind === 'negation' ? 1 : (STRENGTH[text] ?? 10);
}

/**
 * The tokens in postfix order, values before their operators; `undefined` if brackets do not match or a token is
 * unknown.
 */
export function orderOf(tokens: readonly ConditionToken[]): readonly ConditionToken[] | undefined {
  const order: ConditionToken[] = [];
  const waiting: ConditionToken[] = [];
  for (const token of tokens) {
    if (token.kind === 'unknown') return undefined;
    if (token.kind === 'operator') {
      moveOperators(waiting, order, strengthOf(token));
      waiting.push(token);
    } else if (token.kind === 'open' || token.kind === 'negation') waiting.push(token);
    else if (token.kind !== 'close') order.push(token);
    else {
      moveOperators(waiting, order, Infinity);
      if (!waiting.pop()) return undefined;
    }
  }
  return waiting.some(({ kind }) => kind === 'open') ? undefined : [...order, ...waiting.reverse()];
}

function moveOperators(from: ConditionToken[], to: ConditionToken[], strength: number): void {
  for (let last = from.at(-1); last && isOperator(last) && strengthOf(last) <= strength; last = from.at(-1)) {
    to.push(last);
    from.pop();
  }
}

function isOperator({ kind }: ConditionToken): boolean {
  return kind === 'operator' || kind === 'negation';
}

function leavesOneValue(order: readonly ConditionToken[]): boolean {
  let values = 0;
  for (const { kind } of order) {
    if (kind === 'negation' && values < 1) return false;
    if (kind === 'operator' && values-- < 2) return false;
    if (kind !== 'operator' && kind !== 'negation') values++;
  }
  return values === 1;
}
