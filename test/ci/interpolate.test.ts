import { describe, expect, test } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { member } from '../../server/src/yaml/value/value.ts';
import { projectOfTexts } from './memory.ts';
import { plain } from './values.ts';

/** The value of `k` in `job: {k: …}` of a file with these inputs, or the code of the problem if GitLab refuses it. */
async function valueOf(inputs: string, content: string, given = ''): Promise<unknown> {
  const template = `spec:\n  inputs:\n${inputs.replace(/^/gm, '    ')}\n---\njob:\n  script: x\n  k: ${content}\n`;
  const main = `include:\n  - local: a.yml\n${given && `    inputs: ${given}\n`}other: {script: y}\n`;
  const { merged, loadFaults } = resolvePipeline(await projectOfTexts(main, { 'a.yml': template }));
  return loadFaults[0]?.code ?? plain(member(member(merged, 'job')?.value, 'k')?.value);
}

const INPUTS = `text: {default: abc}
number: {default: 8080, type: number}
flag: {default: true, type: boolean}
list: {default: [a, b], type: array}
choice: {default: a, options: [a, b]}
of-number: {default: 5, options: [5]}
as-json: {default: "[1, true]", type: array}
empty: {default: }
needed:`;

describe('inputs', () => {
  test.each([
    ['"$[[ inputs.text ]]"', 'abc'],
    ['"$[[inputs.text]]"', 'abc'],
    ['$[[ inputs.number ]]', 8080],
    ['$[[ inputs.flag ]]', true],
    ['$[[ inputs.list ]]', ['a', 'b']],
    ['[x, "$[[ inputs.list ]]", y]', ['x', 'a', 'b', 'y']],
    ['"port $[[ inputs.number ]]"', 'port 8080'],
    ['"$[[ inputs.text ]] and $[[ inputs.flag ]]"', 'abc and true'],
    ['"$[[ inputs.list[1] ]]"', 'b'],
    ['"$[[ inputs.text | truncate(1, 1) ]]"', 'b'],
    ['"$[[ inputs.needed | posix_escape ]]"', "it\\'s\\ here"],
    ['"$[[ inputs.of-number ]]"', '5'],
    ['$[[ inputs.as-json ]]', [1, true]],
    ['$[[ inputs.empty ]]', ''],
    ['"$[[ matrix.PORT ]]"', '$[[ matrix.PORT ]]'],
    ['"$[[ a"', '$[[ a'],
    ['{"$[[ inputs.text ]]-key": 1}', { 'abc-key': 1 }],
    ['!reference [job, script]', 'x'],
    [':sym', 'sym'],
  ])('%s', async (content, expected) => {
    expect(await valueOf(INPUTS, content, `{needed: "it's here"}`)).toEqual(expected);
  });

  test.each([
    ['a required input without a value', INPUTS, 'x', '', 'missing-input'],
    ['an unknown argument', 'a: {default: b}', 'x', '{c: d}', 'unknown-input'],
    ['a value of another type', 'a: {type: number}', 'x', '{a: b}', 'refused-input'],
    ['a default of another type', 'a: {type: boolean, default: b}', 'x', '', 'wrong-type'],
    ['a value that is no option', 'a: {options: [b, c]}', 'x', '{a: d}', 'refused-input'],
    ['a value that does not match', 'a: {regex: "^b"}', 'x', '{a: c}', 'refused-input'],
    ['a default that is no option', 'a: {default: d, options: [b, c]}', 'x', '', 'invalid-input'],
    ['a default that does not match', 'a: {default: d, regex: "^[ab]+$"}', 'x', '', 'invalid-input'],
    ['an item that is no option', 'a: {type: array, options: [b, c]}', 'x', '{a: [b, d]}', 'refused-input'],
    ['an unknown type', 'a: {type: text, default: b}', 'x', '', 'unknown-value'],
    ['an input that is not declared', 'a: {default: b}', '"$[[ inputs.c ]]"', '', 'invalid-interpolation'],
    ['no input at all', 'a: {default: b}', '"$[[ something ]]"', '', 'invalid-interpolation'],
    ['an unknown function', 'a: {default: b}', '"$[[ inputs.a | upcase ]]"', '', 'invalid-interpolation'],
    [
      'too many functions',
      'a: {default: b}',
      `"$[[ inputs.a${' | expand_vars'.repeat(4)} ]]"`,
      '',
      'invalid-interpolation',
    ],
  ])('GitLab refuses %s', async (_, inputs, content, given, code) => {
    const isOfInclude = ['missing-input', 'unknown-input', 'refused-input'].includes(code);
    expect(await valueOf(inputs, content, given)).toBe(isOfInclude ? code : 'broken-include');
    const { loadFaults } = resolvePipeline(
      await projectOfTexts(
        `spec:\n  inputs:\n${inputs.replace(/^/gm, '    ')}\n---\njob:\n  script: x\n  k: ${content}\n`,
      ),
    );
    if (given === '') expect(loadFaults[0]?.code).toBe(code);
  });

  test('without a header the text stays as it is', async () => {
    const { merged } = resolvePipeline(await projectOfTexts('job: {script: "$[[ inputs.x ]]"}\n'));
    expect(plain(merged)).toEqual({ job: { script: '$[[ inputs.x ]]' } });
  });

  test('what stands in a file depends on where it is included', async () => {
    const main = 'include:\n  - {local: a.yml, inputs: {n: one}}\n  - {local: a.yml, inputs: {n: two}}\n';
    const template = 'spec:\n  inputs:\n    n:\n---\n"$[[ inputs.n ]]": {script: "run $[[ inputs.n ]]"}\n';
    const { merged } = resolvePipeline(await projectOfTexts(main, { 'a.yml': template }));
    expect(plain(merged)).toEqual({ one: { script: 'run one' }, two: { script: 'run two' } });
  });

  test.each([
    ['spec: []\n---\njob: {script: x}\n', 'wrong-type'],
    ['spec: {hooks: 1}\n---\njob: {script: x}\n', 'unknown-key'],
    ['spec: {}\nother: 1\n---\njob: {script: x}\n', 'unknown-key'],
    ['spec: {inputs: [a]}\n---\njob: {script: x}\n', 'wrong-type'],
    ['spec: {}\n---\njob: {script: x}\n', undefined],
  ])('%j', async (text, code) => {
    const { loadFaults } = resolvePipeline(await projectOfTexts(text));
    expect(loadFaults[0]?.code).toBe(code);
  });
});
