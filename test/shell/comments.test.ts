/** The comments of shellcheck at offsets of the script, and which of them stay valid while a script is edited. */
import { expect, it } from 'vitest';
import { readComments, type CheckedScript, type ShellComment } from '../../server/src/shell/comments.ts';
import { joinedScript } from '../../server/src/shell/joined.ts';
import { knownComments } from '../../server/src/shell/known-comments.ts';

function script(...texts: readonly string[]): CheckedScript {
  return { ...joinedScript(texts), dialect: 'bash', entries: texts.map(text => ({ text })) };
}

const told = (line: number, column: number, endColumn: number, level = 'info'): object => ({
  ...{ file: '-', line, endLine: line, column, endColumn, level, code: 2086, message: 'Double quote it.', fix: null },
});

it('counts characters, where a script has units of UTF-16, and a tab once', () => {
  const text = 'echo 🦊 $A\n\techo $B';
  const answer = JSON.stringify({ comments: [told(1, 8, 10), told(2, 7, 9, 'style')] });
  const [first, second] = readComments(answer, text);
  expect(text.slice(first?.at.start, first?.at.end)).toBe('$A');
  expect(text.slice(second?.at.start, second?.at.end)).toBe('$B');
  expect(first).toMatchObject({ name: 'SC2086', severity: 'information', message: 'Double quote it.' });
  expect(second?.severity).toBe('hint');
});

it('has no errors, since GitLab starts the job all the same, and leaves out what is nowhere', () => {
  const answer = JSON.stringify({ comments: [told(1, 1, 2, 'error'), told(7, 1, 2), told(1, 3, 4, 'news')] });
  expect(readComments(answer, 'make').map(({ severity }) => severity)).toEqual(['warning', 'information']);
});

it.each(['', 'nothing', '[]', '{}', 'null'])('throws for the answer %j', answer => {
  expect(() => readComments(answer, 'make')).toThrow();
});

it('keeps the comments on entries that are as they were until the edited script is read again', () => {
  const at = (start: number): ShellComment => ({
    name: 'SC1',
    severity: 'hint',
    message: 'm',
    at: { start, end: start + 2 },
  });
  const known = knownComments();
  known.add(script('make', 'echo $A', 'ls $B'), [at(10), at(16)]);
  expect(known.on(script('make', 'echo $A', 'ls $B'))).toEqual([at(10), at(16)]);
  expect(known.has(script('make all', 'echo $A', 'ls $BC'))).toBe(false);
  expect(known.on(script('make all', 'echo $A', 'ls $BC'))).toEqual([at(14)]);
  known.add(script('echo $A'), []);
  expect(known.on(script('x', 'echo $A'))).toEqual([]);
});
