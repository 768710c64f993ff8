/** The tools of the Model Context Protocol: their answers, and that they read nothing outside their folder. */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startMcp } from '../../server/src/hosts/mcp/start.ts';
import { TOOLS } from '../../server/src/hosts/mcp/tools.ts';
import { repository, run } from './repository.ts';

type Input = Parameters<(typeof TOOLS)[number]['run']>[0];

function ask(name: string, input: Input, folder: string) {
  const tool = TOOLS.find(one => one.name === name);
  if (!tool) throw new Error(`there is no tool ${name}`);
  return tool.run(input, folder);
}

const FILES = {
  '.gitlab-ci.yml': 'include: /ci/part.yml\nbuild:\n  script: make\n  script: make all\n',
  'ci/part.yml': 'test:\n  extends: build\n  stage: none\n',
};

test('check tells the problems of a pipeline and of what it includes', async () => {
  const { text, failed } = await ask('check', {}, repository(FILES));
  expect(text).toMatch(/^\.gitlab-ci\.yml:3:3: warning: Duplicate key `script`/m);
  expect(text).toMatch(/^ci\/part\.yml:3:10: error: /m);
  expect(failed).toBe(false);
});

test('check answers as JSON, for a file and a version', async () => {
  const folder = repository({ 'a.gitlab-ci.yml': 'job:\n  run: [{ name: a, script: b }]\n' });
  const { text } = await ask('check', { path: 'a.gitlab-ci.yml', format: 'json', gitlabVersion: '16.0' }, folder);
  const [first] = (JSON.parse(text) as { files: { file: string; problems: unknown[] }[] }).files;
  expect(first?.file).toBe('a.gitlab-ci.yml');
  expect(first?.problems).not.toEqual([]);
});

test('resolve merges a file, or one job of it', async () => {
  const folder = repository(FILES);
  expect((await ask('resolve', { path: '.gitlab-ci.yml' }, folder)).text).toMatch(/^test:/m);
  const { text } = await ask('resolve', { path: '.gitlab-ci.yml', job: 'test', format: 'json' }, folder);
  expect(JSON.parse(text)).toMatchObject({ file: '.gitlab-ci.yml' });
});

test('plan says which jobs run, and lists the scenarios', async () => {
  const folder = repository({ '.gitlab-ci.yml': 'a:\n  script: b\n  rules: [{ if: $X == "1" }]\n' });
  expect((await ask('plan', { variables: ['X=1'] }, folder)).text).toMatch(/^test +a +runs/m);
  expect((await ask('plan', { variables: ['X=2'] }, folder)).text).not.toMatch(/^test +a +runs/m);
  expect((await ask('plan', { scenario: 'list' }, folder)).text).toMatch(/^merge-request /m);
});

describe('explain', () => {
  test.each([
    [{ code: 'duplicate-key' }, /^duplicate-key: /],
    [{ keyword: 'rules:changes' }, /changed/],
    [{ keyword: 'hooks:pre_stop_k8s_container_handler:exec' }, /Runs a command/],
    [{ keyword: 'workflow:rules' }, /pipeline/],
    [{}, /^duplicate-key +/m],
  ] as const)('tells of %j', async (input, expected) => {
    expect(await ask('explain', input, '/')).toEqual({
      text: expect.stringMatching(expected) as string,
      failed: false,
    });
  });

  test.each([{ code: 'nonsense' }, { keyword: 'rules:nonsense' }])('knows no %j', async input => {
    expect((await ask('explain', input, '/')).failed).toBe(true);
  });
});

describe('nothing outside of the folder is read', () => {
  const outer = (): string => {
    const folder = repository({
      'secret.gitlab-ci.yml': 'secret: { script: a, nope: 1 }\n',
      'inner/.gitlab-ci.yml': 'include: /secret.gitlab-ci.yml\njob: { script: make }\n',
    });
    mkdirSync(join(folder, '.git'));
    symlinkSync(join(folder, 'secret.gitlab-ci.yml'), join(folder, 'inner/link.gitlab-ci.yml'));
    symlinkSync(folder, join(folder, 'inner/up'));
    return join(folder, 'inner');
  };

  test.each(['..', '../secret.gitlab-ci.yml', 'link.gitlab-ci.yml', 'up', 'up/secret.gitlab-ci.yml', '/etc/hosts'])(
    '%s is refused',
    async path => {
      for (const tool of ['check', 'resolve', 'plan']) {
        const { text, failed } = await ask(tool, { path }, outer());
        expect(text).toBe(`${path} is outside of the folder that this server may read.`);
        expect(failed).toBe(true);
      }
    },
  );

  test('the repository around the folder is not the root of includes', async () => {
    const { text } = await ask('check', {}, outer());
    expect(text).toMatch(/`secret\.gitlab-ci\.yml` does not exist in this repository/);
    expect(text).not.toContain('nope');
  });

  test('a repository in the folder is the root of its own includes', async () => {
    const folder = repository({
      'app/.gitlab-ci.yml': 'include: /part.yml\njob: { script: make }\n',
      'app/part.yml': 'other: { script: make }\n',
    });
    mkdirSync(join(folder, 'app/.git'));
    for (const path of ['app', 'app/.gitlab-ci.yml'])
      expect((await ask('check', { path }, folder)).text).toBe('No problems.\n');
  });

  test.each(['--fix', '--format=junit', '-h', '--'])('%s is a path, not an option', async path => {
    const { text, failed } = await ask('check', { path }, repository(FILES));
    expect([text, failed]).toEqual([`There is no file ${path}.`, true]);
  });
});

describe('arguments that mean harm', () => {
  const values = [
    '\u0000',
    '\u001b[2J::error::x\r\n',
    '--output=json=written.json',
    '--fix',
    '-',
    '__proto__',
    'a'.repeat(100_000),
    '../'.repeat(1000),
    '\ud800',
  ];
  const inputs = [
    ['check', ['path', 'gitlabVersion']],
    ['resolve', ['path', 'job']],
    ['plan', ['path', 'scenario', 'source', 'ref', 'changed', 'variables']],
    ['explain', ['code', 'keyword']],
  ] as const;

  test.each(inputs.flatMap(([tool, names]) => names.map(name => ({ tool, name }))))(
    'of $tool, as $name, do none',
    async ({ tool, name }) => {
      const folder = repository(FILES);
      const before = readdirSync(folder, { recursive: true }).toSorted();
      for (const value of values) {
        const known = tool === 'resolve' ? { path: '.gitlab-ci.yml' } : {};
        const given = name === 'changed' || name === 'variables' ? [value] : value;
        const { text } = await ask(tool, { ...known, [name]: given }, folder);
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
        expect(text).not.toContain('Internal error');
        expect(text.length).toBeLessThan(250_000);
      }
      expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(before);
    },
  );
});

test.each([[['--root', 'missing']], [['--nonsense']], [['more']]])('mcp %j is called incorrectly', async args => {
  const start: Parameters<typeof run>[0] = async (given, io) => (await startMcp(given, io)) ?? 0;
  const { code, err } = await run(start, args, repository(FILES));
  expect(code).toBe(2);
  expect(err).toMatch(/Usage: mcp/);
});
