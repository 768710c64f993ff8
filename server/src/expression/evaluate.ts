/** Evaluates a condition for given variables; where some are not known, says whether that matters. */
import { compile } from '../pattern/compile.ts';
import { isAccepted, orderOf } from './accepted.ts';
import { anything, isSettled, rangeOf, isBlank, type Operand, type RegexLiteral } from './operand.ts';
import { applied, negated, patternIn } from './operators.ts';
import { tokensOf, type ConditionToken } from './tokens.ts';
import { isDoubt, type Doubt, type Truth } from './truth.ts';

/** The value of a variable; null if it is not set. */
export type VariableLookup = (name: string) => string | null | Doubt;

/**
 * Whether a condition holds; `undefined` if GitLab refuses it or fails while evaluating it. Only rules of inputs can ask
 * for inputs; elsewhere, these have no value.
 */
export function evaluate(text: string, lookup: VariableLookup, inputs: VariableLookup = NO_INPUTS): Truth | undefined {
  const value = valueOf(text, { variables: lookup, inputs });
  if (!value) return undefined;
  if (isSettled(value)) return !isBlank(value.is);
  const { on, nothing, blank, something } = rangeOf(value);
  if (!something) return false;
  return nothing || blank ? { on } : true;
}

const NO_INPUTS: VariableLookup = () => null;

interface Lookups {
  readonly variables: VariableLookup;
  readonly inputs: VariableLookup;
}

function valueOf(text: string, lookups: Lookups): Operand | undefined {
  const order = readOrder(text);
  if (!order) return undefined;
  const stack: Operand[] = [];
  for (const token of order) {
    const value = step(token, stack, lookups);
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

function step(token: ConditionToken, stack: Operand[], lookups: Lookups): Operand | undefined {
  if (token.kind !== 'operator' && token.kind !== 'negation') return operandOf(token, lookups);
  const right = stack.pop();
  if (token.kind === 'negation') return right && negated(right);
  const left = stack.pop();
  return left && right && applied(token.text, left, right);
}

function operandOf({ kind, text }: ConditionToken, { variables, inputs }: Lookups): Operand | undefined {
  if (kind === 'variable') return operandFor(variables(text.slice(1)));
  if (kind === 'text') return { is: text.slice(1, -1) };
  if (kind === 'boolean') return { is: text === 'true' };
  if (kind === 'null') return { is: null };
  if (kind === 'input') {
    const [, name] = INPUT.exec(text) ?? [];
    return name === undefined ? undefined : operandFor(inputs(name));
  }
  const pattern = patternIn(text);
  return pattern && isTaken(pattern) ? { is: pattern } : undefined;
}

function isTaken({ source, flags }: RegexLiteral): boolean {
  return compile(source, flags).kind !== 'fault';
}

/** What has no value is treated like a variable that is not set. */
function operandFor(value: string | null | Doubt): Operand {
  return isDoubt(value) ? anything(value) : { is: value };
}

const INPUT = /^\$\[\[\s*inputs\.([\w-]+)\s*\]\]$/;
