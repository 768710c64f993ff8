import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from './repository.ts';

interface Line {
  readonly file: string;
  readonly merged: Readonly<Record<string, unknown>> | null;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly jobs: Readonly<
    Record<string, { readonly hooks: unknown; readonly origins: Readonly<Record<string, unknown>> }>
  >;
}

async function resolve(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly Line[] }> {
  const { code, out } = await run(resolveFiles, ['--format', 'json', ...args], folder);
  return {
    code,
    lines: out
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Line),
  };
}

const MAIN = `include: ci/base.yml
deploy:
  extends: .base
  script: make
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
`;
const BASE = `.base:
  hooks:
    pre_stop_k8s_container_handler:
      http_get: {path: "/ä🚀", host: h}
`;

describe('resolve', () => {
  test('prints one line a file, with the origin of every key and scalar below the hooks', async () => {
    const { code, lines } = await resolve(
      repository({ '.gitlab-ci.yml': MAIN, 'ci/base.yml': BASE }),
      '.gitlab-ci.yml',
    );
    expect(code).toBe(0);
    const at = (line: number, column: number): unknown => ({ file: '.gitlab-ci.yml', line, column, via: [] });
    const from = (line: number, column: number): unknown => ({
      file: 'ci/base.yml',
      line,
      column,
      via: ['include', 'extends'],
    });
    const handler = '/pre_stop_k8s_container_handler';
    expect(lines.map(({ file, jobs }) => ({ file, jobs }))).toEqual([
      {
        file: '.gitlab-ci.yml',
        jobs: {
          deploy: {
            hooks: { pre_stop_k8s_container_handler: { http_get: { path: '/ä🚀', host: 'h', port: 8080 } } },
            origins: {
              [handler]: at(6, 5),
              [`${handler}/http_get`]: at(7, 7),
              [`${handler}/http_get/path`]: from(4, 24),
              [`${handler}/http_get/host`]: from(4, 38),
              [`${handler}/http_get/port`]: at(8, 15),
            },
          },
        },
      },
    ]);
    expect(Object.keys(lines[0]?.merged ?? {})).toEqual(['.base', 'deploy']);
  });

  test('a file that cannot be read has its line, too, and the code is 2', async () => {
    const folder = repository({ '.gitlab-ci.yml': MAIN, 'ci/base.yml': BASE });
    mkdirSync(join(folder, 'folder.yml'));
    symlinkSync('loop.yml', join(folder, 'loop.yml'));
    const names = ['none.yml', 'folder.yml', 'loop.yml', '.gitlab-ci.yml'];
    const { code, lines } = await resolve(folder, ...names);
    expect(code).toBe(2);
    expect(
      lines.map(({ file, merged, jobs, problems }) => [
        file,
        merged !== null,
        Object.keys(jobs).length,
        problems[0]?.code,
      ]),
    ).toEqual([
      ['none.yml', false, 0, 'unreadable-file'],
      ['folder.yml', false, 0, 'unreadable-file'],
      ['loop.yml', false, 0, 'unreadable-file'],
      ['.gitlab-ci.yml', true, 1, 'proposed-keyword'],
    ]);
  });

  test.each([
    ['a missing file', 'include: none.yml', 'missing-include'],
    ['a folder named like a file', 'include: folder.yml', 'missing-include'],
    ['a link that leads to itself', 'include: loop.yml', 'missing-include'],
    ['a link out of the repository', 'include: outside.yml', 'missing-include'],
    ['itself', 'include: .gitlab-ci.yml', 'too-many-includes'],
  ])('an include of %s is a problem at the include', async (_, include, problem) => {
    const outside = repository({ 'secret.yml': 'job: {script: x}\n' });
    const folder = repository({ '.gitlab-ci.yml': `${include}\njob: {script: x}\n` });
    mkdirSync(join(folder, 'folder.yml'));
    symlinkSync('loop.yml', join(folder, 'loop.yml'));
    symlinkSync(join(outside, 'secret.yml'), join(folder, 'outside.yml'));
    const { code, lines } = await resolve(folder, '.gitlab-ci.yml');
    const [line] = lines;
    expect([code, line?.merged, line?.jobs]).toEqual([1, null, {}]);
    expect(line?.problems).toMatchObject([
      { code: problem, severity: 'error', file: '.gitlab-ci.yml', line: 1, column: 10 },
    ]);
  });

  test('the root is the folder with .git, the one that is given, or that of the file', async () => {
    const texts = {
      'sub/ci.gitlab-ci.yml': 'include: base.yml\njob: {script: x}\n',
      'base.yml': BASE,
      'sub/base.yml': '.own: {k: 1}\n',
    };
    const folder = repository(texts);
    const keys = async (...args: readonly string[]): Promise<readonly string[]> =>
      Object.keys((await resolve(folder, 'sub/ci.gitlab-ci.yml', ...args)).lines[0]?.merged ?? {});
    expect(await keys()).toEqual(['.own', 'job']);
    expect(await keys('--root', '.')).toEqual(['.base', 'job']);
    mkdirSync(join(folder, '.git'));
    expect(await keys()).toEqual(['.base', 'job']);
  });

  test('names of a file that is included elsewhere are not called unknown', async () => {
    const texts = { 'part.yml': 'job: {extends: .none, script: !reference [.none, script]}\n', '.git/HEAD': '' };
    const alone = repository(texts);
    expect(
      (await resolve(alone, 'part.yml')).lines[0]?.problems.map(({ code, severity }) => `${severity} ${code}`),
    ).toEqual(['information not-a-pipeline']);
    const included = repository({ ...texts, '.gitlab-ci.yml': 'include: part.yml\n.none: {script: x}\n' });
    expect((await resolve(included, 'part.yml')).lines[0]?.problems.map(({ code }) => code)).toEqual([
      'not-a-pipeline',
    ]);
    const missing = repository({ ...texts, '.gitlab-ci.yml': 'include: part.yml\n' });
    expect((await resolve(missing, 'part.yml')).lines[0]?.problems.map(({ code }) => code)).toContain('unknown-base');
  });

  test.each([
    ['spec: {inputs: {port: {type: number}}}\n---\njob: {script: x}\n', 'information missing-input'],
    [
      'spec: {inputs: {port: {default: a}}}\n---\njob: {script: "$[[ inputs.other ]]"}\n',
      'error invalid-interpolation',
    ],
    ['spec: {}\nother: 1\n---\njob: {script: x}\n', 'error newer-key'],
    ['job: {extends: job}\n', 'error circular-extends'],
    ['', 'error empty-file'],
  ])('what GitLab cannot load says why: %j', async (text, said) => {
    const { lines } = await resolve(repository({ '.gitlab-ci.yml': text }), '.gitlab-ci.yml');
    expect(lines[0]?.merged).toBeNull();
    expect(lines[0]?.problems.map(({ code, severity }) => `${severity} ${code}`)).toContain(said);
  });

  test('inheritance and a single job can be chosen', async () => {
    const main =
      'default: {hooks: {pre_get_sources_script: d}}\na: {script: x, hooks: {}}\nb: {script: x}\n.c: {hooks: {pre_get_sources_script: c}}\n';
    const folder = repository({ '.gitlab-ci.yml': main });
    const hooks = async (...args: readonly string[]): Promise<unknown> => {
      const jobs = (await resolve(folder, '.gitlab-ci.yml', ...args)).lines[0]?.jobs ?? {};
      return Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.hooks]));
    };
    const d = { pre_get_sources_script: ['d'] };
    expect(await hooks()).toEqual({ a: {}, b: d });
    expect(await hooks('--inheritance', 'perHook')).toEqual({ a: d, b: d });
    expect(await hooks('--job', 'b')).toEqual({ b: d });
    expect(await hooks('--job', '.c')).toEqual({ '.c': { pre_get_sources_script: ['c'] } });
    expect(await hooks('--job', 'none')).toEqual({});
  });

  test.each([[[]], [['a.yml', '--format', 'xml']], [['a.yml', '--inheritance', 'none']], [['a.yml', '--nonsense']]])(
    'wrong use: %j',
    async args => {
      const { code, out, err } = await run(resolveFiles, args, '/');
      expect([code, out, err.includes('Usage: resolve')]).toEqual([2, '', true]);
    },
  );

  test.each(['--format', '--inheritance', '--gitlab-version', '--\x1b[31m'])(
    'wrong use by the controls of a terminal: %j',
    async option => {
      const { code, err } = await run(resolveFiles, ['a.yml', option, '\x1b[31mred'], '/');
      expect([code, err.includes('\x1b')]).toEqual([2, false]);
    },
  );

  test('as YAML, the merged configuration, or one job with the origin of its hooks', async () => {
    const folder = repository({ '.gitlab-ci.yml': MAIN, 'ci/base.yml': BASE });
    expect((await run(resolveFiles, ['.gitlab-ci.yml'], folder)).out).toBe(`# .gitlab-ci.yml
.base:
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        path: "/ä🚀"
        host: h
deploy:
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        path: "/ä🚀"
        host: h
        port: 8080
  extends: .base
  script: make
`);
    expect((await run(resolveFiles, ['.gitlab-ci.yml', '--job', 'deploy'], folder)).out).toBe(`# .gitlab-ci.yml
deploy:
  extends: .base
  script: make
  hooks:
    pre_stop_k8s_container_handler: # .gitlab-ci.yml:6
      http_get: # .gitlab-ci.yml:7
        path: "/ä🚀" # ci/base.yml:4, by include, extends
        host: h # ci/base.yml:4, by include, extends
        port: 8080 # .gitlab-ci.yml:8
`);
  });
});
