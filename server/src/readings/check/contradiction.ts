/** Finds comparisons of one variable that cannot hold together, and those of which one always holds. */
import type { ConditionFault } from '../../expression/parse.ts';
import type { ConditionToken } from '../../expression/tokens.ts';

/** `$A == "text"`. */
interface Comparison {
  readonly variable: string;
  readonly operator: string;
  readonly text: ConditionToken;
}

/** What stands between `&&` and `||`; `undefined` for everything but a comparison of a variable with a text. */
type Part = Comparison | undefined;

/** The first part of a group that contradicts one before it; conditions in brackets are looked at by themselves. */
export function contradictionsIn(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  const found: ConditionFault[] = [];
  readGroups(tokens, 0, found);
  return found;
}

/** Reads up to the bracket that closes, and returns the index behind it. `&&` binds closer than `||`. */
function readGroups(tokens: readonly ConditionToken[], from: number, found: ConditionFault[]): number {
  const groups: Part[][] = [[]];
  let start = from;
  let index = from;
  let isWhole = true;
  const endPart = (): void => void groups.at(-1)?.push(isWhole ? comparisonOf(tokens.slice(start, index)) : undefined);
  for (; index < tokens.length && tokens[index]?.kind !== 'close'; index++) {
    const token = tokens[index];
    if (token?.kind === 'open') {
      index = readGroups(tokens, index + 1, found) - 1;
      isWhole = false;
    }
    if (token?.text !== '&&' && token?.text !== '||') continue;
    endPart();
    if (token.text === '||') groups.push([]);
    start = index + 1;
    isWhole = true;
  }
  endPart();
  const alternatives = groups.map(group => (group.length === 1 ? group[0] : undefined));
  found.push(...groups.flatMap(group => firstPair(group, '==', never)), ...firstPair(alternatives, '!=', always));
  return index + 1;
}

function comparisonOf([variable, operator, text, ...more]: readonly ConditionToken[]): Part {
  if (variable?.kind !== 'variable' || text?.kind !== 'text' || more.length > 0) return undefined;
  if (operator?.text !== '==' && operator?.text !== '!=') return undefined;
  return { variable: variable.text, operator: operator.text, text };
}

/** Of parts with that operator, the first that compares the same variable with another text. */
function firstPair(
  parts: readonly Part[],
  operator: string,
  finding: (one: Comparison, other: Comparison) => ConditionFault,
): readonly ConditionFault[] {
  const known = new Map<string, Comparison>();
  for (const part of parts) {
    if (part?.operator !== operator) continue;
    const other = known.get(part.variable);
    if (other && inside(other.text) !== inside(part.text)) return [finding(other, part)];
    known.set(part.variable, part);
  }
  return [];
}

function inside({ text }: ConditionToken): string {
  return text.slice(1, -1);
}

function never({ variable, text }: Comparison, other: Comparison): ConditionFault {
  const message = `\`${variable}\` cannot be both ${text.text} and ${other.text.text}, so this is never true. Did you mean \`||\`?`;
  return { code: 'odd', message, span: other.text.span, isDoubt: true };
}

function always({ variable, text }: Comparison, other: Comparison): ConditionFault {
  const message = `\`${variable}\` always differs from ${text.text} or from ${other.text.text}, so this is always true. Did you mean \`&&\`?`;
  return { code: 'odd', message, span: other.text.span, isDoubt: true };
}
