/**
 * Checks comparisons of a predefined variable with a word that it never has, such as a pipeline source that does not
 * exist.
 */
import type { ConditionFault } from '../../expression/parse.ts';
import type { ConditionToken } from '../../expression/tokens.ts';
import { predefinedVariables } from '../../spec/predefined.ts';
import { nearest } from '../meaning.ts';

export function strangeWordsIn(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'variable') return [];
    const words = wordsOf(token.text.slice(1));
    const sides = [
      [tokens[index + 1], tokens[index + 2]],
      [tokens[index - 1], tokens[index - 2]],
    ] as const;
    return sides.flatMap(([operator, other]) => {
      const found = words ? strangeWord({ variable: token, words }, operator, other) : wholeRef(token, operator, other);
      return found ?? [];
    });
  });
}

/** Variables with the bare name of a branch or tag. */
const BARE =
  /^\$CI_(?:COMMIT_BRANCH|COMMIT_TAG|COMMIT_REF_NAME|DEFAULT_BRANCH|MERGE_REQUEST_(?:SOURCE|TARGET)_BRANCH_NAME)$/;

function wholeRef(
  variable: ConditionToken,
  operator: ConditionToken | undefined,
  other: ConditionToken | undefined,
): ConditionFault | undefined {
  if (other?.kind !== 'text' || (operator?.text !== '==' && operator?.text !== '!=')) return undefined;
  const [prefix] = /^refs\/(?:heads|tags)\/|^origin\//.exec(other.text.slice(1, -1)) ?? [];
  if (prefix === undefined || !BARE.test(variable.text)) return undefined;
  return {
    code: 'odd',
    message: `\`${variable.text}\` is a bare name, without \`${prefix}\`, so this is ${operator.text === '==' ? 'never' : 'always'} true.`,
    span: other.span,
    isDoubt: true,
    instead: { text: other.text.replace(prefix, ''), sure: false },
  };
}

interface Compared {
  readonly variable: ConditionToken;
  readonly words: readonly string[];
}

/** All values that the variable can have, if known. */
function wordsOf(name: string): readonly string[] | undefined {
  const variable = Object.hasOwn(predefinedVariables, name) ? predefinedVariables[name] : undefined;
  return variable?.complete ? variable.values?.map(({ value }) => value) : undefined;
}

/** A text with a variable or a wildcard in it is a mistake of another kind. */
function strangeWord(
  { variable, words }: Compared,
  operator: ConditionToken | undefined,
  other: ConditionToken | undefined,
): ConditionFault | undefined {
  if (operator?.text !== '==' && operator?.text !== '!=') return undefined;
  const word = other?.kind === 'text' ? other.text.slice(1, -1) : '';
  if (!other || word === '' || /[$*]/.test(word) || words.includes(word)) return undefined;
  const near = nearest(word, words) ?? nearest(word.replace(/e?s$/, ''), words);
  const effect = operator.text === '==' ? 'this is never true' : 'this is always true';
  const advice = near === undefined ? `Expected one of ${listed(words)}.` : `Did you mean \`${near}\`?`;
  const quote = other.text.charAt(0);
  return {
    code: 'odd',
    message: `\`${word}\` is not a value of \`${variable.text}\`, so ${effect}. ${advice}`,
    span: other.span,
    isDoubt: true,
    ...(near !== undefined && { instead: { text: quote + near + quote, sure: false } }),
  };
}

function listed(words: readonly string[]): string {
  return words.map(word => `\`${word}\``).join(', ');
}
