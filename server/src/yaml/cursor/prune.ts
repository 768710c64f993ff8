/** Takes out of a broken block what has no say in where the cursor is, so that a flaw elsewhere does not hide it. */
import { indentAt, isBlank, lineAfter, lineEnd, lineStart } from './lines.ts';

/** Blanks all lines but the mapping around the cursor and what it belongs to; every offset stays. */
export function prune(text: string, offset: number): string {
  const own = lineStart(text, offset);
  const column = isBlank(text, own) ? offset - own : indentAt(text, own);
  const keep = new Set([own, ...above(text, own, column), ...below(text, own, column)]);
  return blankLines(text, line => !keep.has(line));
}

/** The lines at the cursor's depth, then those of each shallower depth that leads to them. */
function above(text: string, own: number, column: number): number[] {
  const kept: number[] = [];
  let depth = column;
  let inside = true;
  for (let line = own; line > 0;) {
    line = lineStart(text, line - (text.startsWith('\r\n', line - 2) ? 2 : 1));
    const indent = indentAt(text, line);
    if (isBlank(text, line) || text[line + indent] === '#') continue;
    inside = inside && indent >= column;
    if (!inside && indent >= depth) continue;
    depth = Math.min(depth, indent);
    kept.push(line);
  }
  return kept;
}

function below(text: string, own: number, column: number): number[] {
  const kept: number[] = [];
  for (let line = lineAfter(text, own); line < text.length; line = lineAfter(text, line)) {
    if (isBlank(text, line)) continue;
    if (indentAt(text, line) < column) break;
    kept.push(line);
  }
  return kept;
}

function blankLines(text: string, drop: (line: number) => boolean): string {
  const parts: string[] = [];
  for (let line = 0; line < text.length; line = lineAfter(text, line)) {
    const end = lineEnd(text, line);
    parts.push(drop(line) ? ' '.repeat(end - line) : text.slice(line, end), text.slice(end, lineAfter(text, line)));
  }
  return parts.join('');
}
