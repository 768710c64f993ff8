/** The style of a text, which edits adopt. */
import { expect, test } from 'vitest';
import { listStepOf, stepOf } from '../../server/src/yaml/edit/style.ts';

test('the step is that of the file, not of a program in it', () => {
  const text = 'job:\n    image: ruby\n    script: |\n        when:\n          x: 1\n    rules:\n      - if: $CI\n';
  expect(stepOf(text)).toBe(4);
  expect(listStepOf(text)).toBe(2);
});

test('a text that shows none has two columns', () => {
  expect([stepOf('job: make\n'), listStepOf('job: make\n')]).toEqual([2, 2]);
});
