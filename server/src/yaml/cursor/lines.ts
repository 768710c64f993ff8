/** Small questions about the lines of a text, asked by offset. */

/** The end of the line that holds the offset, before its line break. */
export function lineEnd(text: string, offset: number): number {
  return find(/[\r\n]/g, text, offset);
}

/** Start of the line that holds the offset. */
export function lineStart(text: string, offset: number): number {
  let at = Math.max(0, offset);
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** Start of the next line, or the end of the text. */
export function lineAfter(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** How far from the start of its line an offset is. */
export function columnIn(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Number of spaces that begin the line at this offset. */
export function indentAt(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ') at++;
  return at - line;
}

export function isBlank(text: string, line: number): boolean {
  const at = find(/[^ \t]/g, text, line);
  return at === text.length || text[at] === '\n' || text[at] === '\r';
}

/** Whether the line looks like a key with its colon, or like a list item. */
export function isStructure(text: string, line: number): boolean {
  STRUCTURE.lastIndex = line;
  return STRUCTURE.test(text);
}

const STRUCTURE =
  /[ \t]*(?:-(?=[ \t\r\n]|$)|(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s#"'[\]{},&*!|>%@`-][^\r\n]*?):(?=[ \t\r\n]|$))/y;

export interface NextLine {
  readonly column: number;
  readonly kind: 'dash' | 'key';
}

/** Where and how the next line that says something begins. */
export function nextLine(text: string, offset: number): NextLine | undefined {
  for (let line = lineAfter(text, offset); line < text.length; line = lineAfter(text, line)) {
    const column = indentAt(text, line);
    const at = line + column;
    if (isBlank(text, line) || text[at] === '#') continue;
    return { column, kind: /^-(?:\s|$)/.test(text.slice(at, at + 2)) ? 'dash' : 'key' };
  }
  return undefined;
}

/** Offset of the first match, or the end of the text. */
export function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Where the text between two offsets ends without its trailing blanks. */
export function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
