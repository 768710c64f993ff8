/** Moves a value one level deeper or up, with the indentation of all its lines. */
import type { Edit } from '../../text/problem.ts';
import type { Place, Span } from '../../text/span.ts';
import { afterColon } from './remove.ts';
import { nodeAt, pairLocation, startOf } from './pair-location.ts';
import { lineBreakOf, listStepOf, shiftLines, sourceOf, stepOf } from './style.ts';
import { columnIn, lineStart } from '../lines.ts';

/** Makes the value of the key the only item of a list. */
export function wrapInList(key: Place): readonly Edit[] {
  const location = pairLocation(key);
  const value = location?.pair.value;
  if (!location || !value || hasIndentSign(sourceOf({ ...key, span: value.span }))) return [];
  const span = { start: startOf(value), end: value.span.end };
  const written = sourceOf({ ...key, span });
  if (location.map.flow) return [{ at: { ...key, span }, text: `[${written}]` }];
  return beneath(key, span, '- ', listStepOf(key.block.text));
}

/** Makes the mapping under the key the only item of a list. */
export function listOfEntry(key: Place): readonly Edit[] {
  const location = pairLocation(key);
  const value = location?.pair.value;
  if (value?.kind !== 'map') return [];
  const span = { start: startOf(value), end: value.span.end };
  const written = sourceOf({ ...key, span });
  if (value.flow) return [{ at: { ...key, span }, text: `[${written}]` }];
  return [{ at: { ...key, span }, text: `- ${shiftLines(written, 2)}` }];
}

/** Moves the list under the key one level deeper, below a new key. */
export function wrapInKey(key: Place, name: string): readonly Edit[] {
  const location = pairLocation(key);
  const value = location?.pair.value;
  if (!location || value?.kind !== 'list') return [];
  const { text } = key.block;
  const span = { start: startOf(value), end: value.span.end };
  if (location.map.flow) return [{ at: { ...key, span }, text: `{ ${name}: ${sourceOf({ ...key, span })} }` }];
  if (value.flow) return beneath(key, span, `${name}: `, stepOf(text));
  const step = stepOf(text);
  const column = columnIn(text, key.span.start) + step;
  const line = { start: lineStart(text, span.start), end: span.end };
  const body = ' '.repeat(step) + shiftLines(sourceOf({ ...key, span: line }), step);
  return [{ at: { ...key, span: line }, text: `${' '.repeat(column)}${name}:${lineBreakOf(text)}${body}` }];
}

/** Replaces a mapping by one of its values: `exec: {command: [a]}` becomes `exec: [a]`. */
export function replaceByInner(owner: Place, inner: Place): readonly Edit[] {
  const value = pairLocation(owner)?.pair.value;
  if (value?.kind !== 'map' || !nodeAt(inner)) return [];
  const { text } = owner.block;
  const written = sourceOf(inner);
  const line = lineStart(text, inner.span.start);
  const own = text.slice(line, inner.span.start).trim() === '';
  if (value.flow) return [{ at: { ...owner, span: value.span }, text: written }];
  if (!own) return behindColon(owner, value.span, written);
  const by = Math.min(0, columnIn(text, value.span.start) - columnIn(text, inner.span.start));
  const span = { start: lineStart(text, value.span.start), end: value.span.end };
  const lead = ' '.repeat(columnIn(text, inner.span.start) + by);
  return [{ at: { ...owner, span }, text: lead + shiftLines(written, by) }];
}

/** Replaces the value of a key, whatever it was, by one on the same line. */
export function replaceWhole(owner: Place, text: string): readonly Edit[] {
  const location = pairLocation(owner);
  const value = location?.pair.value;
  if (!location || !value) return [];
  const span = { start: startOf(value), end: value.span.end };
  const inPlace = location.map.flow && span.end > span.start;
  return inPlace ? [{ at: { ...owner, span }, text }] : behindColon(owner, span, text);
}

/** Replaces the value of the key by a list of mappings; each row has the entries of one. */
export function pairsOfEntry(owner: Place, rows: readonly (readonly string[])[]): readonly Edit[] {
  const location = pairLocation(owner);
  const value = location?.pair.value;
  if (value?.kind !== 'map') return [];
  if (value.flow) return replaceWhole(owner, `[${rows.map(row => `{ ${row.join(', ')} }`).join(', ')}]`);
  const { text } = owner.block;
  const start = afterColon(text, startOf(value));
  if (start === undefined) return [];
  const gap = lineBreakOf(text) + ' '.repeat(columnIn(text, owner.span.start) + listStepOf(text));
  const body = rows.map(row => `${gap}- ${row.join(`${gap}  `)}`).join('');
  return [{ at: { ...owner, span: { start, end: value.span.end } }, text: body }];
}

/** Replaces a list by its only item. */
export function replaceByItem(owner: Place): readonly Edit[] {
  const list = pairLocation(owner)?.pair.value;
  const [item, ...more] = list?.kind === 'list' ? list.items : [];
  if (list?.kind !== 'list' || !item || more.length > 0) return [];
  const { text } = owner.block;
  const start = startOf(item);
  const written = sourceOf({ ...owner, span: { start, end: item.span.end } });
  if (list.flow) return [{ at: { ...owner, span: list.span }, text: written }];
  if (item.kind !== 'map' || item.flow) return behindColon(owner, list.span, written);
  if (start < item.span.start) return [];
  const by = columnIn(text, start) - columnIn(text, list.span.start);
  const deep = columnIn(text, list.span.start) > columnIn(text, owner.span.start);
  // nothing has to move unless it is indented deeper than the key
  const moved = deep ? shiftLines(written, -by) : ' '.repeat(by) + written;
  return [{ at: { ...owner, span: list.span }, text: moved }];
}

function behindColon(owner: Place, span: Span, written: string): readonly Edit[] {
  const start = afterColon(owner.block.text, span.start);
  return start === undefined ? [] : [{ at: { ...owner, span: { start, end: span.end } }, text: ` ${written}` }];
}

/** Puts what follows the key on lines of its own, after some text. */
function beneath(key: Place, span: Span, lead: string, step: number): readonly Edit[] {
  const { text } = key.block;
  const start = afterColon(text, span.start);
  if (start === undefined) return [];
  const gap = lineBreakOf(text) + ' '.repeat(columnIn(text, key.span.start) + step);
  const body = gap + lead + shiftLines(sourceOf({ ...key, span }), step);
  return [{ at: { ...key, span: { start, end: span.end } }, text: body }];
}

/** `|2` states the indentation of the lines, which would no longer be true. */
function hasIndentSign(source: string): boolean {
  return /^[|>][^\r\n]*[0-9]/.test(source);
}
