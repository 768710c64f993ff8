/** The fast path for the usual edit, within a few entries: only these are cut and parsed again. */
import { cachedBy } from '../../text/cached.ts';
import type { Readable } from '../../text/edited-text.ts';
import { span, type Span } from '../../text/span.ts';
import { assembly, reusedEntries, type Before } from './assemble.ts';
import { cutAgain } from './blocks.ts';
import { entryIn, groupedAnew, movedPiece, pieceOf, seatAt, type Seat } from './groups.ts';
import { isOpen } from './join.ts';
import type { Block, Entry, Group, Piece } from '../tree.ts';

export interface LocalEdit {
  readonly pieces: readonly Piece[];
  readonly parsed: number;
}

/** The pieces after the edit; `undefined` if it may affect more than the entries it touches. */
export function editLocally(text: Readable, before: Before): LocalEdit | undefined {
  const { document } = before;
  const index = document.pieces.findIndex(piece => holds(piece, before, document.text.length));
  const piece = document.pieces[index];
  if (!piece || before.prefix > before.suffix || piece.groups[0]?.blocks[0]?.frame) return undefined;
  const range = touched(piece, before);
  if (!range || !isIndependent(piece, range)) return undefined;
  const again = readAgain(text, range, before);
  if (!again) return undefined;
  const { moved } = before;
  const { first, last } = range;
  const groups = [
    ...piece.groups.slice(0, first.group),
    ...groupedAnew([...blocksIn(piece, first.group, 0, first.index), ...again.blocks, ...blocksBehind(piece, last)]),
    ...piece.groups.slice(last.group + 1),
  ];
  const changed = pieceOf(piece.kind, span(piece.span.start, piece.span.end + moved), groups);
  const after = document.pieces.slice(index + 1).map(other => movedPiece(other, moved));
  return { pieces: [...document.pieces.slice(0, index), changed, ...after], parsed: again.parsed };
}

/** The edit must not touch the lines between pieces, or what is next to them. */
function holds({ span: at, groups }: Piece, { prefix, suffix }: Before, end: number): boolean {
  const starts = at.start === 0 || prefix > at.start;
  return (
    groups.length > 0 && starts && prefix >= at.start && (suffix < at.end || (suffix === at.end && at.end === end))
  );
}

interface Range {
  readonly first: Seat;
  readonly last: Seat;
  readonly entries: readonly Entry[];
  readonly span: Span;
}

/** The entries that the edit touches and one on either side, whose ends may move. */
function touched(piece: Piece, { prefix, suffix }: Before): Range | undefined {
  const first = seatBefore(piece, seatAt(piece, prefix));
  // the first entry decides how the piece is cut
  if (!first || (first.group === 0 && first.index === 0)) return undefined;
  const last = seatBehind(piece, seatAt(piece, suffix));
  const entries: Entry[] = [];
  for (let seat: Seat | undefined = first; seat && !isBehind(seat, last); seat = nextSeat(piece, seat)) {
    const entry = entryIn(piece, seat);
    if (entry) entries.push(entry);
  }
  const end = entries.at(-1);
  return {
    first,
    last,
    entries,
    span: span(entries[0]?.start ?? 0, end ? end.start + end.block.text.length : piece.span.end),
  };
}

function seatBefore({ groups }: Piece, { group, index }: Seat): Seat | undefined {
  if (index > 0) return { group, index: index - 1 };
  const above = groups[group - 1];
  return above && { group: group - 1, index: above.blocks.length - 1 };
}

function nextSeat({ groups }: Piece, { group, index }: Seat): Seat | undefined {
  if (index + 1 < (groups[group]?.blocks.length ?? 0)) return { group, index: index + 1 };
  return group + 1 < groups.length ? { group: group + 1, index: 0 } : undefined;
}

function seatBehind(piece: Piece, seat: Seat): Seat {
  return nextSeat(piece, seat) ?? seat;
}

function isBehind(one: Seat, other: Seat): boolean {
  return one.group > other.group || (one.group === other.group && one.index > other.index);
}

function blocksIn({ groups }: Piece, group: number, from: number, end?: number): readonly Block[] {
  return groups[group]?.blocks.slice(from, end) ?? [];
}

function blocksBehind(piece: Piece, { group, index }: Seat): readonly Block[] {
  return blocksIn(piece, group, index + 1);
}

/**
 * A block with an open quote or bracket before the edit may be closed by it, and one in the edit may extend beyond it.
 */
function isIndependent({ groups }: Piece, { first, last, entries }: Range): boolean {
  if (groups.slice(0, last.group).some(hasOpen)) return false;
  const inLast = groups[last.group]?.blocks.slice(0, last.index + 1) ?? [];
  if (inLast.some(isOpen) || first.group > last.group) return false;
  return entries.every(({ block }) => !block.text.includes('<<<<<<<'));
}

const hasOpen = cachedBy(({ blocks }: Group): boolean => blocks.some(isOpen));

interface Again {
  readonly blocks: readonly Block[];
  readonly parsed: number;
}

function readAgain(text: Readable, range: Range, before: Before): Again | undefined {
  const cuts = cutAgain(text, span(range.span.start, range.span.end + before.moved));
  if (!cuts) return undefined;
  const assembled = assembly(text, reusedEntries(range.entries, before));
  const again = assembled.blocks(cuts);
  return !again || again.some(isOpen) ? undefined : { blocks: again, parsed: assembled.parsed() };
}
