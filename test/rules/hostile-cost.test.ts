/**
 * The cost of tens of thousands of the same mistake is proportional to their number. The limits are generous: otherwise
 * it would be minutes.
 */
import { expect, it } from 'vitest';
import { problemsOf } from '../check.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

it.each([
  ['unknown keys of a job', `job:\n  script: a\n${lines(12_000, index => `  scrip${index}: a`)}`],
  [
    'keys that were meant below variables',
    `job:\n  script: a\n  variables:\n${lines(12_000, index => `  A${index}: a`)}`,
  ],
  ['unknown hooks', `job:\n  script: a\n  hooks:\n${lines(12_000, index => `    pre_sto${index}: a`)}`],
])('%s', (_, text) => {
  const before = process.cpuUsage();
  expect(problemsOf(text).length).toBeGreaterThan(0);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(15);
});
