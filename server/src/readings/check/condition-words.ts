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
    const words = token.kind === 'variable' ? wordsOf(token.text.slice(1)) : undefined;
    if (!words) return [];
    const sides = [
      [tokens[index + 1], tokens[index + 2]],
      [tokens[index - 1], tokens[index - 2]],
    ] as const;
    return sides.flatMap(([operator, other]) => strangeWord({ variable: token, words }, operator, other) ?? []);
  });
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
