/** Whether GitLab takes a condition: its own way of ordering operators, which lets through more than one would think. */
import type { Token } from './tokens.ts';

/** GitLab gives up at this many. */
export const TOO_MANY_TOKENS = 100;

/** `$A $B ==` and an empty pair of brackets beside a value pass, since only the number of values counts for each operator. */
export function isAccepted(tokens: readonly Token[]): boolean {
  if (tokens.length === 0 || tokens.length >= TOO_MANY_TOKENS) return false;
  const order = ordered(tokens);
  return order !== undefined && leavesOneValue(order);
}

const STRENGTH: Readonly<Record<string, number>> = { '&&': 11, '||': 12 };

/** Operators that compare bind closest. */
function strengthOf({ text }: Token): number {
  return STRENGTH[text] ?? 10;
}

/** Values before the operators that take them; nothing where brackets do not match or something is not known. */
function ordered(tokens: readonly Token[]): readonly Token[] | undefined {
  const order: Token[] = [];
  const waiting: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'unknown') return undefined;
    if (token.kind === 'operator') {
      moveOperators(waiting, order, strengthOf(token));
      waiting.push(token);
    } else if (token.kind === 'open') waiting.push(token);
    else if (token.kind !== 'close') order.push(token);
    else {
      moveOperators(waiting, order, Infinity);
      if (!waiting.pop()) return undefined;
    }
  }
  return waiting.some(({ kind }) => kind === 'open') ? undefined : [...order, ...waiting.reverse()];
}

function moveOperators(from: Token[], to: Token[], strength: number): void {
  for (let last = from.at(-1); last?.kind === 'operator' && strengthOf(last) <= strength; last = from.at(-1)) {
    to.push(last);
    from.pop();
  }
}

function leavesOneValue(order: readonly Token[]): boolean {
  let values = 0;
  for (const { kind } of order) {
    if (kind !== 'operator') values++;
    else if (values-- < 2) return false;
  }
  return values === 1;
}
