/** The fast path for an edit within one entry of a root in brackets that was cut: only its block is parsed again. */
import { cachedBy } from '../../text/cached.ts';
import type { Readable } from '../../text/edited-text.ts';
import { span } from '../../text/span.ts';
import type { Before } from './assemble.ts';
import { entryIn, groupedAnew, movedPiece, pieceOf, seatAt } from './groups.ts';
import type { LocalEdit } from './local-edit.ts';
import { gapEnd, isCut, parseMember } from './members.ts';
import type { Block, Entry, Group, Piece } from '../tree.ts';

/** The pieces after the edit; `undefined` unless it is certain that all other entries are read as before. */
export function editFramed(text: Readable, { document, prefix, suffix, moved }: Before): LocalEdit | undefined {
  const index = document.pieces.findLastIndex(({ span: at }) => at.start <= prefix);
  const piece = document.pieces[index];
  if (!piece?.groups[0]?.blocks[0]?.frame || prefix > suffix || !piece.groups.every(isSound)) return undefined;
  const seat = seatAt(piece, prefix);
  const entry = entryIn(piece, seat);
  const group = piece.groups[seat.group];
  const edited = entry && editedBlock(entry, { text, prefix, suffix, moved });
  if (!edited || !group) return undefined;
  const again = groupedAnew(group.blocks.with(seat.index, edited));
  const groups = [...piece.groups.slice(0, seat.group), ...again, ...piece.groups.slice(seat.group + 1)];
  const changed = pieceOf(piece.kind, span(piece.span.start, piece.span.end + moved), groups);
  const after = document.pieces.slice(index + 1).map((other): Piece => movedPiece(other, moved));
  return { pieces: [...document.pieces.slice(0, index), changed, ...after], parsed: 1 };
}

const isSound = cachedBy(({ blocks }: Group): boolean => blocks.every(({ flaws }) => flaws.length === 0));

type Change = Pick<Before, 'prefix' | 'suffix' | 'moved'> & { readonly text: Readable };

/** The brackets stay, and a comma that ends a line still ends the block, so that the text is cut where it was. */
function editedBlock({ block, start }: Entry, { text, prefix, suffix, moved }: Change): Block | undefined {
  const { frame, root } = block;
  if (!frame || root?.kind !== 'map' || root.pairs.length !== 1) return undefined;
  const from = frame.before === '' ? root.span.start + 1 : 0;
  const to = frame.after === '' ? root.span.end - 1 : block.text.length - 1;
  if (prefix < start + from || suffix > start + to) return undefined;
  const part = text.slice(start, start + block.text.length + moved);
  // a part of a string holds the whole string, which is that of one version
  const written = ` ${part}`.slice(1);
  if (isCut(written)) return undefined;
  const edited = parseMember(written, frame);
  return isAlike(edited) ? edited : undefined;
}

function isAlike({ text, root, flaws, frame }: Block): boolean {
  const [pair, other] = root?.kind === 'map' ? root.pairs : [];
  if (!pair || other || flaws.length > 0) return false;
  return frame?.after === '' || gapEnd(text, pair.span.end) === text.length;
}
