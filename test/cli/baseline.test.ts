/** `check --baseline` reports only what the baseline does not have. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from './repository.ts';

const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';
const ARGS = ['--baseline', 'known.json'];

test('what it holds is not told, also when lines move; what is new is', async () => {
  const folder = repository({ '.git/HEAD': '', '.gitlab-ci.yml': WRONG });
  const write = (text: string): void => writeFileSync(join(folder, '.gitlab-ci.yml'), text);
  const clean = { code: 0, out: 'No problems.\n', err: '' };
  expect(await run(checkFiles, [...ARGS, '--update-baseline'], folder)).toEqual(clean);
  write(`# a comment\n\n${WRONG}`);
  expect(await run(checkFiles, ARGS, folder)).toEqual(clean);
  write(`${WRONG}more: {script: x, hooks: {never: 1}}\n`);
  const { code, out } = await run(checkFiles, ARGS, folder);
  expect([code, out]).toEqual([1, expect.stringMatching(/^\.gitlab-ci\.yml:2:27: error: [^]*\n1 error\.\n$/)]);
});

test('what is gone is told, and taken out when it is updated', async () => {
  const folder = repository({ '.git/HEAD': '', '.gitlab-ci.yml': WRONG });
  await run(checkFiles, [...ARGS, '--update-baseline'], folder);
  writeFileSync(join(folder, '.gitlab-ci.yml'), 'job: {script: x}\n');
  expect((await run(checkFiles, ARGS, folder)).err).toContain('gone: 1.');
  expect((await run(checkFiles, [...ARGS, '--update-baseline'], folder)).err).toBe('');
  expect(JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'))).toEqual({ version: 1, problems: [] });
});

test.each([
  ['is missing', undefined],
  ['is no JSON', '{'],
  ['is of another version', '{"version": 2, "problems": []}'],
  ['holds something else', '{"version": 1, "problems": [null, 1]}'],
])('one that %s is told, everything found is, and the exit status is 2', async (_, text) => {
  const folder = repository({
    '.git/HEAD': '',
    '.gitlab-ci.yml': WRONG,
    ...(text !== undefined && { 'known.json': text }),
  });
  const { code, out, err } = await run(checkFiles, ARGS, folder);
  expect([code, out.includes('1 error.'), err]).toEqual([2, true, expect.stringMatching(/^The baseline known\.json /)]);
});

test('one that cannot be written is told', async () => {
  const folder = repository({ '.gitlab-ci.yml': WRONG });
  const { code, err } = await run(checkFiles, ['--baseline', 'none/known.json', '--update-baseline'], folder);
  expect([code, err]).toEqual([2, 'The baseline none/known.json could not be written: its folder does not exist.\n']);
});

test('--update-baseline alone says nothing of where', async () => {
  expect((await run(checkFiles, ['--update-baseline'], repository({}))).code).toBe(2);
});
