/** Evaluates a condition for given variables; where some are not known, says whether that matters. */
import { compile } from '../pattern/compile.ts';
import { isAccepted, orderOf } from './accepted.ts';
import { anything, isSettled, rangeOf, isBlank, type Operand, type RegexLiteral } from './operand.ts';
import { applied, negated, patternIn } from './operators.ts';
import { tokensOf, type ConditionToken } from './tokens.ts';
import { isDoubt, type Doubt, type Truth } from './truth.ts';

/** The value of a variable; null if it is not set. */
export type VariableLookup = (name: string) => string | null | Doubt;

/** Whether a condition holds; `undefined` if GitLab refuses it or fails while evaluating it. */
export function evaluate(text: string, lookup: VariableLookup): Truth | undefined {
  const value = valueOf(text, lookup);
  if (!value) return undefined;
  if (isSettled(value)) return !isBlank(value.is);
  const { on, nothing, blank, something } = rangeOf(value);
  if (!something) return false;
  return nothing || blank ? { on } : true;
}

function valueOf(text: string, lookup: VariableLookup): Operand | undefined {
  const order = readOrder(text);
  if (!order) return undefined;
  const stack: Operand[] = [];
  for (const token of order) {
    const value = step(token, stack, lookup);
    if (!value) return undefined;
    stack.push(value);
  }
  return stack.pop();
}

/** The postfix order of a condition; cached, since the same few conditions are tried for many jobs. */
function readOrder(text: string): readonly ConditionToken[] | undefined {
  const cached = ORDERS.get(text);
  if (cached) return cached.order;
  const tokens = tokensOf(text);
  const order = isAccepted(tokens) ? orderOf(tokens) : undefined;
  if (ORDERS.size >= MOST_ORDERS) ORDERS.clear();
  ORDERS.set(text, { order });
  return order;
}

const ORDERS = new Map<string, { readonly order: readonly ConditionToken[] | undefined }>();
const MOST_ORDERS = 1000;

function step(token: ConditionToken, stack: Operand[], lookup: VariableLookup): Operand | undefined {
  if (token.kind !== 'operator' && token.kind !== 'negation') return operandOf(token, lookup);
  const right = stack.pop();
  if (token.kind === 'negation') return right && negated(right);
  const left = stack.pop();
  return left && right && applied(token.text, left, right);
}

function operandOf({ kind, text }: ConditionToken, lookup: VariableLookup): Operand | undefined {
  if (kind === 'variable') {
    const value = lookup(text.slice(1));
    return isDoubt(value) ? anything(value) : { is: value };
  }
  if (kind === 'text') return { is: text.slice(1, -1) };
  if (kind === 'boolean') return { is: text === 'true' };
  if (kind === 'null') return { is: null };
  // An input without a value is treated like a variable that is not set.
  if (kind === 'input') return INPUT.test(text) ? { is: null } : undefined;
  const pattern = patternIn(text);
  return pattern && isTaken(pattern) ? { is: pattern } : undefined;
}

function isTaken({ source, flags }: RegexLiteral): boolean {
  return compile(source, flags).kind !== 'fault';
}

const INPUT = /^\$\[\[\s*inputs\.[\w-]+\s*\]\]$/;
