/** Questions about the lines of a text, by offset. Lines end where libyaml ends them, so also at NEL, LS and PS. */

const BREAK = /[\n\r\x85\u2028\u2029]/g;

/** By code, since a line may have two million characters, and a search of a text for each takes several times as long. */
function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Where the line of the offset begins. */
export function lineStart(text: string, offset: number): number {
  let at = Math.max(0, Math.min(offset, text.length));
  while (at > 0 && !isBreak(text, at - 1)) at--;
  return at;
}

/** Where the line of the offset ends, before its break. */
export function lineEnd(text: string, offset: number): number {
  return find(BREAK, text, offset);
}

/** Where the next line begins, or the end of the text. */
export function lineAfter(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** The distance of an offset from the start of its line. */
export function columnIn(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Number of spaces that begin the line at this offset. */
export function indentAt(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ') at++;
  return at - line;
}

/** Number of spaces and tabs that begin the line of the offset. */
export function blanksBefore(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return find(/[^ \t]/g, text, start) - start;
}

/** Whether nothing but spaces and tabs is between the offset and the end of its line. */
export function isBlank(text: string, offset: number): boolean {
  const at = find(/[^ \t]/g, text, offset);
  return at === text.length || isBreak(text, at);
}

/** Whether only white space is before the offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** Where the content of a line ends, without a comment and trailing blanks. */
export function contentEnd(text: string, offset: number): number {
  const rest = text.slice(offset, lineEnd(text, offset));
  return offset + rest.replace(/(?:^|[ \t])#.*$/, '').trimEnd().length;
}

/** Where the next line begins that is neither blank nor a comment. */
export function nextContentLine(text: string, offset: number): number | undefined {
  for (let line = lineAfter(text, offset); line < text.length; line = lineAfter(text, line))
    if (hasContent(text, line)) return line;
  return undefined;
}

/** Where the nearest line above begins that is neither blank nor a comment. */
export function previousContentLine(text: string, offset: number): number | undefined {
  for (let line = lineStart(text, offset); line > 0;) {
    line = lineStart(text, line - 1);
    if (hasContent(text, line)) return line;
  }
  return undefined;
}

function hasContent(text: string, line: number): boolean {
  return !isBlank(text, line) && text[find(/[^ \t]/g, text, line)] !== '#';
}

/** Offset of the first match of a global pattern, or the end of the text. */
export function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Where the text between two offsets ends without its trailing blanks. */
export function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
