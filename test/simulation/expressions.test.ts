/** Compares conditions with GitLab's own code: whether they are valid, and what they resolve to. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../server/src/expression/evaluate.ts';
import { parseCondition } from '../../server/src/expression/parse.ts';
import { isDoubt, type Truth } from '../../server/src/expression/truth.ts';
import { linesOf } from './runs.ts';

interface Case {
  readonly id: string;
  readonly area: string;
  readonly expression: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly valid: boolean | 'crash';
  readonly result: boolean | { readonly error: string };
}

const cases = linesOf('expressions') as readonly Case[];
const areas = [...new Set(cases.map(({ area }) => area))];

function answer(
  { expression, variables }: Pick<Case, 'expression' | 'variables'>,
  unknown?: string,
): Truth | undefined {
  return evaluate(expression, name => (name === unknown ? { on: [name] } : (variables[name] ?? null)));
}

describe.each(areas)('%s', area => {
  const own = cases.filter(one => one.area === area);

  test('GitLab takes the same, and it comes to the same', () => {
    const differing = own.filter(one => {
      const valid = answer({ ...one, variables: {} }) !== undefined;
      return (
        valid !== (one.valid === true) || answer(one) !== (typeof one.result === 'boolean' ? one.result : undefined)
      );
    });
    expect(differing.map(({ id, expression }) => `${id}: ${expression}`)).toEqual([]);
  });

  test('what is refused has a fault, and nothing else', () => {
    const differing = own.filter(({ expression, valid }) => {
      const faults = parseCondition(expression).faults.filter(({ isDoubt: mild }) => !mild);
      return (faults.length === 0) !== (valid === true || expression.includes('$[[') || valid === 'crash');
    });
    expect(differing.map(({ id, expression }) => `${id}: ${expression}`)).toEqual([]);
  });

  test('with one variable unknown it comes to the same, or depends on it', () => {
    const opposite = own.flatMap(one =>
      [...new Set(one.expression.match(/(?<=\$)\w+/g))].filter(name => {
        const without = answer(one, name);
        return isDoubt(without) ? without.on[0] !== name : without !== answer(one);
      }),
    );
    expect(opposite).toEqual([]);
  });
});

describe('what is not known', () => {
  test.each([
    ['$X', { on: ['X'] }],
    ['$X && $NO', false],
    // For an operator, an empty string is true; as the result, it is false.
    ['$X || $YES', { on: ['X'] }],
    ['$YES || $X', true],
    ['$YES && $X', { on: ['X'] }],
    ['$NO || $X', { on: ['X'] }],
    ['!($X && $NO)', true],
    ['$X == "a"', { on: ['X'] }],
    ['$X =~ $NO', false],
    ['$X !~ $NO', true],
    ['$YES =~ $X', { on: ['X'] }],
    ['($X && "a") || $YES', true],
    ['$X || ""', { on: ['X'] }],
    ['$X && ""', false],
    ['!$X', { on: ['X'] }],
    ['$X && $Y', { on: ['X', 'Y'] }],
    ['$X == "a" || $X != "b"', { on: ['X'] }],
  ])('%s', (expression, expected) => {
    const known: Readonly<Record<string, string | null>> = { YES: 'yes', NO: null };
    const found = evaluate(expression, name => (name in known ? (known[name] ?? null) : { on: [name] }));
    expect(found).toEqual(expected);
  });
});
