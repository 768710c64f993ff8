/**
 * `.gitlab-ci-tools.yml` at the root decides how the files of a repository are checked; options of the command line
 * override it.
 */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { planFile } from '../../server/src/hosts/cli/plan.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
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

describe('the other commands read it, too', () => {
  const job = 'job: {script: x, rules: [{if: $CI_COMMIT_TAG == "v9" && $DEPLOY}]}\n';
  const shared =
    'scenarios:\n  - {name: release, basedOn: tag, ref: v9, variables: {DEPLOY: "yes"}}\n  - {name: tag, ref: v8}\n';
  const folder = (configuration: string, text: string): string =>
    repository({ '.git/HEAD': '', '.gitlab-ci-tools.yml': configuration, '.gitlab-ci.yml': text });

  test('`plan` knows its scenarios, which keep what the command line does not change', async () => {
    const at = folder(shared, job);
    expect(await run(planFile, ['--scenario', 'release'], at)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^release: .*\ntest {2}job {2}runs {2}/) as string,
      err: '',
    });
    const changed = await run(planFile, ['--scenario', 'release', '--var', 'DEPLOY=', '--var', 'OTHER=1'], at);
    expect(changed.code).toBe(1);
    expect((await run(planFile, ['--scenario', 'release', '--var', 'OTHER=1'], at)).code).toBe(0);
  });

  test('`plan --scenario list` lists them before the usual ones', async () => {
    const { code, out } = await run(planFile, ['--scenario', 'list'], folder(shared, job));
    expect([code, out.split('\n').map(line => line.split(' ')[0])]).toEqual([
      0,
      expect.arrayContaining(['release', 'tag', 'push', 'schedule']),
    ]);
    expect(out).toMatch(/^release +\S.*\n/);
    expect(out.match(/^tag /gm)).toHaveLength(1);
    const listed = await run(planFile, ['--scenario', 'list', '--format', 'json'], folder(shared, job));
    expect(JSON.parse(listed.out)).toContainEqual({
      name: 'release',
      about: expect.stringContaining('v9') as string,
      from: 'configuration',
    });
  });

  test('`resolve` takes the version, the inheritance and the rules from it', async () => {
    const text =
      'default: {hooks: {pre_get_sources_script: [a]}}\njob: {script: x, retry: {max: 1, when: runner_interrupted}, hooks: {pre_stop_k8s_container_handler: {exec: [b]}}}\n';
    const rules = 'rules: {proposed-keyword: off}\n';
    const said = folder(`gitlabVersion: "18.11"\nhooks: {inheritance: perHook}\n${rules}`, text);
    const { out, err } = await run(resolveFiles, ['.gitlab-ci.yml', '--job', 'job'], said);
    expect(out).toContain('pre_get_sources_script');
    expect(err).toContain('needs GitLab 19.1');
    expect(err).not.toContain('proposed-keyword');
    const wins = ['.gitlab-ci.yml', '--job', 'job', '--inheritance', 'replace', '--gitlab-version', '19.5'];
    const other = await run(resolveFiles, wins, said);
    expect(other.out).not.toContain('pre_get_sources_script');
    expect(other.err).not.toContain('needs GitLab');
  });

  test('what is wrong in it is told once, and the exit status is 2', async () => {
    const at = folder('rules: 1\n', 'job: {script: x}\n');
    const told = '.gitlab-ci-tools.yml:1:8: `rules` must be `object`, not number.\n';
    const twice = await run(resolveFiles, ['.gitlab-ci.yml', '.gitlab-ci.yml'], at);
    expect([twice.code, twice.err]).toEqual([2, told]);
    const planned = await run(planFile, [], at);
    expect([planned.code, planned.err]).toEqual([2, told]);
  });
});

describe('mistakes in it are told at their places', () => {
  const texts = { '.gitlab-ci.yml': 'job: {script: x}\n' };

  test('an unknown key, which is passed over', async () => {
    const said = await check('# a\nrule:\n  unknown-key: off\n', texts);
    expect(said).toEqual({
      ...CLEAN,
      err: '.gitlab-ci-tools.yml:2:1: `rule` is not known. Did you mean `rules`? Known are `files`, `gitlabVersion`, `hooks`, `kubernetes`, `rules` or `scenarios`.\n',
    });
    expect((await check('rules: {nonsense: off}\n', texts)).err).toContain(':1:9: `rules.nonsense` is not known.');
  });

  test.each([
    [
      'rules:\n  unknown-key: bad\n',
      ':2:16: `rules.unknown-key` must be `error`, `warning`, `information`, `hint` or `off`, not `bad`.',
    ],
    ['gitlabVersion: 18.11\n', ':1:16: `gitlabVersion` must be `string`, not number. Put it in quotes.'],
    ['scenarios: [{ref: v1}]\n', ':1:13: `scenarios.0` needs a key `name`.'],
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
      scenarios: [{ name: 'release', basedOn: 'tag', variables: { DEPLOY: 'yes' } }],
    }),
  ).toBe(true);
  expect([{ rules: { nonsense: 'off' } }, { gitlabVersion: 18.11 }, { other: 1 }].map(value => isSound(value))).toEqual(
    [false, false, false],
  );
});
