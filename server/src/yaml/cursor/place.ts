/** Finds the place in the configuration for a spot, by parsing the block with a mark there. */
import type { Span } from '../../text/span.ts';
import { editedMember } from '../document/member-edit.ts';
import { parseBlock } from '../document/parse.ts';
import type { Block, Node, NodePath } from '../tree.ts';
import { fitsAsItem, fitsAsKey, hasValueBelow } from './fit.ts';
import { columnIn } from '../lines.ts';
import { findMark, keyColumn, keyName, keyNames, type Marked } from './mark.ts';
import {
  behind,
  hasValueBehind,
  isAboveDashes,
  isBeforeNoEntry,
  mayBeEntry,
  patchItem,
  patchOpen,
  patchStart,
  patchValue,
  type Behind,
  type Patch,
} from './patch.ts';
import type { CursorSpot } from './spot.ts';

/** A key of the mapping that the cursor is in, other than the one at the cursor. */
export interface Sibling {
  readonly name: string;
  readonly key: Span;
}

/** A value that is already there after the key at the cursor. */
export interface ExistingValue {
  readonly span: Span;
  /** From the block with the mark in it. */
  readonly node: Node;
  readonly block: Block;
}

export interface CursorPlace {
  readonly slot: 'key' | 'value' | 'item' | 'alias';
  readonly path: NodePath;
  /** Keys of the root entry at the start of `path`: they decide what kind of job it is. */
  readonly entryKeys: readonly string[];
  readonly siblings: readonly Sibling[];
  /** The column of the key at the cursor, of the key whose value is typed, or of the content of the item. */
  readonly column: number;
  /** What follows the word: its colon or, in brackets, the next entry without a comma between. */
  readonly behind: Behind;
  readonly body?: ExistingValue;
  /** Whether the block can be read with something at the cursor. */
  readonly isReadable: boolean;
  /** The list item that a dash typed here would begin; only on blank lines. */
  readonly newItem?: NodePath;
}

/** The place of a spot; `undefined` if nothing that is typed there would fit. */
export function placeOf(block: Block, spot: CursorSpot): CursorPlace | undefined {
  if (spot.kind === 'start') return startAt(block, spot);
  return spot.kind === 'value' || spot.kind === 'alias' ? valueAt(block, spot) : undefined;
}

interface MarkedBlock extends Marked {
  readonly block: Block;
  readonly patch: Patch;
}

function parsed(before: Block, patch: Patch): Block {
  return editedMember(before, patch) ?? parseBlock(patch.text);
}

function read(before: Block, patch: Patch): MarkedBlock | undefined {
  const block = parsed(before, patch);
  const marked = findMark(block.root, patch.text);
  return marked && { ...marked, block, patch };
}

function valueAt(before: Block, spot: CursorSpot): CursorPlace | undefined {
  const { text } = before;
  const found = read(before, patchValue(text, spot));
  if (!found || found.role === 'key') return undefined;
  const column = found.pair
    ? keyColumn(found.pair.key, found.patch.text)
    : columnIn(found.patch.text, found.patch.mark);
  const shared = { ...around(found), column, behind: 'nothing' } as const;
  if (spot.kind === 'alias') return { ...shared, slot: 'alias' };
  const taken = spot.bracket ? hasValueBehind(text, spot) : hasValueBelow(text, spot.word.end, column);
  return found.role === 'value' && !taken ? { ...shared, slot: 'value' } : undefined;
}

function startAt(before: Block, spot: CursorSpot): CursorPlace | undefined {
  const { text } = before;
  if (isBeforeNoEntry(text, spot)) return leftOpen(before, spot);
  const next = behindIn(before, spot);
  const found = read(before, patchStart(text, spot, next));
  const item = spot.blank ? itemAt(before, spot) : undefined;
  if (!found || found.role === 'value' || !(spot.bracket || fitsAsKey(found.patch, found, spot))) return item;
  return {
    ...around(found),
    slot: isBareItem(found, spot, next) ? 'item' : 'key',
    column: columnIn(found.patch.text, found.patch.mark),
    behind: next,
    ...bodyOf(found),
    ...(item && { newItem: item.path }),
  };
}

/**
 * In brackets that are not closed yet, typed above the dashes of the list that they are to replace. Where they are closed
 * below, the dashes are a part of the text at the cursor.
 */
function leftOpen(before: Block, spot: CursorSpot): CursorPlace | undefined {
  const { text } = before;
  const isOpen = isAboveDashes(text, spot) && parsed(before, patchStart(text, spot, 'nothing')).flaws.length > 0;
  const found = isOpen ? read(before, patchOpen(text, spot)) : undefined;
  if (found?.role !== 'item') return undefined;
  return { ...around(found), slot: 'item', column: columnIn(found.patch.text, found.patch.mark), behind: 'nothing' };
}

/** What follows the word; a line that may be an entry is one if the text can be read with a comma in front of it. */
function behindIn(before: Block, spot: CursorSpot): Behind {
  const { text } = before;
  const next = behind(text, spot);
  if (next !== 'nothing' || !mayBeEntry(text, spot)) return next;
  return parsed(before, patchStart(text, spot, 'entry')).flaws.length === 0 ? 'entry' : 'nothing';
}

/** After a dash, it is open whether a text or a key is being typed. */
function isBareItem({ role, path, parent }: MarkedBlock, spot: CursorSpot, next: Behind): boolean {
  if (role === 'item') return true;
  const alone = parent?.kind === 'map' && parent.pairs.length === 1;
  return alone && typeof path.at(-1) === 'number' && next !== 'colon' && !spot.blank && !spot.bracket;
}

function itemAt(before: Block, spot: CursorSpot): CursorPlace | undefined {
  const found = read(before, patchItem(before.text, spot));
  if (!found || !fitsAsItem(found.patch, found)) return undefined;
  const column = columnIn(found.patch.text, found.patch.mark) - 2;
  return { ...around(found), slot: 'item', column, behind: 'nothing', newItem: found.path };
}

function around({
  patch,
  block: { root, flaws },
  path,
  parent,
  pair,
}: MarkedBlock): Pick<CursorPlace, 'path' | 'entryKeys' | 'siblings' | 'isReadable'> {
  const entry = root?.kind === 'map' ? root.pairs.find(({ key }) => keyName(key, patch.text) === path[0]) : undefined;
  const others = parent?.kind === 'map' ? parent.pairs.filter(other => other !== pair) : [];
  const siblings = others.map(({ key }) => ({ name: keyName(key, patch.text), key: patch.original(key.span) }));
  return { path, entryKeys: keyNames(entry?.value, patch.text), siblings, isReadable: flaws.length === 0 };
}

function bodyOf({ patch, block, role, pair }: MarkedBlock): Pick<CursorPlace, 'body'> {
  const value = role === 'key' ? pair?.value : undefined;
  // an anchor or a tag in front of nothing is a value, too: whatever is written there would be joined to it
  const isNothing = value?.kind === 'scalar' && value.style === 'missing' && !value.anchor && !value.tag;
  if (!value || isNothing) return {};
  return { body: { node: value, block, span: patch.original(value.span) } };
}
