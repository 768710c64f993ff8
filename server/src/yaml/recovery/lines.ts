/** Small questions about the lines of a text, by libyaml's line ends. */
import { span, type Span } from '../../text/span.ts';

/** Offset at which the line of the offset begins. */
export function lineStart(text: string, at: number): number {
  let start = Math.min(at, text.length);
  while (start > 0 && !BREAK.test(text[start - 1] ?? '')) start--;
  return start;
}

/** Where the line of the offset ends, before its break. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !BREAK.test(text[end] ?? '')) end++;
  return end;
}

const BREAK = /[\n\r\u0085\u2028\u2029]/;

/** Where the key of a line begins, behind the dashes of list items. */
export function columnOfKey(text: string, line: number): number {
  return /^[ \t]*(?:- +)*/.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0;
}

/** Whether what stands on the line before the colon at the offset is a whole key. */
export function isKeyOfLine(text: string, colon: number): boolean {
  const before = text.slice(lineStart(text, colon), colon);
  return /^[ \t]*(?:[^\s"'#[\]{}](?:(?!: |[ \t]#).)*|"[^"]*"|'[^']*')$/.test(before);
}

/** A key without its colon on the line above, which made one text of it and of the key of this colon. */
export function halfTypedAbove(text: string, colon: number): Span | undefined {
  const above = previousContentLine(text, colon);
  if (above === undefined || !isKeyOfLine(text, colon)) return undefined;
  const column = columnOfKey(text, above);
  const at = span(above + column, contentEnd(text, above + column));
  const written = text.slice(at.start, at.end);
  if (written === '' || /:(?: |$)/.test(written)) return undefined;
  const deeper = indentOf(text, colon) - column;
  return deeper === 0 || (deeper > 0 && /^\S+$/.test(written)) ? at : undefined;
}

/** Where the text of a line ends from the offset on, without blanks and comment. */
export function contentEnd(text: string, at: number): number {
  const rest = text.slice(at, lineEnd(text, at));
  return at + rest.replace(/(?:^|[ \t])#.*$/, '').trimEnd().length;
}

/** Number of blanks that begin the line. */
export function indentOf(text: string, at: number): number {
  const start = lineStart(text, at);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end - start;
}

/** Whether only blanks stand before the offset on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** Start of the next line that is neither blank nor a comment, at or after the line of the offset plus one. */
export function nextContentLine(text: string, at: number): number | undefined {
  for (let line = lineEnd(text, at) + 1; line < text.length; line = lineEnd(text, line) + 1) {
    if (/^[ \t]*[^ \t#\n\r]/.test(text.slice(line, lineEnd(text, line)))) return line;
  }
  return undefined;
}

/** Start of the nearest line before that of the offset which is neither blank nor a comment. */
export function previousContentLine(text: string, at: number): number | undefined {
  for (let line = lineStart(text, at); line > 0;) {
    line = lineStart(text, line - 1);
    if (/^[ \t]*[^ \t#\n\r]/.test(text.slice(line, lineEnd(text, line)))) return line;
  }
  return undefined;
}
