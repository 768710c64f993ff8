/** The inputs of a file: read once for each mapping that gives them values, and what rules decide about defaults. */
import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../server/src/ci/inputs.ts';
import { toS } from '../../server/src/ci/ruby-text.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { member } from '../../server/src/yaml/value/value.ts';

test('who asks for the inputs without what an include gives does not have those of the include read again', () => {
  const text = 'spec: { inputs: { a: { default: x } } }\n---\ngiven: { a: z }\njob: { script: echo }\n';
  const { header, content } = loadDocument(parse('file:///ws/part.yml', text));
  const given = member(content, 'given')?.value;
  if (!header || !given) throw new Error('the text has both');
  const before = inputsOf(header, given);
  const alone = inputsOf(header, undefined);
  expect([before, alone].map(({ values }) => values.get('a'))).toMatchObject([
    { datum: { value: 'z' } },
    { datum: { value: 'x' } },
  ]);
  expect(inputsOf(header, given)).toBe(before);
  expect(inputsOf(header, undefined)).toBe(alone);
});

/** The values of inputs, given some of them; nothing for those that are not known. */
function valuesIn(declared: string, given = '{}'): Record<string, string | undefined> {
  const { header, content } = loadDocument(
    parse('file:///ws/part.yml', `spec: { inputs: ${declared} }\n---\ngiven: ${given}\n`),
  );
  if (!header) throw new Error('the text has a header');
  const { values } = inputsOf(header, member(content, 'given')?.value);
  return Object.fromEntries(
    [...values].map(([name, value]) => [name, value.kind === 'unknown' ? undefined : toS(value)]),
  );
}

describe('of an input with rules, the first that matches decides about the default', () => {
  const sizes = `size: { rules: [{ if: '$[[ inputs.env ]] == "prod"', default: big }, { if: '$[[ inputs.env ]] == "test"', options: [a, b] }, { default: small, options: [small] }] }`;
  test.each([
    ['{ env: prod }', 'big'],
    ['{ env: dev }', 'small'],
    ['{ env: test }', undefined],
    ['{ env: prod, size: tiny }', 'tiny'],
    ['{}', undefined],
  ])('given %s', (given, size) => {
    expect(valuesIn(`{ ${sizes}, env: {} }`, given)['size']).toBe(size);
  });

  test('also if the input that it asks for has rules, and comes later', () => {
    const env = `env: { rules: [{ if: '$[[ inputs.kind ]]', default: prod }, { default: dev }] }`;
    expect(valuesIn(`{ ${sizes}, ${env}, kind: { default: x } }`)).toEqual({ size: 'big', env: 'prod', kind: 'x' });
    expect(valuesIn(`{ ${sizes}, ${env}, kind: { default: "" } }`)).toEqual({ size: 'small', env: 'dev', kind: '' });
  });

  test.each([
    ['$[[ inputs.flag ]] == "true"', 'yes', 'no'],
    // text or nothing: that of a boolean that is false is not known
    ['$[[ inputs.flag ]]', 'yes', undefined],
    ['$[[ inputs.flag ]] == "false"', 'no', undefined],
    ['$VARIABLE', undefined, undefined],
    ['$[[ inputs.count ]] == "1"', undefined, undefined],
    ['$[[ inputs.gone ]]', undefined, undefined],
    ['broken ==', undefined, undefined],
  ])('booleans and what is not known: %s', (condition, whenOn, whenOff) => {
    const declared = `{ flag: { type: boolean }, count: { type: number, default: 1 }, size: { rules: [{ if: '${condition}', default: yes }, { default: no }] } }`;
    const quoted = declared.replace('default: yes', 'default: "yes"').replace('default: no', 'default: "no"');
    expect([true, false].map(on => valuesIn(quoted, `{ flag: ${on} }`)['size'])).toEqual([whenOn, whenOff]);
  });

  test('and rules in a cycle, or in a chain of thousands, leave it open', () => {
    const asking = (other: string) => `{ rules: [{ if: '$[[ inputs.${other} ]]', default: x }] }`;
    expect(valuesIn(`{ a: ${asking('b')}, b: ${asking('a')} }`)).toEqual({ a: undefined, b: undefined });
    const chain = Array.from({ length: 5000 }, (_, index) => `i${index}: ${asking(`i${index + 1}`)}`).join(', ');
    expect(valuesIn(`{ ${chain}, i5000: { default: x } }`)['i0']).toBeUndefined();
  });
});
