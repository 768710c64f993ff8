/** Names of files and texts from files are printed so that they cannot control a terminal. */
import { expect, it } from 'vitest';
import { jsonLine, problemLine } from '../../server/src/hosts/cli/report.ts';

const HOSTILE = 'a\u001b[2J\nb\u009b31m\u202e';
const ACTING = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

it('a problem is one line without control characters', () => {
  const line = problemLine({
    file: HOSTILE,
    line: 1,
    column: 1,
    code: 'unknown-job',
    severity: 'error',
    message: `There is no job \`${HOSTILE}\`.`,
  });
  expect(line).toBe(
    'a␛[2J⏎b[U+009B]31m[U+202E]:1:1: error: There is no job `a␛[2J⏎b[U+009B]31m[U+202E]`. [unknown-job]',
  );
});

it('JSON is one line without control characters, and reads back as it was', () => {
  const line = jsonLine({ file: HOSTILE, tag: '\u{e0041}' });
  expect(line.trimEnd()).not.toMatch(ACTING);
  expect(JSON.parse(line)).toEqual({ file: HOSTILE, tag: '\u{e0041}' });
});
