/** Moves whole lines of a file: a key with its value and the comments that belong to it. */
import type { Span, TextChange } from '../../text/span.ts';
import { commentsBelow } from '../../yaml/edit/remove.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import type { Pair } from '../../yaml/tree.ts';
import type { WrittenEntry } from './job-target.ts';
import { columnIn, lineAfter, lineStart } from '../../yaml/lines.ts';

export interface WholeLines {
  /** In the document, from the beginning of a line to that of another. */
  readonly span: Span;
  /** Without the last line break. */
  readonly text: string;
  readonly column: number;
}

/** The lines of a key of the entry; `undefined` if something else is on them. */
export function linesOf({ document: { text }, entry }: WrittenEntry, pair: Pair): WholeLines | undefined {
  const [start, end] = [entry.start + pair.span.start, entry.start + pair.span.end];
  const first = lineStart(text, start);
  const column = columnIn(text, start);
  if (text.slice(first, start).trim() !== '') return undefined;
  // a block scalar ends after its last line break
  const last = end > start && /[\r\n]/.test(text.charAt(end - 1)) ? end : lineAfter(text, end);
  const span = { start: commentsAbove(text, first, column), end: commentsBelow(text, last, column) };
  return { span, text: text.slice(span.start, span.end).replace(/(?:\r\n|\n|\r)$/, ''), column };
}

/** The lines at another depth. */
export function movedTo({ text, column }: WholeLines, other: number): string {
  const by = other - column;
  if (by >= 0) return text.replace(/^(?=[^\r\n])/gm, ' '.repeat(by));
  return text.replace(new RegExp(`^ {0,${-by}}`, 'gm'), '');
}

/**
 * A new entry in front of another one and of the comments above that; comments at the beginning of a file are about the
 * file.
 */
export function entryAbove({ document: { text }, entry, pair }: WrittenEntry, lines: readonly string[]): TextChange {
  const key = entry.start + pair.span.start;
  const above = commentsAbove(text, key, 0);
  const start = above === 0 || above === Number(text.startsWith('\ufeff')) ? key : above;
  const lineBreak = lineBreakOf(text);
  return { span: { start, end: start }, text: [...lines, '', ''].join(lineBreak) };
}

/** The start of the comment lines at that column which end at the offset. */
function commentsAbove(text: string, offset: number, column: number): number {
  let above = offset;
  while (above > 0) {
    const end = above - (text.startsWith('\r\n', above - 2) ? 2 : 1);
    const start = lineStart(text, end);
    const isComment = text.startsWith('#', start + column) && text.slice(start, start + column).trim() === '';
    if (!isComment || start >= above) break;
    above = start;
  }
  return above;
}
