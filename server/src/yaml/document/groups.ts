/**
 * Blocks in groups that outlive edits elsewhere, so that what is known of all blocks of a file costs as much as what an
 * edit changed.
 */
import { cachedBy } from '../../text/cached.ts';
import { span, type Span } from '../../text/span.ts';
import type { Block, Entry, Group, Piece, PieceKind } from '../tree.ts';

/** About the square root of the number of blocks in a large file, so that groups are few, too. */
const USUAL = 32;

/** The latest group of a block, and the latest that it begins. */
const GROUPS = new WeakMap<Block, Group>();
const BEGUN = new WeakMap<Block, Group>();

/** The latest group that contains a block. */
export function groupOf(block: Block): Group | undefined {
  return GROUPS.get(block);
}

/** Groups of blocks that were read again; groups of an earlier version are used where they still fit. */
export function grouped(blocks: readonly Block[]): readonly Group[] {
  const groups: Group[] = [];
  let from = 0;
  const close = (end: number): unknown => end > from && groups.push(newGroup(blocks.slice(from, end)));
  for (let at = 0; at < blocks.length;) {
    const known = fitting(blocks, at);
    if (known) {
      close(at);
      groups.push(known);
      at += known.blocks.length;
      from = at;
    } else if (++at - from === USUAL) {
      close(at);
      from = at;
    }
  }
  close(blocks.length);
  return groups;
}

/** Groups of blocks next to an edit: one, unless they have become too many. */
export function groupedAnew(blocks: readonly Block[]): readonly Group[] {
  if (blocks.length === 0) return [];
  const count = Math.max(1, Math.floor(blocks.length / USUAL));
  const size = Math.ceil(blocks.length / count);
  return Array.from({ length: Math.ceil(blocks.length / size) }, (_, index) =>
    newGroup(blocks.slice(index * size, (index + 1) * size)),
  );
}

function newGroup(blocks: readonly Block[]): Group {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of blocks) {
    starts.push(length);
    length += text.length;
  }
  const group = { blocks, starts, length };
  for (const block of blocks) GROUPS.set(block, group);
  const [first] = blocks;
  if (first) BEGUN.set(first, group);
  return group;
}

/** A group that begins there; small ones are better put together again. */
function fitting(blocks: readonly Block[], from: number): Group | undefined {
  const first = blocks[from];
  const group = first && BEGUN.get(first);
  if (!group || group.blocks.length < USUAL / 2) return undefined;
  return group.blocks.every((block, index) => block === blocks[from + index]) ? group : undefined;
}

/** A piece of these groups, which begin where it begins. */
export function pieceOf(kind: PieceKind, at: Span, groups: readonly Group[]): Piece {
  return new GroupedPiece(kind, at, groups);
}

export function movedPiece({ kind, span: at, groups }: Piece, by: number): Piece {
  return new GroupedPiece(kind, span(at.start + by, at.end + by), groups);
}

class GroupedPiece implements Piece {
  readonly kind: PieceKind;
  readonly span: Span;
  readonly groups: readonly Group[];
  #entries: readonly Entry[] | undefined;

  constructor(kind: PieceKind, at: Span, groups: readonly Group[]) {
    this.kind = kind;
    this.span = at;
    this.groups = groups;
  }

  get entries(): readonly Entry[] {
    return (this.#entries ??= entriesOf(this));
  }
}

function entriesOf({ span: { start }, groups }: Piece): readonly Entry[] {
  const entries: Entry[] = [];
  let before = start;
  for (const { blocks, starts, length } of groups) {
    for (const [index, block] of blocks.entries()) entries.push({ block, start: before + (starts[index] ?? 0) });
    before += length;
  }
  return entries;
}

/** Where each group of a piece begins, and how many blocks there are before it. */
export const beginsOf = cachedBy(({ span: { start }, groups }: Piece): readonly Begin[] => {
  const begins: Begin[] = [];
  let [offset, index] = [start, 0];
  for (const { blocks, length } of groups) {
    begins.push({ offset, index });
    offset += length;
    index += blocks.length;
  }
  return begins;
});

export interface Begin {
  readonly offset: number;
  readonly index: number;
}

/** A block by its group and its index there. */
export interface Seat {
  readonly group: number;
  readonly index: number;
}

/** The last block of a piece that begins at or before an offset; the first if none does. */
export function seatAt(piece: Piece, offset: number): Seat {
  const begins = beginsOf(piece);
  const group = lastWhere(begins.length, index => (begins[index]?.offset ?? 0) <= offset);
  const starts = piece.groups[group]?.starts ?? [];
  const inside = offset - (begins[group]?.offset ?? 0);
  return { group, index: lastWhere(starts.length, index => (starts[index] ?? 0) <= inside) };
}

export function entryIn(piece: Piece, { group, index }: Seat): Entry | undefined {
  const block = piece.groups[group]?.blocks[index];
  return block && { block, start: (beginsOf(piece)[group]?.offset ?? 0) + (piece.groups[group]?.starts[index] ?? 0) };
}

/** The last index that passes, where all before it pass, too; 0 if none does. */
function lastWhere(count: number, passes: (index: number) => boolean): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
