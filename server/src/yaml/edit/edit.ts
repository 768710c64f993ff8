/**
 * Turns changes of the tree into changes of the text, in the style of the file. An edit that cannot be made safely is
 * empty.
 */
import type { Edit } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { afterColon } from './remove.ts';
import { nodeAt, pairLocation } from './pair-location.ts';
import { lineBreakOf, quoted, sourceOf, stepOf } from './style.ts';
import type { MapNode } from '../tree.ts';
import { columnIn, lineEnd, lineStart } from '../lines.ts';

export { appendItem, removeItem } from './items.ts';
export {
  listOfEntry,
  pairsOfEntry,
  replaceByInner,
  replaceByItem,
  replaceWhole,
  wrapInKey,
  wrapInList,
} from './nest.ts';
export { removeEntries, removeEntry } from './remove.ts';
export { quoted, sourceOf } from './style.ts';

/** Renames a key and keeps its quotes. */
export function renameKey(key: Place, name: string): readonly Edit[] {
  const quote = /^["']/.exec(sourceOf(key))?.[0] ?? '';
  return [{ at: key, text: quote + name + quote }];
}

/** Replaces the text of a scalar. */
export function replaceValue(at: Place, text: string): readonly Edit[] {
  return [{ at, text }];
}

/** Puts quotes around a plain text on one line. Nothing happens if it has a tag, which would still decide its type. */
export function quote(at: Place): readonly Edit[] {
  const source = sourceOf(at);
  const node = nodeAt(at);
  if (node?.kind === 'scalar' && (node.tag || node.style !== 'plain')) return [];
  return /[\r\n]/.test(source) ? [] : [{ at, text: quoted(source, at.block.text) }];
}

/** Puts quotes around whatever is written at the place. */
export function quotedWhole(at: Place): readonly Edit[] {
  const source = sourceOf(at);
  return /[\r\n]/.test(source) ? [] : [{ at, text: quoted(source, at.block.text) }];
}

/** Puts a space after the dash of every line that begins with one. */
export function spacedDashes(at: Place): readonly Edit[] {
  const column = columnIn(at.block.text, at.span.start);
  return [...sourceOf(at).matchAll(/(?:^|[\r\n])( *)-(?=[^\s-])/g)].flatMap(
    ({ 0: { length }, 1: indent = '', index }) => {
      // deeper lines belong to the items
      if (index > 0 && indent.length !== column) return [];
      const end = at.span.start + index + length;
      return [{ at: { ...at, span: { start: end, end } }, text: ' ' }];
    },
  );
}

/** Aligns lines that begin with a dash with the dash in front of the place. */
export function alignedItems(at: Place): readonly Edit[] {
  const { text } = at.block;
  const [dash] = /- +$/.exec(text.slice(lineStart(text, at.span.start), at.span.start)) ?? [];
  if (dash === undefined) return [];
  const indent = ' '.repeat(columnIn(text, at.span.start) - dash.length);
  return [...sourceOf(at).matchAll(/[\r\n]([ \t]*)(?=-[ \t])/g)].map(({ 1: written = '', index }) => {
    const start = at.span.start + index + 1;
    return { at: { ...at, span: { start, end: start + written.length } }, text: indent };
  });
}

/** Indents lines further, if the place begins at the start of one. */
export function indentLines(at: Place, step: number): readonly Edit[] {
  const { text } = at.block;
  const first = lineStart(text, at.span.start);
  if (step <= 0 || text.slice(first, at.span.start).trim() !== '') return [];
  const starts = [...text.slice(first, at.span.end).matchAll(/(?:^|\r\n|\n|\r)(?=[^\r\n])/g)];
  return starts.map(({ 0: { length }, index }) => {
    const start = first + index + length;
    return { at: { ...at, span: { start, end: start } }, text: ' '.repeat(step) };
  });
}

/** Replaces a whole entry, key and value. */
export function rewriteEntry(key: Place, text: string): readonly Edit[] {
  const location = pairLocation(key);
  return location ? [{ at: { ...key, span: location.pair.span }, text }] : [];
}

/** Adds entries to the mapping at the place: before one of its keys, or after the last one. */
export function insertEntries(map: Place, entries: readonly string[], before?: Place): readonly Edit[] {
  const node = nodeAt(map);
  if (node?.kind !== 'map') return [];
  const last = node.pairs.at(-1);
  if (!last) return [{ at: map, text: `{ ${entries.join(', ')} }` }];
  return [before ? insertBefore(node, before, entries) : insertBehind(node, map, last.span.end, entries)];
}

function insertBefore(map: MapNode, key: Place, entries: readonly string[]): Edit {
  const { block, span } = key;
  const gap = map.flow ? ', ' : lineBreakOf(block.text) + ' '.repeat(columnIn(block.text, span.start));
  return { at: { ...key, span: { start: span.start, end: span.start } }, text: entries.map(one => one + gap).join('') };
}

function insertBehind(map: MapNode, at: Place, end: number, entries: readonly string[]): Edit {
  const { text } = at.block;
  const first = map.pairs[0]?.span.start ?? at.span.start;
  const gap = map.flow ? ', ' : lineBreakOf(text) + ' '.repeat(columnIn(text, first));
  const start = map.flow ? end : lineEnd(text, end);
  return { at: { ...at, span: { start, end: start } }, text: entries.map(one => gap + one).join('') };
}

/** Replaces all entries of a mapping. */
export function rewriteMapping(map: Place, entries: readonly string[]): readonly Edit[] {
  const node = nodeAt(map);
  if (node?.kind !== 'map') return [];
  if (node.flow) return [{ at: map, text: `{ ${entries.join(', ')} }` }];
  const gap = lineBreakOf(map.block.text) + ' '.repeat(columnIn(map.block.text, map.span.start));
  return [{ at: map, text: entries.join(gap) }];
}

/** Adds the first entries below a key that has no value yet. */
export function fillEmpty(key: Place, entries: readonly string[]): readonly Edit[] {
  const location = pairLocation(key);
  const value = location?.pair.value;
  if (!location || value?.kind !== 'scalar' || value.style !== 'missing') return [];
  const { text } = key.block;
  const end = afterColon(text, location.pair.span.end) ?? location.pair.span.end;
  if (location.map.flow) return [insertion(key, end, ` { ${entries.join(', ')} }`)];
  const gap = lineBreakOf(text) + ' '.repeat(columnIn(text, key.span.start) + stepOf(text));
  return [insertion(key, lineEnd(text, end), entries.map(one => gap + one).join(''))];
}

function insertion(place: Place, offset: number, text: string): Edit {
  return { at: { ...place, span: { start: offset, end: offset } }, text };
}
