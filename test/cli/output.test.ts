/** Several reports from one run, and what happens if one of them cannot be written. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { whyNotWritten } from '../../server/src/hosts/cli/write.ts';
import { repository, run } from './repository.ts';

test('reports go to files, the text to whoever looks on', async () => {
  const folder = repository({ '.gitlab-ci.yml': 'job: {script: x, hooks: {nope: 1}}\n' });
  const args = ['--output', 'codequality=gl-code-quality.json', '--output', 'junit=a=b.xml'];
  const { code, out, err } = await run(checkFiles, args, folder);
  expect([code, err, out.includes('1 error.')]).toEqual([1, '', true]);
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(JSON.parse(read('gl-code-quality.json'))).toHaveLength(1);
  expect(read('a=b.xml')).toMatch(/^<\?xml/);
});

test.each([
  ['none/report.json', 'its folder does not exist.'],
  ['.gitlab-ci.yml/report.json', 'its folder is not a folder.'],
  ['folder', 'it is a folder.'],
])('a report in %s is told of, the others are written, and the exit status is 2', async (file, why) => {
  const folder = repository({ '.gitlab-ci.yml': 'job: {script: x}\n' });
  mkdirSync(join(folder, 'folder'));
  const { code, err } = await run(checkFiles, ['--output', `json=${file}`, '--output', 'json=good.json'], folder);
  expect([code, err]).toEqual([2, `The report ${file} could not be written: ${why}\n`]);
  expect(readFileSync(join(folder, 'good.json'), 'utf8')).toContain('"complete": true');
});

test('a full disk is called one', () => {
  expect(whyNotWritten(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe('the disk is full.');
});
