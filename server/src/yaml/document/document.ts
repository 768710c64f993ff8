/**
 * The immutable reading of a text: GitLab's pieces, each a list of blocks that later versions share while their text
 * stays.
 */
import { cachedBy } from '../../text/cached.ts';
import {
  applyChanges,
  shift,
  span,
  type Place,
  type Span,
  type TextBlock,
  type TextChange,
  type Uri,
} from '../../text/span.ts';
import type { Readable } from '../../text/edited-text.ts';
import { assembly, beforeOf, reusedEntries, type Assembly, type Before } from './assemble.ts';
import { cutBlocks, type Cuts } from './blocks.ts';
import { beginsOf, entryIn, grouped, groupedAnew, groupOf, pieceOf, seatAt, type Seat } from './groups.ts';
import { isTooLong, MOST_ENTRIES, surplusBytes } from '../value/limits.ts';
import { editLocally, type LocalEdit } from './local-edit.ts';
import { editedMember } from './member-edit.ts';
import { editFramed } from './framed-edit.ts';
import { hasMembers } from './members.ts';
import { cutPieces } from './pieces.ts';
import { readScalar } from '../value/scalar.ts';
import {
  isRead,
  type Block,
  type Entry,
  type Group,
  type Node,
  type Piece,
  type PieceKind,
  type SourceDocument,
} from '../tree.ts';

/**
 * Reads a text from scratch. A text larger than GitLab accepts is not read here either, nor is one with more entries than
 * anybody looks through: it becomes a single empty block.
 */
export function parse(uri: Uri, text: string): SourceDocument {
  return isTooLong(text, () => surplusBytes(text)) ? unread(uri, text) : read(uri, text, undefined);
}

function unread(uri: Uri, text: string, unreadEntries?: number): SourceDocument {
  const groups = groupedAnew([{ text, root: undefined, flaws: [] }]);
  const pieces = [pieceOf('content', span(0, text.length), groups)];
  return unreadEntries === undefined
    ? { uri, text, isTooLong: true, pieces }
    : { uri, text, isTooLong: false, unreadEntries, pieces };
}

/**
 * The document after edits, each of which refers to the text that the one before left; unchanged blocks are the same
 * objects. Whoever has the new text already passes it, and if possible so that parts of it can be read alone: copying a
 * large text is most of the cost of a keystroke.
 */
export function update(
  before: SourceDocument,
  changes: readonly TextChange[],
  text: string = changes.reduce((done, change) => applyChanges(done, [change]), before.text),
  parts: Readable = text,
): SourceDocument {
  const kept = beforeOf(before, parts, changes);
  let surplus: number | undefined;
  const count = (): number => (surplus ??= surplusAfter(kept, parts));
  const document = isTooLong(text, count) ? unread(before.uri, text) : updated(before, text, parts, kept);
  if (surplus !== undefined) SURPLUS.set(document, surplus);
  return document;
}

function updated(before: SourceDocument, text: string, parts: Readable, kept: Before): SourceDocument {
  if (!isRead(before)) return read(before.uri, text, undefined);
  const local = editFramed(parts, kept) ?? editLocally(parts, kept) ?? editOnlyBlock(text, kept);
  return local ? documentOf(before.uri, text, local.pieces, local.parsed) : read(before.uri, text, kept);
}

/** The document after an edit within an entry of a root in brackets that is all of the text. */
function editOnlyBlock(text: string, { document, prefix, suffix }: Before): LocalEdit | undefined {
  const [piece, ...others] = document.pieces;
  const [group, ...more] = piece?.groups ?? [];
  const [block, next] = group?.blocks ?? [];
  if (!piece || !block || next || others.length > 0 || more.length > 0) return undefined;
  if (block.text !== document.text || prefix > suffix || !isFlow(block)) return undefined;
  const edited = editedMember(block, { replaced: span(prefix, suffix), text });
  if (!edited || hasMembers(edited)) return undefined;
  return { pieces: [pieceOf(piece.kind, span(0, text.length), groupedAnew([edited]))], parsed: 1 };
}

/** A root in block style may be cut in another way after an edit. */
function isFlow({ root }: Block): boolean {
  return root?.kind === 'map' && root.flow;
}

/** The surplus of bytes in a text, counted on from one version to the next. */
const SURPLUS = new WeakMap<SourceDocument, number>();

function surplusAfter({ document, prefix, suffix, moved }: Before, text: Readable): number {
  const before = SURPLUS.get(document) ?? surplusBytes(document.text);
  const replaced = prefix < suffix ? document.text.slice(prefix, suffix) : '';
  return before - surplusBytes(replaced) + surplusBytes(text.slice(prefix, suffix + moved));
}

/** The document after changes that all refer to the original text; unchanged blocks are the same objects. */
export function changedBy(document: SourceDocument, changes: readonly TextChange[]): SourceDocument {
  const fromTheEnd = changes.toSorted((a, b) => b.span.start - a.span.start);
  return update(document, fromTheEnd, applyChanges(document.text, changes));
}

/** How many blocks had to be parsed for this version: a measure for tests. */
export function parsedBlocks(document: SourceDocument): number {
  return PARSED.get(document) ?? 0;
}

/** The entry whose block contains the offset; between two blocks, the second. */
export function entryAt(
  document: SourceDocument,
  offset: number,
): { readonly piece: Piece; readonly entry: Entry } | undefined {
  for (const piece of document.pieces.toReversed()) {
    const entry = entryIn(piece, seatAt(piece, offset));
    if (!entry || entry.start > offset) continue;
    return offset <= entry.start + entry.block.text.length ? { piece, entry } : undefined;
  }
  return undefined;
}

/** All of the root in brackets that the block is an entry of. */
export function rootAround(piece: Piece, { frame }: Block): Span | undefined {
  if (!frame) return undefined;
  const [first, last] = [piece.entries[0], piece.entries.at(-1)];
  if (!first?.block.root || !last?.block.root) return undefined;
  return span(first.start + first.block.root.span.start, last.start + last.block.root.span.end);
}

/** Where a block is in this version of the document, or `undefined` if it is not part of it. */
export function startOf(document: SourceDocument, block: TextBlock): number | undefined {
  const seat = seatOf(document, block);
  // the latest group of the block may be of another version
  return seat ? seat.start : startsOf(document).get(block);
}

/** Where a block is among all groups of the document, unless its latest group is not one of them. */
export function seatOf(document: SourceDocument, block: TextBlock): (Seat & { readonly start: number }) | undefined {
  const group = groupOf(block as Block);
  const place = group && groupPlaces(document).get(group);
  if (!group || !place) return undefined;
  const index = group.blocks.indexOf(block as Block);
  return { group: place.index, index, start: place.start + (group.starts[index] ?? 0) };
}

const groupPlaces = cachedBy(({ pieces }: SourceDocument) => {
  const places = new Map<Group, { readonly start: number; readonly index: number }>();
  for (const piece of pieces)
    for (const [index, group] of piece.groups.entries())
      places.set(group, { start: beginsOf(piece)[index]?.offset ?? 0, index: places.size });
  return places;
});

/** The absolute span of a place, or `undefined` if it belongs to another file or version. */
export function locate(document: SourceDocument, place: Place): Span | undefined {
  if (place.uri !== document.uri) return undefined;
  const start = startOf(document, place.block);
  // who reads the text in another way than by blocks names places of all of it
  return start === undefined && place.block.text !== document.text ? undefined : shift(start ?? 0, place.span);
}

const startsOf = cachedBy((document: SourceDocument): ReadonlyMap<TextBlock, number> => {
  const starts = new Map<TextBlock, number>();
  for (const piece of document.pieces) for (const { block, start } of piece.entries) starts.set(block, start);
  return starts;
});

const PARSED = new WeakMap<SourceDocument, number>();

function read(uri: Uri, text: string, before: Before | undefined): SourceDocument {
  const known =
    before &&
    reusedEntries(
      before.document.pieces.flatMap(piece => piece.entries),
      before,
    );
  const { blocks: made, parsed } = assembly(text, known);
  const cut = cutPieces(text).map(piece => ({ piece, cuts: cutBlocks(text, piece) }));
  const entries = cut.reduce((sum, { cuts }) => sum + cuts.blocks.length, 0);
  if (entries > MOST_ENTRIES) return unread(uri, text, entries);
  const pieces = cut.flatMap(({ piece, cuts }): Piece[] => {
    const { end } = cuts;
    const read = pieceOf('ignored', span(piece.start, end), grouped(blocksOf(cuts, piece.start, made)));
    return end < piece.end ? [read, pieceOf('ignored', span(end, piece.end), [])] : [read];
  });
  return documentOf(uri, text, pieces, parsed());
}

/**
 * A root in brackets stays one block if its entries are valid where it is not, or the other way round, or if nearly all
 * are broken.
 */
function blocksOf({ blocks, end, isValid }: Cuts, start: number, made: Assembly['blocks']): readonly Block[] {
  const read = made(blocks);
  const isOne = isValid === undefined || blocks.length === 1;
  const fits = isOne || read?.every(({ flaws }) => flaws.length === 0) === isValid;
  return (fits ? read : made([span(start, end)])) ?? [];
}

function documentOf(uri: Uri, text: string, cut: readonly Piece[], parsed: number): SourceDocument {
  const entries = cut.reduce((sum, { groups }) => groups.reduce((count, { blocks }) => count + blocks.length, sum), 0);
  if (entries > MOST_ENTRIES) return unread(uri, text, entries);
  const kinds = kindsOf(cut);
  const pieces = cut.map((piece, index) => pieceOf(kinds[index] ?? 'ignored', piece.span, piece.groups));
  const document = { uri, text, isTooLong: false, pieces };
  PARSED.set(document, parsed);
  return document;
}

/** The last piece is the content if the first has `spec:`, else the first that is not blank. */
function kindsOf(pieces: readonly Piece[]): readonly PieceKind[] {
  const read = pieces.filter(({ groups }) => groups.length > 0);
  const said = read.filter(({ groups }) => !groups.every(isBlank));
  const first = said[0];
  const header = first && first !== read.at(-1) && first.groups.some(hasSpec) ? first : undefined;
  const content = header ? (said.length > 1 ? said.at(-1) : read.at(-1)) : (first ?? read.at(-1));
  return pieces.map(piece => (piece === header ? 'header' : piece === content ? 'content' : 'ignored'));
}

const isBlank = cachedBy(({ blocks }: Group): boolean =>
  blocks.every(({ flaws, root }) => flaws.length === 0 && isBlankNode(root)),
);

function isBlankNode(node: Node | undefined): boolean {
  if (!node) return true;
  if (node.kind === 'map') return node.pairs.length === 0;
  if (node.kind === 'list') return node.items.length === 0;
  return node.kind === 'scalar' && /^(?:\s*|~|null|false|no|off)$/i.test(node.text);
}

const hasSpec = cachedBy(({ blocks }: Group): boolean =>
  blocks.some(({ root }) => root?.kind === 'map' && root.pairs.some(({ key }) => isNamed(key, 'spec'))),
);

function isNamed(key: Node, name: string): boolean {
  const datum = key.kind === 'scalar' ? readScalar(key) : undefined;
  return (datum?.type === 'string' || datum?.type === 'symbol') && datum.value === name;
}
