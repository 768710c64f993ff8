/** Removes entries from a mapping without damage to neighbours, comments or blank lines. */
import type { Edit } from '../../text/problem.ts';
import type { Place, Span } from '../../text/span.ts';
import { hasAnchor, pairLocation, startOf, type PairLocation } from './pair-location.ts';
import type { Block, MapNode } from '../tree.ts';
import { columnIn, lineAfter, lineEnd, lineStart } from '../lines.ts';

/** Removes a key with its value; nothing happens if that would remove an anchor. */
export function removeEntry(key: Place): readonly Edit[] {
  return removeEntries([key]);
}

/** Removes several keys of one mapping at once. */
export function removeEntries(keys: readonly Place[]): readonly Edit[] {
  const locations = keys.flatMap(key => pairLocation(key) ?? []);
  const [first] = locations;
  const [key] = keys;
  if (!first || !key || locations.length < keys.length || locations.some(({ map }) => map !== first.map)) return [];
  if (locations.some(({ pair }) => hasAnchor(pair.value) || hasAnchor(pair.key))) return [];
  const gone = new Set(locations.map(({ index }) => index));
  const member = gone.size === first.map.pairs.length ? wholeMember(key, first.map) : undefined;
  if (member) return [{ at: { ...key, span: member }, text: '' }];
  if (gone.size === first.map.pairs.length && !isRoot(key, first)) return [emptied(key, first)];
  const spans = first.map.flow
    ? flowSpans(key.block.text, first.map, gone)
    : locations.map(location => blockSpan(key.block.text, location));
  return spans.map(span => ({ at: { ...key, span }, text: '' }));
}

function emptied(key: Place, { map, owner }: PairLocation): Edit {
  const { text } = key.block;
  const start = owner ? afterColon(text, startOf(map)) : undefined;
  if (map.flow || start === undefined) return { at: { ...key, span: map.span }, text: '{}' };
  return { at: { ...key, span: { start, end: map.span.end } }, text: ' {}' };
}

/** All of an entry of a root in brackets with its comma; the one in front of the last entry may stay. */
function wholeMember({ block }: Place, map: MapNode): Span | undefined {
  const { frame, root, text } = block as Partial<Block>;
  const [pair] = map.pairs;
  if (!frame || root !== map || text === undefined || !pair) return undefined;
  const line = lineStart(text, pair.span.start);
  const start = text.slice(line, pair.span.start).trim() === '' ? line : pair.span.start;
  const { end } = map.pairs.at(-1)?.span ?? pair.span;
  if (frame.after !== '') return { start, end: text.length };
  return { start, end: text.slice(end, lineEnd(text, end)).trim() === '' ? lineAfter(text, end) : end };
}

/** Whether the block contains nothing but this entry, so that all of it goes. */
function isRoot({ block }: Place, { map }: PairLocation): boolean {
  return !map.flow && 'root' in block && block.root === map;
}

/** The offset after a colon that only blanks separate from the offset. */
export function afterColon(text: string, offset: number): number | undefined {
  const written = text.slice(0, offset).trimEnd();
  return written.endsWith(':') ? written.length : undefined;
}

function blockSpan(text: string, { map, pair, index }: PairLocation): Span {
  const { start, end } = pair.span;
  const line = lineStart(text, start);
  const next = map.pairs[index + 1];
  if (text.slice(line, start).trim() !== '') return { start, end: next ? next.span.start : end };
  const below = commentsBelow(text, lineAfter(text, end), columnIn(text, start));
  return { start: line, end: blankLineBelow(text, line, below) };
}

/** The end of the comments below an offset that are indented deeper than an entry, and so belong to it. */
export function commentsBelow(text: string, offset: number, column: number): number {
  let below = offset;
  for (;;) {
    const deeper = /^ *(?=#)/.exec(text.slice(below, lineEnd(text, below)))?.[0];
    if (deeper === undefined || deeper.length <= column) return below;
    below = lineAfter(text, below);
  }
}

/** If there is a blank line above and one below, only one is kept. */
function blankLineBelow(text: string, start: number, end: number): number {
  const above = /(?:^|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(0, start));
  const below = end < text.length && text.slice(end, lineEnd(text, end)).trim() === '';
  return above && below ? lineAfter(text, end) : end;
}

/** Neighbours that are removed together are one span, so that no comma is left between them. */
function flowSpans(text: string, map: MapNode, gone: ReadonlySet<number>): readonly Span[] {
  return [...gone]
    .toSorted((a, b) => a - b)
    .flatMap(index => {
      if (gone.has(index - 1)) return [];
      let last = index;
      while (gone.has(last + 1)) last++;
      return [flowSpan(text, map, index, last)];
    });
}

function flowSpan(text: string, { pairs }: MapNode, first: number, last: number): Span {
  const start = pairs[first]?.span.start ?? 0;
  const end = pairs[last]?.span.end ?? start;
  const line = lineStart(text, start);
  const own =
    text.slice(line, start).trim() === '' && /^[ \t]*(?:,[ \t]*)?(?:#.*)?$/.test(text.slice(end, lineEnd(text, end)));
  if (own && first > 0) return { start: line, end: lineAfter(text, end) };
  const next = pairs[last + 1];
  return next ? { start, end: next.span.start } : { start: pairs[first - 1]?.span.end ?? start, end };
}
