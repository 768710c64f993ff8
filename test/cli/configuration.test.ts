/** `.gitlab-ci-tools.yml` at the root: the repository says how its files are judged, the command line has the last word. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run, type Printed } from './repository.ts';

const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';

async function check(
  configuration: string,
  texts: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Printed> {
  return run(checkFiles, args, repository({ '.git/HEAD': '', '.gitlab-ci-tools.yml': configuration, ...texts }));
}

const CLEAN = { code: 0, out: 'No problems.\n', err: '' };

test('rules have the severity that it gives them, unless the command line says otherwise', async () => {
  const texts = { '.gitlab-ci.yml': WRONG };
  expect(await check('rules:\n  unknown-key: off\n', texts)).toEqual(CLEAN);
  expect((await check('rules:\n  unknown-key: off\n', texts, '--rule', 'unknown-key=error')).code).toBe(1);
});

test('the version of GitLab and the inheritance of hooks are those that it names', async () => {
  const newer = { '.gitlab-ci.yml': 'job: {script: x, retry: {max: 1, when: runner_interrupted}}\n' };
  expect((await check('gitlabVersion: "18.11"\n', newer)).out).toContain('needs GitLab 19.1');
  expect(await check('gitlabVersion: "18.11"\n', newer, '--gitlab-version', '19.5')).toEqual(CLEAN);
  const lost = {
    '.gitlab-ci.yml':
      'default: {hooks: {pre_get_sources_script: [a]}}\njob: {script: x, hooks: {pre_stop_k8s_container_handler: {exec: [b]}}}\n',
  };
  const per = 'hooks: {inheritance: perHook}\nrules: {proposed-keyword: off}\n';
  expect((await check(per, lost)).out).not.toContain('lost');
});

test('files are CI files or not, as it says', async () => {
  const texts = { '.gitlab-ci.yml': 'job: {script: x}\n', 'ops/run.yml': WRONG, 'old/.gitlab-ci.yml': WRONG };
  const configuration = 'files:\n  include: [ops/*.yml]\n  exclude: [old]\n';
  const { out } = await check(configuration, texts);
  expect(out).toMatch(/^ops\/run\.yml:1:26: error: [^]*\n1 error\.\n$/);
});

test('it is no CI file itself', async () => {
  const { out } = await check('{}\n', { '.gitlab-ci.yml': 'job: {script: x}\n' }, '--format', 'json');
  expect((JSON.parse(out) as { files: readonly { file: string }[] }).files.map(({ file }) => file)).toEqual([
    '.gitlab-ci.yml',
  ]);
});

describe('mistakes in it are told at their places', () => {
  const texts = { '.gitlab-ci.yml': 'job: {script: x}\n' };

  test('an unknown key, which is passed over', async () => {
    const said = await check('# a\nrule:\n  unknown-key: off\n', texts);
    expect(said).toEqual({
      ...CLEAN,
      err: '.gitlab-ci-tools.yml:3:3: `rule` is not known. Known are `files`, `gitlabVersion`, `hooks` or `rules`.\n',
    });
    expect((await check('rules: {nonsense: off}\n', texts)).err).toContain(':1:19: `rules.nonsense` is not known.');
  });

  test.each([
    [
      'rules:\n  unknown-key: bad\n',
      ':2:16: `rules.unknown-key` must be `error`, `warning`, `information`, `hint` or `off`, not `bad`.',
    ],
    ['gitlabVersion: 18.11\n', ':1:16: `gitlabVersion` must be `string`, not number.'],
    ['gitlabVersion: new\n', ':1:16: `gitlabVersion` cannot be `new`. A version such as 18.11, or latest.'],
    ['files: {include: [1]}\n', ':1:19: `files.include.0` must be `string`, not number.'],
    ['- a\n', ':1:1: The file must be `object`, not array.'],
    ['a: b: c\n', ':1:4: '],
    ['rules: &a [*a]\n', ':1:11: `rules` must be `object`, not array.'],
  ])('%j, and the exit status is 2', async (text, said) => {
    const { code, err } = await check(text, texts);
    expect([code, err]).toEqual([2, expect.stringContaining(`.gitlab-ci-tools.yml${said}`)]);
  });

  test('a text that grows without end when its aliases are followed', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`);
    expect((await check(`a0: &a0 [x]\n${rows.join('')}`, texts)).code).toBe(2);
  });
});

test('one that leads out of the repository is not read', async () => {
  const outside = repository({ 'tools.yml': 'rules: {unknown-key: off}\n' });
  const folder = repository({ '.gitlab-ci.yml': WRONG });
  mkdirSync(join(folder, '.git'));
  symlinkSync(join(outside, 'tools.yml'), join(folder, '.gitlab-ci-tools.yml'));
  const { code, err } = await run(checkFiles, [], folder);
  expect([code, err]).toEqual([2, '.gitlab-ci-tools.yml: the file cannot be read (outside).\n']);
});

test('the schema for editors takes what the command takes', () => {
  const text = readFileSync(new URL('../../schemas/gitlab-ci-tools.schema.json', import.meta.url), 'utf8');
  const isSound = new Ajv({ strict: false }).compile(JSON.parse(text) as object);
  expect(
    isSound({
      rules: { 'unknown-key': 'off' },
      files: { include: ['a'], exclude: [] },
      gitlabVersion: '18.11',
      hooks: { inheritance: 'perHook' },
    }),
  ).toBe(true);
  expect([{ rules: { nonsense: 'off' } }, { gitlabVersion: 18.11 }, { other: 1 }].map(value => isSound(value))).toEqual(
    [false, false, false],
  );
});
