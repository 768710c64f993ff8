/** Which files `check` looks at, and options about rules. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../server/src/codes/codes.ts';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { planFile } from '../../server/src/hosts/cli/plan.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from './repository.ts';

const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';
const CLEAN = 'job: {script: x}\n';

/** The files that are checked in a folder, by the names in the output, and the exit code. */
async function checked(folder: string, ...args: readonly string[]): Promise<readonly (string | number)[]> {
  const { code, out } = await run(checkFiles, ['--format', 'json', ...args], folder);
  const { files } = JSON.parse(out) as { readonly files: readonly { readonly file: string }[] };
  return [code, ...files.map(({ file }) => file)];
}

describe('.gitignore', () => {
  const texts = {
    '.git/HEAD': '',
    '.gitignore': '/build/\n*.tmp.gitlab-ci.yml\n',
    '.gitlab-ci.yml': CLEAN,
    'a.tmp.gitlab-ci.yml': WRONG,
    'build/.gitlab-ci.yml': WRONG,
    'sub/build/.gitlab-ci.yml': CLEAN,
    'sub/.gitignore': '!kept.tmp.gitlab-ci.yml\nnot.gitlab-ci.yml\n',
    'sub/kept.tmp.gitlab-ci.yml': CLEAN,
    'sub/not.gitlab-ci.yml': WRONG,
  };

  test('leaves out what it names, in every folder', async () => {
    const kept = ['.gitlab-ci.yml', 'sub/build/.gitlab-ci.yml', 'sub/kept.tmp.gitlab-ci.yml'];
    expect(await checked(repository(texts))).toEqual([0, ...kept]);
  });

  test('of the folders above counts, too', async () => {
    const folder = repository({ ...texts, 'sub/a.tmp.gitlab-ci.yml': WRONG });
    const kept = ['build/.gitlab-ci.yml', 'kept.tmp.gitlab-ci.yml'];
    expect(await checked(join(folder, 'sub'))).toEqual([0, ...kept, 'a.tmp.gitlab-ci.yml'].slice(0, 3));
  });

  test('does not keep a file from being checked that is named itself', async () => {
    expect(await checked(repository(texts), 'build/.gitlab-ci.yml')).toEqual([1, 'build/.gitlab-ci.yml']);
  });
});

test.each([['sub'], ['sub/'], ['./sub'], ['sub/**'], ['x.gitlab-ci.yml'], ['**/x.*'], ['su?']])(
  '--exclude %s leaves files out, also where a pipeline includes them',
  async glob => {
    const folder = repository({
      '.git/HEAD': '',
      '.gitlab-ci.yml': `include: sub/x.gitlab-ci.yml\n${CLEAN}`,
      'sub/x.gitlab-ci.yml': 'part: {script: x}\n',
    });
    expect(await checked(folder, '--exclude', glob)).toEqual([0, '.gitlab-ci.yml']);
  },
);

test('--root says where paths of includes begin, and those of reports', async () => {
  const folder = repository({
    '.git/HEAD': '',
    'project/.gitlab-ci.yml': 'include: ci/part.yml\njob: {extends: .base, script: x}\n',
    'project/ci/part.yml': `.base: {image: a}\n${WRONG}`,
  });
  expect((await checked(folder, 'project/.gitlab-ci.yml'))[0]).toBe(1);
  const args = ['project/.gitlab-ci.yml', '--root', 'project', '--format', 'codequality'];
  const { out } = await run(checkFiles, args, folder);
  expect((JSON.parse(out) as readonly { location: { path: string } }[]).map(one => one.location.path)).toEqual([
    'ci/part.yml',
  ]);
});

test.each([
  ['check', checkFiles, []],
  ['resolve', resolveFiles, ['.gitlab-ci.yml']],
  ['plan', planFile, []],
])('%s refuses a --root that is no folder, instead of calling its includes missing', async (_, command, args) => {
  const folder = repository({ '.gitlab-ci.yml': 'include: ci/part.yml\njob: {script: x}\n', 'ci/part.yml': CLEAN });
  for (const root of ['missing', '.gitlab-ci.yml']) {
    const { code, out, err } = await run(command, [...args, '--root', root], folder);
    expect([code, out, err.split('\n')[0]]).toEqual([2, '', `There is no folder ${root}, which --root names.`]);
  }
});

test('a file or folder outside of --root is told, instead of calling its includes missing', async () => {
  const folder = repository({
    'a/.gitlab-ci.yml': CLEAN,
    'b/.gitlab-ci.yml': 'include: part.yml\n',
    'b/part.yml': CLEAN,
  });
  for (const path of ['b', 'b/.gitlab-ci.yml']) {
    const { code, err } = await run(checkFiles, [path, '--root', 'a'], folder);
    expect([code, err]).toEqual([2, 'b/.gitlab-ci.yml: The file is outside the repository, where nothing is read.\n']);
  }
});

describe('--stdin', () => {
  const args = ['--stdin', '--stdin-filename', 'ci/part.yml'];

  test('stands for a file of a pipeline, whatever the disk holds', async () => {
    const texts = { '.git/HEAD': '', '.gitlab-ci.yml': 'include: ci/part.yml\n.base: {image: a}\n' };
    const folder = repository({ ...texts, 'ci/part.yml': WRONG });
    const text = 'part: {extends: .base, script: x}';
    expect(await run(checkFiles, args, folder, [text])).toEqual({ code: 0, out: 'No problems.\n', err: '' });
    const { code, out } = await run(checkFiles, args, folder, [text.replace('.base', '.nope')]);
    expect([code, out]).toEqual([1, expect.stringMatching(/^ci\/part\.yml:1:17: error: /)]);
  });

  test('needs no file on the disk', async () => {
    const { code, out } = await run(checkFiles, args, repository({}), [WRONG]);
    expect([code, out]).toEqual([1, expect.stringMatching(/^ci\/part\.yml:1:26: error: /)]);
  });
});

test('--list-rules has a line for each rule', async () => {
  const { code, out } = await run(checkFiles, ['--list-rules'], repository({}));
  const codes = out.split('\n').map(line => line.split(' ')[0]);
  expect([code, codes]).toEqual([0, [...Object.keys(CODES), '']]);
  const { out: listed } = await run(checkFiles, ['--list-rules', '--format', 'json'], repository({}));
  expect((JSON.parse(listed) as readonly { code: string }[]).map(one => one.code)).toEqual(Object.keys(CODES));
});

test.each(['unknown-key', 'loopback-host'])('--explain %s says why, with examples', async code => {
  const { out, code: status } = await run(checkFiles, ['--explain', code], repository({}));
  expect(status).toBe(0);
  expect(out).toMatch(new RegExp(`^${code}: .*\\n\\n.+\\n\\nReported:\\n\\n(?: {4}.*\\n)+\\nNot reported:\\n`));
  expect(out).toMatch(/https:\/\/\S+\n$/);
});

test('a thousand arguments are checked, each file once', async () => {
  const folder = repository({});
  const names = Array.from({ length: 20 }, (_, index) => `p${index}/.gitlab-ci.yml`);
  for (const [index, name] of names.entries()) {
    mkdirSync(join(folder, `p${index}`));
    writeFileSync(join(folder, name), CLEAN);
  }
  const args = Array.from({ length: 50 }, (_, index) => names.map(name => `x${index}/../${name}`)).flat();
  expect(await checked(folder, ...args)).toEqual([0, ...names]);
});
