/**
 * The cost of many keys, names and repetitions. The limits are generous, but far below the cost of comparing all with
 * all.
 */
import { expect, test } from 'vitest';
import { nearest } from '../../server/src/readings/meaning.ts';
import { problemsOf } from '../check.ts';

const JOB = 'job:\n  script: x\n';

test('5,000 bases that are not there are not compared with all jobs', () => {
  expect(
    secondsFor(
      lines(5000, at => `j${at}:\n  extends: .b${at}\n  script: x\n`),
      'unknown-base',
    ),
  ).toBeLessThan(15);
});

test('20,000 entries of one name are told once each', () => {
  expect(secondsFor(lines(20_000, () => '.a: x\n') + JOB, 'duplicate-key')).toBeLessThan(15);
});

test('20,000 entries of one name and anchor are told once each', () => {
  expect(secondsFor(`${lines(20_000, () => '.a: &x y\n')}job: {script: *x}\n`, 'duplicate-key')).toBeLessThan(15);
});

test('4,000 unknown keys of one job are told once each', () => {
  expect(secondsFor(JOB + lines(4000, at => `  own_key_${at}: x\n`), 'newer-key')).toBeLessThan(15);
});

test.each([
  ['scrpit', ['stage', 'script'], 'script'],
  ['needz', ['needs', 'need'], 'needs'],
  ['deplpoy', ['deploy', 'destroy'], 'deploy'],
  ['befor', ['before_script', 'after_script'], 'before_script'],
  ['ab', ['ac'], undefined],
  ['x'.repeat(200), [`${'x'.repeat(199)}y`], undefined],
])('%s is nearest to what it was meant to be', (word, names, expected) => {
  expect(nearest(word, names)).toBe(expected);
});

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('');
}

/** The CPU seconds for finding the problems of the text, which must include the code. */
function secondsFor(text: string, code: string): number {
  const before = process.cpuUsage();
  expect(problemsOf(text).map(problem => problem.code)).toContain(code);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
