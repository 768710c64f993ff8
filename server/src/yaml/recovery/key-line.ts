/** Recognises lines that are keys, or that became part of one because a colon is missing. */
import { span, type Span } from '../../text/span.ts';
import { blanksBefore, contentEnd, lineEnd, lineStart, previousContentLine } from '../lines.ts';

/** The column of the key on a line, after the dashes of list items. */
export function columnOfKey(text: string, line: number): number {
  return /^[ \t]*(?:- +)*/.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0;
}

/** Whether the text of the line before the colon at the offset is a whole key. */
export function isKeyOfLine(text: string, colon: number): boolean {
  const before = text.slice(lineStart(text, colon), colon);
  return /^[ \t]*(?:[^\s"'#[\]{}](?:(?!: |[ \t]#).)*|"[^"]*"|'[^']*')$/.test(before);
}

/** A key without a colon on the line above, which was joined with the key of this colon into one text. */
export function halfTypedAbove(text: string, colon: number): Span | undefined {
  const above = previousContentLine(text, colon);
  if (above === undefined || !isKeyOfLine(text, colon)) return undefined;
  const column = columnOfKey(text, above);
  const at = span(above + column, contentEnd(text, above + column));
  const written = text.slice(at.start, at.end);
  if (written === '' || /:(?: |$)/.test(written)) return undefined;
  const deeper = blanksBefore(text, colon) - column;
  return deeper === 0 || (deeper > 0 && /^\S+$/.test(written)) ? at : undefined;
}
