/** Taking an entry out of a mapping without hurting its neighbours, comments or blank lines. */
import type { Edit } from '../../text/problem.ts';
import type { Place, Span } from '../../text/span.ts';
import { hasAnchor, seatOf, startOf, type Seat } from './seat.ts';
import { columnOf, lineEnd, lineStart, nextLine } from './style.ts';

/** Removes the key and its value; nothing happens where an anchor would go with them. */
export function removeEntry(key: Place): readonly Edit[] {
  const seat = seatOf(key);
  if (!seat || hasAnchor(seat.pair.value) || hasAnchor(seat.pair.key)) return [];
  const { text } = key.block;
  if (seat.map.pairs.length === 1 && !isRoot(key, seat)) return [emptied(key, seat)];
  const span = seat.map.flow ? flowSpan(text, seat) : blockSpan(text, seat);
  return [{ at: { ...key, span }, text: '' }];
}

/** Several keys of one mapping at once; what they leave must not be empty. */
export function removeEntries(keys: readonly Place[]): readonly Edit[] {
  const edits = keys.map(removeEntry);
  return edits.every(edit => edit.length > 0) ? disjoint(edits.flat()) : [];
}

/** Neighbours in a flow mapping may both reach for the comma between them: the later one gives way. */
function disjoint(edits: readonly Edit[]): readonly Edit[] {
  const sorted = edits.toSorted((a, b) => a.at.span.start - b.at.span.start);
  return sorted.map((edit, index) => {
    const before = sorted[index - 1]?.at.span.end ?? 0;
    const start = Math.max(edit.at.span.start, before);
    return { ...edit, at: { ...edit.at, span: { start, end: Math.max(start, edit.at.span.end) } } };
  });
}

function emptied(key: Place, { map, owner }: Seat): Edit {
  const { text } = key.block;
  const start = owner ? afterColon(text, startOf(map)) : undefined;
  if (map.flow || start === undefined) return { at: { ...key, span: map.span }, text: '{}' };
  return { at: { ...key, span: { start, end: map.span.end } }, text: ' {}' };
}

/** Whether a block of the file holds nothing but this entry: then the whole block goes. */
function isRoot({ block }: Place, { map }: Seat): boolean {
  return !map.flow && 'root' in block && block.root === map;
}

/** The offset behind a colon from which only space leads to the offset. */
export function afterColon(text: string, offset: number): number | undefined {
  const written = text.slice(0, offset).trimEnd();
  return written.endsWith(':') ? written.length : undefined;
}

function blockSpan(text: string, { map, pair, index }: Seat): Span {
  const { start, end } = pair.span;
  const line = lineStart(text, start);
  const next = map.pairs[index + 1];
  if (text.slice(line, start).trim() !== '') return { start, end: next ? next.span.start : end };
  const below = commentsBelow(text, nextLine(text, end), columnOf(text, start));
  return { start: line, end: blankLineBelow(text, line, below) };
}

/** Comments that stand deeper than the entry belong to it. */
function commentsBelow(text: string, offset: number, column: number): number {
  const line = text.slice(offset, lineEnd(text, offset));
  const deeper = /^( *)#/.exec(line)?.[1];
  if (deeper === undefined || deeper.length <= column) return offset;
  return commentsBelow(text, nextLine(text, offset), column);
}

/** Of a blank line above and one below, one is enough. */
function blankLineBelow(text: string, start: number, end: number): number {
  const above = /(?:^|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(0, start));
  const below = end < text.length && text.slice(end, lineEnd(text, end)).trim() === '';
  return above && below ? nextLine(text, end) : end;
}

function flowSpan(text: string, { map, pair, index }: Seat): Span {
  const { start, end } = pair.span;
  const line = lineStart(text, start);
  const own =
    text.slice(line, start).trim() === '' && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(text.slice(end, lineEnd(text, end)));
  if (own && index > 0) return { start: line, end: nextLine(text, end) };
  const next = map.pairs[index + 1];
  if (next) return { start, end: next.span.start };
  return { start: map.pairs[index - 1]?.span.end ?? start, end };
}
