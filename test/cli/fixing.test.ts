/**
 * `check --fix` applies the safe fixes and writes each file whole or not at all; `--diff` shows the same changes as a
 * patch.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from './repository.ts';

const HOOK = 'hooks: {pre_stop_k8s_container_handler: {http_get: {port: 80, scheme: http}}}';
const FIXED = HOOK.replace('http}', 'HTTP}');
const TEXTS = {
  '.git/HEAD': '',
  '.gitlab-ci.yml': `include: ci/part.yml\njob:\n  script: make\n  ${HOOK}\n`,
  'ci/part.yml': `part:\r\n  script: x\r\n  ${HOOK}\r\n`,
};
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

test('the files of a pipeline are mended, and a second run has nothing to do', async () => {
  const folder = repository(TEXTS);
  chmodSync(join(folder, 'ci/part.yml'), 0o640);
  const first = await run(checkFiles, ['--fix'], folder);
  expect(first).toEqual({ code: 0, out: expect.stringMatching(/\n2 notes\.\n$/) as string, err: 'Fixed 2 files.\n' });
  expect(read(folder, '.gitlab-ci.yml')).toBe(TEXTS['.gitlab-ci.yml'].replace(HOOK, FIXED));
  expect(read(folder, 'ci/part.yml')).toBe(TEXTS['ci/part.yml'].replace(HOOK, FIXED));
  expect(statSync(join(folder, 'ci/part.yml')).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(folder, 'ci'))).toEqual(['part.yml']);
  expect(await run(checkFiles, ['--fix'], folder)).toEqual({ ...first, err: '' });
});

test('a link stays a link', async () => {
  const folder = repository(TEXTS);
  symlinkSync('.gitlab-ci.yml', join(folder, 'x.gitlab-ci.yml'));
  await run(checkFiles, ['--fix', 'x.gitlab-ci.yml'], folder);
  expect(
    readdirSync(folder, { withFileTypes: true })
      .find(one => one.name === 'x.gitlab-ci.yml')
      ?.isSymbolicLink(),
  ).toBe(true);
  expect(read(folder, '.gitlab-ci.yml')).toContain(FIXED);
});

test('a file in another encoding is left as it is, and the exit status is 2', async () => {
  const folder = repository(TEXTS);
  const bytes = Buffer.concat([
    Buffer.from('# caf'),
    Buffer.from([0xe9]),
    Buffer.from(`\njob:\n  script: make\n  ${HOOK}\n`),
  ]);
  writeFileSync(join(folder, '.gitlab-ci.yml'), bytes);
  const { code, err } = await run(checkFiles, ['--fix'], folder);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('.gitlab-ci.yml: the fixes could not be written: it is not UTF-8'),
  ]);
  expect(readFileSync(join(folder, '.gitlab-ci.yml'))).toEqual(bytes);
});

test('--diff writes nothing, and git applies what it prints', async () => {
  const folder = repository(TEXTS);
  const { code, out } = await run(checkFiles, ['--diff'], folder);
  expect([code, read(folder, '.gitlab-ci.yml')]).toEqual([1, TEXTS['.gitlab-ci.yml']]);
  const { status } = spawnSync('git', ['apply', '-'], {
    cwd: folder,
    input: out,
    env: { ...process.env, GIT_DIR: '/' },
  });
  expect([status, read(folder, 'ci/part.yml')]).toEqual([0, TEXTS['ci/part.yml'].replace(HOOK, FIXED)]);
  expect(await run(checkFiles, ['--diff'], folder)).toEqual({ code: 0, out: '', err: '' });
});

test('--diff of standard input is a filter for editors', async () => {
  const args = ['--diff', '--stdin', '--stdin-filename', '.gitlab-ci.yml'];
  const { out } = await run(checkFiles, args, repository({}), ['job:', '  script: make', `  ${HOOK}`, '']);
  expect(out).toContain(`\n-  ${HOOK}\n+  ${FIXED}\n`);
});

test('a patch has no control characters, whatever the file holds', async () => {
  const name = 'a\u001b[2J\nb.gitlab-ci.yml';
  const { out } = await run(
    checkFiles,
    ['--diff', name],
    repository({ [name]: `# \u202e\njob:\n  script: make\n  ${HOOK}\n` }),
  );
  expect(out).toContain(`+  ${FIXED}`);
  expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
});

test.each([[['--fix', '--diff']], [['--fix', '--stdin', '--stdin-filename', 'a.yml']]])('wrong use: %j', async args => {
  expect((await run(checkFiles, args, repository(TEXTS))).code).toBe(2);
});
