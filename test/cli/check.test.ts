import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from './repository.ts';

const CLEAN = 'job: {script: x}\n';
const WRONG = 'job: {script: x, hooks: {nope: 1}}\n';
const WARNED = 'job:\n  script: x\n  hooks:\n    pre_get_sources_script: a\n    pre_get_sources_script: b\n';

describe('check', () => {
  test.each([
    ['nothing', CLEAN, [], 0],
    ['an error', WRONG, [], 1],
    ['an error, however many warnings are allowed', WRONG, ['--max-warnings', '9'], 1],
    ['a warning', WARNED, [], 1],
    ['a warning that is allowed', WARNED, ['--max-warnings', '1'], 0],
  ])('%s', async (_, text, args, code) => {
    const folder = repository({ '.gitlab-ci.yml': text });
    expect((await run(checkFiles, ['.gitlab-ci.yml', ...args], folder)).code).toBe(code);
  });

  test('a nested file that an include with a variable may mean lacks nothing', async () => {
    const folder = repository({
      '.git/HEAD': '',
      '.gitlab-ci.yml': `include: services/$SERVICE/.gitlab-ci.yml\n${CLEAN}`,
      'services/api/.gitlab-ci.yml': 'api: {script: x, extends: .base, stage: qa}\n',
      'other/.gitlab-ci.yml': 'api: {script: x, extends: .base}\n',
    });
    expect((await run(checkFiles, ['services/api/.gitlab-ci.yml'], folder)).code).toBe(0);
    expect((await run(checkFiles, ['other/.gitlab-ci.yml'], folder)).code).toBe(1);
  });

  test('judges for the version of GitLab that is named', async () => {
    const folder = repository({ '.gitlab-ci.yml': 'job: {script: x, retry: {max: 1, when: runner_interrupted}}\n' });
    const check = (...args: readonly string[]) => run(checkFiles, ['.gitlab-ci.yml', ...args], folder);
    expect((await check()).code).toBe(0);
    expect((await check('--gitlab-version', 'latest')).code).toBe(0);
    expect((await check('--gitlab-version', '18.11')).out).toContain('needs GitLab 19.1');
    expect((await check('--gitlab-version', 'old')).err).toContain('--gitlab-version must be a version such as 18.11');
  });

  test('a folder stands for its CI files, in the order of their names', async () => {
    const folder = repository({
      '.gitlab-ci.yml': WRONG,
      'sub/x.gitlab-ci.yml': WRONG,
      'other.yml': WRONG,
      'node_modules/a/.gitlab-ci.yml': WRONG,
    });
    const { out, code } = await run(checkFiles, ['--format', 'json'], folder);
    const lines = out
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as { readonly file: string });
    expect([code, lines.map(({ file }) => file)]).toEqual([1, ['.gitlab-ci.yml', 'sub/x.gitlab-ci.yml']]);
  });

  test('a file that is named twice is checked once', async () => {
    const folder = repository({ '.gitlab-ci.yml': WRONG });
    const { out } = await run(checkFiles, ['./.gitlab-ci.yml', '.gitlab-ci.yml', '.'], folder);
    expect(out).toMatch(/\n1 error\.\n$/);
  });

  test('says where what is wrong', async () => {
    const folder = repository({ '.gitlab-ci.yml': WRONG });
    const { out } = await run(checkFiles, [], folder);
    expect(out).toMatch(/^\.gitlab-ci\.yml:1:26: error: .*nope.* \[unknown-key\]\n1 error\.\n$/);
  });

  test('what comes of merging is judged, too', async () => {
    const folder = repository({
      '.gitlab-ci.yml': 'include: ci.yml\njob: {extends: .none, script: x}\n',
      'ci.yml': '.some: {k: 1}\n',
    });
    const { out } = await run(checkFiles, ['.gitlab-ci.yml'], folder);
    expect(out).toMatch(/^\.gitlab-ci\.yml:2:16: error: .*\[unknown-base\]\n/);
  });

  test.each([[['--format', 'xml']], [['--max-warnings', 'x']], [['none.yml']], [['--nonsense']]])(
    'wrong use: %j',
    async args => {
      expect((await run(checkFiles, args, repository({}))).code).toBe(2);
    },
  );
});
