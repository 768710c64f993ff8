/** An exception of our own code costs one answer, and no more if the log is closed already. */
import { afterEach, expect, test } from 'vitest';
import { guarded, guardedEach, onFailure } from '../../server/src/text/failure.ts';

const fail = (): never => {
  throw new RangeError('planted');
};

afterEach(() => onFailure(() => undefined));

test('what fails is reported once by its name, and the rest goes on', () => {
  const told: string[] = [];
  onFailure(name => told.push(name));
  expect(guarded('a rule', 'nothing', fail)).toBe('nothing');
  const done: number[] = [];
  guardedEach('a rule', [1, 2, 3], item => (item === 2 ? fail() : done.push(item)));
  expect(done).toEqual([1, 3]);
  expect(told).toEqual(['a rule']);
});

test('a log that fails itself changes no answer', () => {
  onFailure(fail);
  expect(guarded('a rule', 'nothing', fail)).toBe('nothing');
});
