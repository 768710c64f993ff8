/** `check` of whole pipelines: every file has one name, and every problem is reported once, where it is written. */
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from './repository.ts';

const WRONG = 'part: {script: x, hooks: {nope: 1}}\n';
const WARNED = 'part:\n  script: x\n  hooks:\n    pre_get_sources_script: a\n    pre_get_sources_script: b\n';

/** The printed problems without their messages. */
async function check(
  texts: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<readonly (string | number)[]> {
  const { code, out } = await run(checkFiles, args, repository({ '.git/HEAD': '', ...texts }));
  return [code, ...out.split('\n').flatMap(line => /^.*?: \w+(?=: )/.exec(line)?.[0] ?? [])];
}

describe('a file that is included', () => {
  test('has its warnings told at their place, though only the folder was named', async () => {
    const texts = { '.gitlab-ci.yml': 'include: ci/part.yml\njob: {script: x}\n', 'ci/part.yml': WARNED };
    expect(await check(texts)).toEqual([0, 'ci/part.yml:4:5: warning']);
    expect(await check(texts, '.gitlab-ci.yml')).toEqual([0, 'ci/part.yml:4:5: warning']);
  });

  test('has its errors told once, not at the include again', async () => {
    const texts = { '.gitlab-ci.yml': 'include: ci/part.yml\njob: {script: x}\n', 'ci/part.yml': WRONG };
    expect(await check(texts)).toEqual([1, 'ci/part.yml:1:27: error']);
    expect(await check(texts, 'ci/part.yml', '.gitlab-ci.yml')).toEqual([1, 'ci/part.yml:1:27: error']);
  });

  test('is no pipeline of its own, and lacks nothing that the including one has', async () => {
    const part = 'part: {script: x, extends: .base, stage: qa, needs: [job]}\n';
    const texts = {
      '.gitlab-ci.yml':
        'include: [ci/.gitlab-ci.yml, ci/part.gitlab-ci.yml]\nstages: [qa]\n.base: {image: a}\njob: {script: x, stage: qa}\n',
      'ci/.gitlab-ci.yml': part,
      'ci/part.gitlab-ci.yml': part.replace('part', 'more'),
    };
    expect(await check(texts)).toEqual([0]);
    expect(await check(texts, ...Object.keys(texts).toReversed())).toEqual([0]);
  });

  test('is told of once, though two pipelines include it', async () => {
    const texts = {
      '.gitlab-ci.yml': 'include: ci/part.yml\nstart: {trigger: {include: ci/child.yml}}\n',
      'ci/child.yml': 'include: ci/part.yml\n',
      'ci/part.yml': WRONG,
    };
    expect(await check(texts, '.gitlab-ci.yml', 'ci/child.yml')).toEqual([1, 'ci/part.yml:1:27: error']);
  });

  test('is told of at the include where it is not among the files that were asked for', async () => {
    const texts = {
      '.gitlab-ci.yml': 'include: ci/middle.yml\n',
      'ci/middle.yml': 'include: ci/part.yml\n',
      'ci/part.yml': WRONG,
    };
    expect(await check(texts, 'ci/middle.yml')).toEqual([1, 'ci/middle.yml:1:10: error']);
  });

  test('that clashes with the including one is told of where the clash is written', async () => {
    const texts = {
      '.gitlab-ci.yml':
        'include: ci/part.yml\njob:\n  extends: .base\n  script: x\n  hooks:\n    pre_stop_k8s_container_handler:\n      tcp_socket: {port: 1}\n',
      'ci/part.yml': '.base:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [a]\n',
    };
    const [code, ...lines] = await check(texts);
    expect([code, lines.filter(line => String(line).endsWith('error'))]).toEqual([1, ['.gitlab-ci.yml:7:7: error']]);
  });
});

describe('a folder', () => {
  const texts = {
    '.gitlab-ci.yml':
      'include: ci/part.yml\njob: {script: x, extends: .base}\nstart: {trigger: {include: ci/child.yml}}\n',
    'ci/part.yml': `.base: {image: a}\n${WRONG}`,
    'ci/child.yml': `include: ci/more.yml\n${WRONG}`,
    'ci/more.yml': WRONG.replace('part', 'more'),
    'other/docker-compose.yml': WRONG,
  };
  const told = ['ci/part.yml:2:27: error', 'ci/child.yml:2:27: error', 'ci/more.yml:1:27: error'];

  test('stands for its pipelines, with child pipelines and all that they include', async () => {
    expect(await check(texts)).toEqual([1, ...told]);
  });

  test('that holds only what the pipeline includes has the same problems as it has below the root', async () => {
    expect(await check(texts, 'ci')).toEqual([1, ...told]);
    expect(await check(texts, 'ci', '.')).toEqual([1, ...told]);
  });

  test('without any part of a pipeline is told, and the exit status is 2', async () => {
    expect(await check(texts, 'other')).toEqual([2]);
  });
});

describe('a file is found by any name', () => {
  test.each([...'+ @ & , = ( ! # % [ ] { } ; ~ ^ ` ü'.split(' '), "'", ' ', '%20', '🚀', 'a:b', '"'])(
    'with %s in it',
    async letter => {
      const name = `ci/c${letter}c.gitlab-ci.yml`;
      const include = JSON.stringify(`ci/c${letter}c.gitlab-ci.yml`);
      const texts = { '.gitlab-ci.yml': `include: [{local: ${include}}]\n.base: {image: a}\n`, [name]: WRONG };
      const told = [1, `${name}:1:27: error`];
      expect(await check(texts)).toEqual(told);
      expect(await check(texts, name)).toEqual(told);
      expect(await check(texts, '.gitlab-ci.yml')).toEqual(told);
    },
  );
});
