/** The fast path for the usual edit, within a few entries: only these are cut and parsed again. */
import { span, type Span } from '../../text/span.ts';
import { assembly, reusedEntries, type Before } from './assemble.ts';
import { cutAgain } from './blocks.ts';
import { isOpen } from './join.ts';
import type { Entry, Piece } from '../tree.ts';

export interface LocalEdit {
  readonly pieces: readonly Piece[];
  readonly parsed: number;
}

/** The pieces after the edit; `undefined` if it may affect more than the entries it touches. */
export function editLocally(text: string, before: Before): LocalEdit | undefined {
  const { document } = before;
  const index = document.pieces.findIndex(piece => holds(piece, before, document.text.length));
  const piece = document.pieces[index];
  if (!piece || before.prefix > before.suffix) return undefined;
  const range = touched(piece, before);
  if (!range || !isIndependent(piece, range)) return undefined;
  const again = readAgain(text, piece, range, before);
  if (!again) return undefined;
  const { moved } = before;
  const entries = [
    ...piece.entries.slice(0, range.first),
    ...again.entries,
    ...later(piece.entries.slice(range.last + 1), moved),
  ];
  const changed = { ...piece, span: span(piece.span.start, piece.span.end + moved), entries };
  const after = document.pieces.slice(index + 1).map(other => movedPiece(other, moved));
  return { pieces: [...document.pieces.slice(0, index), changed, ...after], parsed: again.parsed };
}

/** The edit must not touch the lines between pieces, or what is next to them. */
function holds({ span: at, entries }: Piece, { prefix, suffix }: Before, end: number): boolean {
  const starts = at.start === 0 || prefix > at.start;
  return (
    entries.length > 0 && starts && prefix >= at.start && (suffix < at.end || (suffix === at.end && at.end === end))
  );
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly span: Span;
}

/** The entries that the edit touches and one on either side, whose ends may move. */
function touched({ entries, span: at }: Piece, { prefix, suffix }: Before): Range | undefined {
  const first = Math.max(0, lastStartingBefore(entries, prefix) - 1);
  const last = Math.min(entries.length - 1, Math.max(first, lastStartingBefore(entries, suffix)) + 1);
  // the first entry decides how the piece is cut
  if (first === 0) return undefined;
  return { first, last, span: span(entries[first]?.start ?? 0, entries[last + 1]?.start ?? at.end) };
}

/** Index of the last entry that starts at or before the offset. */
function lastStartingBefore(entries: readonly Entry[], offset: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((entries[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * A block with an open quote or bracket before the edit may be closed by it, and one in the edit may extend beyond it.
 */
function isIndependent({ entries }: Piece, { first, last }: Range): boolean {
  for (let index = 0; index <= last; index++) {
    const block = entries[index]?.block;
    if (block && isOpen(block)) return false;
    if (block && index >= first && block.text.includes('<<<<<<<')) return false;
  }
  return true;
}

interface Again {
  readonly entries: readonly Entry[];
  readonly parsed: number;
}

function readAgain(text: string, { entries }: Piece, range: Range, before: Before): Again | undefined {
  const cuts = cutAgain(text, span(range.span.start, range.span.end + before.moved));
  if (!cuts) return undefined;
  const assembled = assembly(text, reusedEntries(entries.slice(range.first, range.last + 1), before));
  const again = assembled.entries(cuts);
  return again.some(({ block }) => isOpen(block)) ? undefined : { entries: again, parsed: assembled.parsed() };
}

function movedPiece(piece: Piece, by: number): Piece {
  return { ...piece, span: span(piece.span.start + by, piece.span.end + by), entries: later(piece.entries, by) };
}

function later(entries: readonly Entry[], by: number): readonly Entry[] {
  return by === 0 ? entries : entries.map(({ block, start }) => ({ block, start: start + by }));
}
