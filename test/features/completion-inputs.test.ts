/** Completion between `$[[` and `]]`. */
import { describe, expect, test } from 'vitest';
import { itemsAt, offered, taken } from './complete-at.ts';

describe('inputs', () => {
  const HEADER = `spec:
  inputs:
    level: { default: info, options: [info, debug], description: How much is told. }
    count: { type: number }
    list: { type: array, default: [a, b] }
  component: [version]
---
`;
  const ALL_NAMES = ['component.version', 'inputs.count', 'inputs.level', 'inputs.list'];
  const INPUTS = ['inputs.count', 'inputs.level', 'inputs.list'];
  const FUNCTIONS = ['expand_vars', 'posix_escape', 'truncate'];
  const MORE = FUNCTIONS.map(name => `| ${name}`);
  test.each([
    ['job:\n  stage: $[[<|>\n', ALL_NAMES],
    ['job:\n  stage: $[[ <|>\n', ALL_NAMES],
    ['job:\n  stage: $[[ <|> ]]\n', ALL_NAMES],
    ['job:\n  stage: $[[ inputs.<|>\n', INPUTS],
    ['job:\n  stage: $[[ component.<|> ]]\n', ['component.version']],
    ['job:\n  stage: $[[ other.<|> ]]\n', []],
    ['job:\n  script: "echo $[[ inputs.le<|>"\n', INPUTS],
    ['"$[[ inp<|>":\n  script: x\n', ALL_NAMES],
    ['job:\n  script:\n    - |\n      a $[[ <|>\n', ALL_NAMES],
    ['job:\n  stage: $[[ inputs.level | <|>\n', FUNCTIONS],
    ['job:\n  stage: $[[ inputs.level | expand_vars | t<|> ]]\n', FUNCTIONS],
    ['job:\n  stage: $[[ component.version | <|>\n', FUNCTIONS],
    ['job:\n  stage: $[[ inputs.level | expand_vars | expand_vars | expand_vars | <|>\n', []],
    ['job:\n  stage: $[[ inputs.level ]] <|>\n', []],
    ['job:\n  stage: $[[ inputs.level <|>\n', MORE],
    ['job:\n  stage: $[[ inputs.level <|> ]]\n', MORE],
    ['job:\n  stage: $[[ inputs.level | truncate(0,1) <|>\n', MORE],
    ['job:\n  stage: $[[ inputs.count | <|>\n', []],
    ['job:\n  stage: $[[ inputs.list | <|>\n', []],
    ['job:\n  stage: $[[ inputs.list <|>\n', []],
    ['job:\n  stage: $[[ inputs.none | <|>\n', []],
    ['job:\n  stage: $[[ matrix.A | <|>\n', []],
    ['job:\n  stage: $[[ inputs.list[<|>\n', ['0', '1']],
    ['job:\n  stage: $[[ inputs.list[0] | <|>\n', FUNCTIONS],
    ['job:\n  stage: $[[ inputs.list[0] <|>\n', MORE],
    ['job:\n  stage: $[[ inputs.level[<|>\n', []],
    ['job:\n  stage: $[[ inputs.level | truncate(<|>\n', ['0,8']],
    ['job:\n  stage: $[[ inputs.level | truncate(<|>) ]]\n', ['0,8']],
    ['job:\n  stage: $[[ inputs.level | truncate(<|>0,8) ]]\n', ['0']],
    ['job:\n  stage: $[[ inputs.level | truncate(0,<|>\n', ['8']],
    ['job:\n  stage: $[[ inputs.level | truncate(0, <|>) ]]\n', ['8']],
    ['job:\n  stage: $[[ inputs.level | truncate(0,8,<|>\n', []],
    ['job:\n  stage: $[[ inputs.count | truncate(<|>\n', []],
    ['job:\n  stage: $[[ inputs.level | nothing(<|>\n', []],
    ['job:\n  script: >\n    echo $[[\n    inputs.<|> ]]\n', INPUTS],
    ['job:\n  script: echo $[[ inputs.level |\n    ex<|> ]]\n', FUNCTIONS],
    ['job:\n  script: |\n    echo $[[ inputs.level |\n    ex<|> ]]\n', []],
  ])('%j', async (text, labels) => expect((await offered(HEADER + text)).toSorted()).toEqual(labels));

  test.each([
    ['rules: [{ if: "$[[ <|> ]] == 1", options: [a] }]', ['inputs.free']],
    ['rules: [{ if: "$[[ inputs.<|>", options: [a] }]', ['inputs.free']],
    ['rules: [{ if: "$[[ inputs.free <|> ]]", options: [a] }]', []],
    ['default: "$[[ <|>"', []],
    ['description: "$[[ <|>"', []],
  ])('of a header, in the input `own`: %j', async (entry, labels) => {
    const inputs = 'free:\n    asks: { rules: [{ if: "$[[ inputs.own ]]", options: [a] }] }\n    with-sign:';
    const text = `spec:\n  component: [name]\n  inputs:\n    ${inputs}\n    own:\n      ${entry}\n---\njob: { script: a }\n`;
    expect(await offered(text)).toEqual(labels);
  });

  test.each([
    ['job:\n  stage: $[[<|>\n', 'inputs.level', '  stage: $[[ inputs.level ]]'],
    ['job:\n  stage: $[[ inputs.l<|>\n', 'inputs.level', '  stage: $[[ inputs.level ]]'],
    ['job:\n  stage: $[[ inputs.l<|>x ]]\n', 'inputs.level', '  stage: $[[ inputs.level ]]'],
    ['job:\n  stage: "a $[[ <|> ]] b"\n', 'inputs.level', '  stage: "a $[[ inputs.level ]] b"'],
    ['job:\n  stage: $[[ inputs.level |<|> ]]\n', 'truncate', '  stage: $[[ inputs.level | truncate(0,8) ]]'],
    ['job:\n  stage: $[[ inputs.level | ex<|>\n', 'expand_vars', '  stage: $[[ inputs.level | expand_vars ]]'],
    ['job:\n  stage: $[[ inputs.level <|>\n', '| truncate', '  stage: $[[ inputs.level | truncate(0,8) ]]'],
    ['job:\n  stage: $[[ inputs.level | truncate(<|>\n', '0,8', '  stage: $[[ inputs.level | truncate(0,8) ]]'],
    ['job:\n  stage: $[[ inputs.level | truncate(2<|>) ]]\n', '0,8', '  stage: $[[ inputs.level | truncate(0,8) ]]'],
    ['job:\n  stage: $[[ inputs.level | truncate(0,<|>\n', '8', '  stage: $[[ inputs.level | truncate(0,8) ]]'],
    ['job:\n  stage: $[[ inputs.list[<|>\n', '1', '  stage: $[[ inputs.list[1] ]]'],
    ['job:\n  stage: $[[ inputs.list[<|>] ]]\n', '1', '  stage: $[[ inputs.list[1] ]]'],
    ['job:\n  stage: $[[ inputs.list[<|> ]]\n', '1', '  stage: $[[ inputs.list[1] ]]'],
    ['job:\n  stage: $[[ inputs.list[<|>]]\n', '1', '  stage: $[[ inputs.list[1] ]]'],
    ['job:\n  stage: $[[ inputs.list[<|>]]]\n', '1', '  stage: $[[ inputs.list[1] ]]'],
  ])('taken in %j', async (text, label, line) => expect(await taken(HEADER + text, label)).toBe(line));

  test('say what they are for', async () => {
    const [, count, level] = (await itemsAt(`${HEADER}job: { stage: "$[[ <|>" }\n`)).toSorted((a, b) =>
      a.label < b.label ? -1 : 1,
    );
    expect(count?.detail).toBe('number, required');
    expect(level?.documentation).toBe(
      'How much is told.\n\n- Type: string\n- Default: `info`\n- Options: `info`, `debug`\n- Declared in [.gitlab-ci.yml:3](file:///project/.gitlab-ci.yml#L3)',
    );
  });
});
