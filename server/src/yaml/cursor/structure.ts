/** Recognises keys and items by the look of lines in half-typed text, for which there is no tree yet. */
import { indentAt, nextContentLine } from '../lines.ts';

/** Whether the line looks like a key with its colon, or like a list item. */
export function isStructure(text: string, line: number): boolean {
  STRUCTURE.lastIndex = line;
  return STRUCTURE.test(text);
}

const STRUCTURE =
  /[ \t]*(?:-(?=[ \t\r\n]|$)|(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s#"'[\]{},&*!|>%@`-][^\r\n]*?):(?=[ \t\r\n]|$))/y;

export interface NextLine {
  /** Number of spaces before its content. */
  readonly column: number;
  /** `properties`: nothing but tags and anchors. */
  readonly kind: 'dash' | 'key' | 'properties';
}

const PROPERTIES = /[&!]\S*(?:[ \t]+[&!]\S*)*[ \t]*(?=[\r\n]|$|(?<=[ \t])#)/y;

/** How the next line with content begins. */
export function nextLine(text: string, offset: number): NextLine | undefined {
  const line = nextContentLine(text, offset);
  if (line === undefined) return undefined;
  // libyaml counts a byte order mark at the beginning of a line as a column
  const mark = text.startsWith('\ufeff', line) ? 1 : 0;
  const column = mark + indentAt(text, line + mark);
  const at = line + column;
  if (/^-(?:\s|$)/.test(text.slice(at, at + 2))) return { column, kind: 'dash' };
  PROPERTIES.lastIndex = at;
  return { column, kind: PROPERTIES.test(text) ? 'properties' : 'key' };
}
