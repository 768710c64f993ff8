/** `--format text`: messages for people, with the line of the file and marks below it. */
import { expect, test } from 'vitest';
import { wantsColours } from '../../../server/src/hosts/cli/io.ts';
import { FORMATS } from '../../../server/src/hosts/cli/formats/all.ts';
import { formatted } from './result.ts';

/** The output for the only problem of a file, without its message. */
async function excerpt(text: string): Promise<readonly string[]> {
  const { out } = await formatted('text', { '.gitlab-ci.yml': text });
  return out.split('\n').slice(1, 3);
}

test('each problem has its line, its line of the file, and marks', async () => {
  expect((await formatted('text')).out).toBe(
    [
      '.gitlab-ci.yml:2:26: error: Unknown key `nope` in `hooks`; expected `pre_get_sources_script` or `pre_stop_k8s_container_handler`. GitLab refuses unknown keys. [unknown-key]',
      '    2 | job: {script: x, hooks: {nope: 1}}',
      '      |                          ^^^^',
      'ci/part.yml:2:3: warning: Duplicate key `script`: GitLab keeps the last one and silently drops this one, with everything below it. Keep only one. [duplicate-key]',
      '    2 |   script: x',
      '      |   ^^^^^^',
      '1 error, 1 warning.',
      '',
    ].join('\n'),
  );
});

test.each([
  ['a wide letter', '界', 2],
  ['an emoji', '🚀', 2],
  ['a letter of several parts', 'e\u0301', 1],
  ['a tab in a text', '"a\tb"', 5],
  ['an accent', 'é', 1],
])('marks stand below what is meant, behind %s', async (_, letter, width) => {
  const [line, marks] = await excerpt(`job: {script: ${letter}, nope: 1}\n`);
  expect(line).toContain('nope');
  expect(marks).toBe(`      | ${' '.repeat('job: {script: '.length + width + 2)}^^^^`);
});

test('a long line is cut around what is meant', async () => {
  const [line = '', marks = ''] = await excerpt(`job: {script: ${'x'.repeat(5000)}, nope: ${'y'.repeat(5000)}}\n`);
  expect(line.slice(marks.indexOf('^'))).toMatch(/^nope: y+…$/);
  expect([line.length < 200, line.startsWith('    1 | …')]).toEqual([true, true]);
});

test('a value of several lines is marked in its first one', async () => {
  const [line, marks] = await excerpt('job:\n  script: x\n  when: "al\n    ways"\n');
  expect([line, marks]).toEqual(['    3 |   when: "al', '      |         ^^^']);
});

test('colours are those of a terminal, and without them there is no escape', async () => {
  const problem = { file: 'a.yml', path: 'a.yml', line: 1, column: 1, endLine: 1, endColumn: 2, code: 'unknown-key' };
  const found = {
    ...problem,
    severity: 'error',
    message: 'M',
    href: '',
    source: 'x',
    related: [],
    fixes: [],
    fingerprint: '',
  } as const;
  const result = {
    tool: { name: 'n', version: '1' },
    files: [{ file: 'a.yml', path: 'a.yml', problems: [found] }],
    unread: [],
    complete: true,
    exitCode: 1,
  };
  expect(FORMATS.text(result, { colours: true })).toContain('\u001b[31merror:\u001b[0m');
  expect(FORMATS.text(result, { colours: false })).not.toContain('\u001b');
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
] as const)('a terminal (%s) with %j: %s', (isTTY, env, wants) => {
  expect(wantsColours({ isTTY }, env)).toBe(wants);
});
