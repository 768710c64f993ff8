/** `--format github`: one workflow command per line, which GitHub shows next to the code. */
import { expect, test } from 'vitest';
import { formatted, HOSTILE } from './result.ts';

const COMMAND =
  /^::(?:error|warning|notice) file=[^:,]+(?:,(?:line|endLine|col|endColumn)=\d+)*,title=[a-z-]+::(?:[^%]|%25|%0A|%0D)+$/;

test('each problem is a command', async () => {
  const { out } = await formatted('github');
  expect(out.split('\n').map(line => line.slice(0, 90))).toEqual([
    expect.stringMatching(/^::error file=\.gitlab-ci\.yml,line=2,endLine=2,col=26,endColumn=30,title=unknown-key::/),
    expect.stringMatching(/^::warning file=ci\/part\.yml,line=2,endLine=2,col=3,endColumn=9,title=duplicate-key::/),
    '',
  ]);
});

test('what could not be read is an error', async () => {
  const { out } = await formatted('github', undefined, 'none.yml');
  expect(out).toBe('::error file=none.yml,title=unreadable-file::The file does not exist in this repository.\n');
});

test('a hostile file gives no other command', async () => {
  const { out } = await formatted('github', HOSTILE);
  const lines = out.split('\n').slice(0, -1);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(COMMAND);
});
