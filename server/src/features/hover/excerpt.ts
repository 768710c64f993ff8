/** A part of a file as it is written, for a hover. */
import type { Place } from '../../text/span.ts';

const MOST_LINES = 8;
const MOST_LETTERS = 400;

/** The text of a place as a block of code, moved to the left and cut where it is long. */
export function excerpt({ block, span: { start, end } }: Place): string {
  const lineStart = block.text.lastIndexOf('\n', start - 1) + 1;
  const column = start - lineStart;
  const [first = '', ...rest] = block.text
    .slice(start, Math.min(end, start + MOST_LETTERS))
    .trimEnd()
    .split(/\r?\n/);
  const lines = [
    first,
    ...rest.map(line => (line.slice(0, column).trim() === '' ? line.slice(column) : line.trimStart())),
  ];
  const isCut = lines.length > MOST_LINES || end - start > MOST_LETTERS;
  return fenced([...lines.slice(0, MOST_LINES), ...(isCut ? ['…'] : [])].join('\n'));
}

/** A fence that nothing in the text can close. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${text}\n${fence}`;
}
