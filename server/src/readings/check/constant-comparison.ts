/**
 * Finds comparisons that always have the same result in every pipeline: of two constants, or of a variable with itself.
 */
import { evaluate } from '../../expression/evaluate.ts';
import type { ConditionFault } from '../../expression/parse.ts';
import type { ConditionToken } from '../../expression/tokens.ts';
import { predefinedVariables } from '../../spec/predefined.ts';
import { span } from '../../text/span.ts';

const COMPARING = ['==', '!=', '=~', '!~'];

export function constantComparisonsIn(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  return tokens.flatMap((token, index) => {
    const [left, right] = [tokens[index - 1], tokens[index + 1]];
    const isChained = isComparing(tokens[index - 2]) || isComparing(tokens[index + 2]);
    return left && right && isComparing(token) && !isChained ? (constant(left, token, right) ?? []) : [];
  });
}

function isComparing(token: ConditionToken | undefined): boolean {
  return token?.kind === 'operator' && COMPARING.includes(token.text);
}

function constant(
  left: ConditionToken,
  { text: operator }: ConditionToken,
  right: ConditionToken,
): ConditionFault | undefined {
  const isItself = left.kind === 'variable' && left.text === right.text && operator.endsWith('=');
  if (!isItself && (!isConstant(left) || !isConstant(right) || (isTruth(left) && isTruth(right)))) return undefined;
  const always = evaluate(`${left.text} ${operator} ${right.text}`, () => null);
  if (typeof always !== 'boolean') return undefined;
  const what = isItself ? `\`${left.text}\` is compared with itself` : 'Both sides are constants';
  return {
    code: 'odd',
    message: `${what}, so this is ${always ? 'always' : 'never'} true. Compare a variable, as in \`$CI_COMMIT_BRANCH == "main"\`.`,
    span: span(left.span.start, right.span.end),
    isDoubt: true,
    ...(isItself ? {} : withVariable(left, operator, right)),
  };
}

/** Quoted variables and inputs are not constants; they are reported as what they are. */
function isConstant({ kind, text }: ConditionToken): boolean {
  return kind === 'null' || kind === 'boolean' || ((kind === 'text' || kind === 'pattern') && !text.includes('$'));
}

/**
 * Generated conditions say this way that something always or never holds: older versions of GitLab have no other
 * expression for it.
 */
function isTruth({ text }: ConditionToken): boolean {
  return /^(["']?)(?:true|false|yes|no|on|off|[01]?|null|always|never)\1$/i.test(text);
}

/** The comparison with the variable whose name is in quotes. */
function withVariable(left: ConditionToken, operator: string, right: ConditionToken): Pick<ConditionFault, 'instead'> {
  const name = left.kind === 'text' ? left.text.slice(1, -1) : '';
  if (!Object.hasOwn(predefinedVariables, name) && !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return {};
  return { instead: { text: `$${name} ${operator} ${right.text}`, sure: false } };
}
