/** Converts offsets to lines and back. Lines end at LF, CRLF or CR, as the language server protocol counts them. */

/** Zero-based line and UTF-16 character, as in the protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Lines {
  readonly count: number;
  /** The position of an offset; an offset outside the text is clamped to it. */
  positionAt(offset: number): Position;
  /** The offset of a position; a line or character past the end is clamped. */
  offsetAt(position: Position): number;
  /** Offset of the first character of a line. */
  startOf(line: number): number;
}

/** The line table of a text; made once per text, since it takes a pass over it. */
export function linesOf(text: string): Lines {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line] ?? text.length;
  return {
    count: starts.length,
    startOf,
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lastNotAfter(starts, starts.length, at);
      return { line, character: Math.min(at, contentEnd(text, startOf(line), startOf(line + 1))) - startOf(line) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      const start = startOf(line);
      return Math.min(start + Math.max(0, character), contentEnd(text, start, startOf(line + 1)));
    },
  };
}

/** The offsets at which lines begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  const hasReturns = text.includes('\r');
  for (let at = text.indexOf('\n'); at >= 0 && !hasReturns; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  if (hasReturns) for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** The index of the last of so many starts that is not behind an offset. */
export function lastNotAfter(starts: ArrayLike<number>, count: number, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** End of a line without its line break. */
export function contentEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text[end - 1] === '\n') end--;
  if (end > start && text[end - 1] === '\r') end--;
  return end;
}
