/** Shows a part of a file as written. */
import { fenced, type Markdown } from '../../text/markdown.ts';
import type { Place } from '../../text/span.ts';

const MOST_LINES = 8;
const MOST_LETTERS = 400;

/** The text of a place as a code block, without indentation and shortened if it is long. */
export function excerpt({ block, span: { start, end } }: Place): Markdown {
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
  return fenced([...lines.slice(0, MOST_LINES), ...(isCut ? ['…'] : [])], 'yaml');
}
