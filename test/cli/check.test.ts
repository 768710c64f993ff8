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
    ['a warning', WARNED, [], 0],
    ['a warning that is not allowed', WARNED, ['--max-warnings', '0'], 1],
    ['a warning that is allowed', WARNED, ['--max-warnings', '1'], 0],
    ['a warning that is not allowed, though only errors are told', WARNED, ['--max-warnings', '0', '--quiet'], 1],
    ['an error that was made a warning', WRONG, ['--rule', 'unknown-key=warning'], 0],
    ['a warning that was made an error', WARNED, ['--rule', 'duplicate-key=error'], 1],
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
    const { files } = JSON.parse(out) as { readonly files: readonly { readonly file: string }[] };
    expect([code, files.map(({ file }) => file)]).toEqual([1, ['.gitlab-ci.yml', 'sub/x.gitlab-ci.yml']]);
  });

  test('a file that is named twice is checked once', async () => {
    const folder = repository({ '.gitlab-ci.yml': WRONG });
    const { out } = await run(checkFiles, ['./.gitlab-ci.yml', '.gitlab-ci.yml', '.'], folder);
    expect(out).toMatch(/\n1 error\.\n$/);
  });

  test('says where what is wrong', async () => {
    const folder = repository({ '.gitlab-ci.yml': WRONG });
    const { out } = await run(checkFiles, [], folder);
    expect(out).toMatch(/^\.gitlab-ci\.yml:1:26: error: .*nope.* \[unknown-key\]\n.*\n.*\n1 error\.\n$/);
  });

  test('what comes of merging is judged, too', async () => {
    const folder = repository({
      '.gitlab-ci.yml': 'include: ci.yml\njob: {extends: .none, script: x}\n',
      'ci.yml': '.some: {k: 1}\n',
    });
    const { out } = await run(checkFiles, ['.gitlab-ci.yml'], folder);
    expect(out).toMatch(/^\.gitlab-ci\.yml:2:16: error: .*\[unknown-base\]\n/);
  });

  test('with --quiet tells of errors alone', async () => {
    const folder = repository({ '.gitlab-ci.yml': WARNED });
    expect((await run(checkFiles, ['--quiet'], folder)).out).toBe('No problems.\n');
  });

  test.each([
    [['--format', 'xml']],
    [['--max-warnings', 'x']],
    [['none.yml']],
    [['--nonsense']],
    [['--rule', 'unknown-key']],
    [['--rule', 'unknown-key=bad']],
    [['--rule', 'nonsense=off']],
    [['--explain', 'nonsense']],
    [['--output', 'junit']],
    [['--output', 'xml=a.xml']],
    [['--stdin']],
    [['--stdin-filename', 'a.yml']],
    [['--stdin', '--stdin-filename', 'a.yml', 'b.yml']],
  ])('wrong use: %j', async args => {
    const { code, err } = await run(checkFiles, args, repository({}));
    expect([code, err !== '']).toEqual([2, true]);
  });

  test.each([
    [['--rule', 'unknown-kye=off'], 'There is no rule unknown-kye. Did you mean unknown-key? --list-rules lists all.'],
    [['--explain', 'unknown-kye'], 'There is no rule unknown-kye. Did you mean unknown-key? --list-rules lists all.'],
    [['--explain', 'zebra'], 'There is no rule zebra; --list-rules lists them.'],
    [
      ['--output', 'json=a', '--output', 'junit=./a'],
      'Two reports cannot be in one file: json and junit would both be written into ./a.',
    ],
    [['--output', 'json=-'], '--output writes files; to print a report, use --format json.'],
  ])('wrong use says what was meant, or what is wrong: %j', async (args, reason) => {
    const { code, err } = await run(checkFiles, args, repository({}));
    expect([code, err.split('\n')[0]]).toEqual([2, reason]);
  });
});

test('a byte order mark is no column, as editors count them', async () => {
  const folder = repository({ 'a.gitlab-ci.yml': `\ufeff${WRONG}` });
  const { out } = await run(checkFiles, ['a.gitlab-ci.yml'], folder);
  expect(out).toMatch(/^a\.gitlab-ci\.yml:1:26: error: .*\n {4}1 \| job: .*\n {6}\| {26}\^{4}\n/);
  expect((await run(checkFiles, ['a.gitlab-ci.yml', '--format', 'json'], folder)).out).toMatch(
    /"column": 26,\s+"endLine": 1,\s+"endColumn": 30/,
  );
});
