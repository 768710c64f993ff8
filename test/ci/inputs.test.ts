/** The inputs of a file are read once for each mapping that gives them values. */
import { expect, test } from 'vitest';
import { inputsOf } from '../../server/src/ci/inputs.ts';
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
