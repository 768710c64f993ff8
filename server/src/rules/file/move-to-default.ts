/**
 * Moves hooks, or a key of the top level, into `default:`, where they apply to every job; not if it already has them.
 */
import { entryKind } from '../../readings/find.ts';
import type { Edit } from '../../text/problem.ts';
import { fillEmpty, insertEntries, removeEntry, sourceOf } from '../../yaml/edit/edit.ts';
import { nodeAt, pairLocation } from '../../yaml/edit/pair-location.ts';
import { lineBreakOf, shiftLines, stepOf } from '../../yaml/edit/style.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import { contextIn, type DocumentContext } from '../engine/rule.ts';
import { columnIn, lineStart } from '../../yaml/lines.ts';

const HOOKS = 'hooks';

/**
 * The edits that remove hooks or another key of `default` and add them to the `default` of the file, or to a new one.
 */
export function moveToDefault(context: DocumentContext, hooks: Member): readonly Edit[] {
  const taken = removeEntry(hooks.key);
  const target = defaultOf(context);
  const added = target ? addTo(target, hooks) : asNewBlock(context, hooks);
  return taken.length > 0 && added.length > 0 ? joined([...added, ...taken]) : [];
}

/** Joins a deletion and an insertion at the same place into one edit. */
function joined(edits: readonly Edit[]): readonly Edit[] {
  const [added, taken] = edits;
  if (!added || !taken || edits.length > 2) return edits;
  const adjacent = added.at.block === taken.at.block && added.at.span.end === taken.at.span.start;
  return adjacent ? [{ at: taken.at, text: added.text + taken.text }] : edits;
}

function defaultOf({ blocks }: DocumentContext): Member | undefined {
  const found = blocks.all().findLast(({ kind, root }) => kind === 'content' && member(root, 'default') !== undefined);
  return member(found?.root, 'default');
}

function addTo({ key, value }: Member, hooks: Member): readonly Edit[] {
  const keys = value.kind === 'map' ? [...value.members.keys()] : [];
  if (entryKind('default', keys) !== 'default') return [];
  if (value.kind !== 'map')
    return fillEmpty(key, [entryAt(hooks, columnIn(key.block.text, key.span.start) + stepOf(key.block.text))]);
  const name = 'value' in hooks.name ? String(hooks.name.value) : '';
  const own = value.members.get(name);
  if (!own) return isBlockMap(value) ? insertEntries(value.at, [entryAt(hooks, childColumn(value))]) : [];
  return name === HOOKS ? merge(own.value, hooks.value) : [];
}

/** Adds the hooks one by one to existing hooks. */
function merge(into: Value, from: Value): readonly Edit[] {
  if (into.kind !== 'map' || from.kind !== 'map' || !isBlockMap(into) || !isBlockMap(from)) return [];
  if ([...from.members.keys()].some(name => into.members.has(name))) return [];
  const column = childColumn(into);
  return insertEntries(
    into.at,
    [...from.members.values()].map(one => entryAt(one, column)),
  );
}

/** In front of the entry that had the hooks. */
function asNewBlock(context: DocumentContext, hooks: Member): readonly Edit[] {
  const { block } = hooks.key;
  const root = contextIn(context, block)?.root;
  if (!root || !isBlockMap(root)) return [];
  const start = lineStart(block.text, root.at.span.start);
  const lineBreak = lineBreakOf(block.text);
  const column = childColumn(root);
  const inner = column + stepOf(block.text);
  const text = `${' '.repeat(column)}default:${lineBreak}${' '.repeat(inner)}${entryAt(hooks, inner)}${lineBreak}`;
  return [{ at: { ...hooks.key, span: { start, end: start } }, text }];
}

/** Key and value as written, moved to the given column. */
function entryAt({ key }: Member, column: number): string {
  const span = pairLocation(key)?.pair.span ?? key.span;
  return shiftLines(sourceOf({ ...key, span }).trimEnd(), column - columnIn(key.block.text, key.span.start));
}

function childColumn(map: Value): number {
  return columnIn(map.at.block.text, map.at.span.start);
}

function isBlockMap(value: Value): boolean {
  const node = nodeAt(value.at);
  return node?.kind === 'map' && !node.flow && node.pairs.length > 0;
}
