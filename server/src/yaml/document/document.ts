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
import { assembly, beforeOf, reusedEntries, type Before } from './assemble.ts';
import { cutBlocks } from './blocks.ts';
import { isTooLong } from '../value/limits.ts';
import { editLocally } from './local-edit.ts';
import { cutPieces } from './pieces.ts';
import { readScalar } from '../value/scalar.ts';
import type { Entry, Node, Piece, PieceKind, SourceDocument } from '../tree.ts';

/**
 * Reads a text from scratch. A text larger than GitLab accepts is not read here either: it becomes a single empty
 * block.
 */
export function parse(uri: Uri, text: string): SourceDocument {
  return isTooLong(text) ? unread(uri, text) : read(uri, text, undefined);
}

function unread(uri: Uri, text: string): SourceDocument {
  const entries = [{ block: { text, root: undefined, flaws: [] }, start: 0 }];
  return { uri, text, pieces: [{ kind: 'content', span: span(0, text.length), entries }] };
}

/**
 * The document after edits, each of which refers to the text that the one before left; unchanged blocks are the same
 * objects. Whoever has the new text already passes it: copying a large text is most of the cost of a keystroke.
 */
export function update(
  before: SourceDocument,
  changes: readonly TextChange[],
  text: string = changes.reduce((done, change) => applyChanges(done, [change]), before.text),
): SourceDocument {
  if (isTooLong(text) || isTooLong(before.text)) return parse(before.uri, text);
  const kept = beforeOf(before, text, changes);
  const local = editLocally(text, kept);
  return local ? documentOf(before.uri, text, local.pieces, local.parsed) : read(before.uri, text, kept);
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
    const entry = piece.entries.findLast(({ start }) => start <= offset);
    if (!entry) continue;
    return offset <= entry.start + entry.block.text.length ? { piece, entry } : undefined;
  }
  return undefined;
}

/** Where a block is in this version of the document, or `undefined` if it is not part of it. */
export function startOf(document: SourceDocument, block: TextBlock): number | undefined {
  return startsOf(document).get(block);
}

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
  const { entries, parsed } = assembly(text, known);
  const pieces = cutPieces(text).flatMap((piece): Piece[] => {
    const { blocks, end } = cutBlocks(text, piece);
    const read: Piece = { kind: 'ignored', span: span(piece.start, end), entries: entries(blocks) };
    return end < piece.end ? [read, { kind: 'ignored', span: span(end, piece.end), entries: [] }] : [read];
  });
  return documentOf(uri, text, pieces, parsed());
}

function documentOf(uri: Uri, text: string, cut: readonly Piece[], parsed: number): SourceDocument {
  const kinds = kindsOf(cut);
  const pieces = cut.map((piece, index) => ({ ...piece, kind: kinds[index] ?? 'ignored' }));
  const document = { uri, text, pieces };
  PARSED.set(document, parsed);
  return document;
}

/** The last piece is the content if the first has `spec:`, else the first that is not blank. */
function kindsOf(pieces: readonly Piece[]): readonly PieceKind[] {
  const said = pieces.filter(piece => piece.entries.length > 0 && !isBlank(piece));
  const first = said[0];
  const read = pieces.filter(piece => piece.entries.length > 0);
  const header = first && first !== read.at(-1) && hasKey(first, 'spec') ? first : undefined;
  const content = header ? (said.length > 1 ? said.at(-1) : read.at(-1)) : (first ?? read.at(-1));
  return pieces.map(piece => (piece === header ? 'header' : piece === content ? 'content' : 'ignored'));
}

function isBlank(piece: Piece): boolean {
  return piece.entries.every(({ block }) => block.flaws.length === 0 && isBlankNode(block.root));
}

function isBlankNode(node: Node | undefined): boolean {
  if (!node) return true;
  if (node.kind === 'map') return node.pairs.length === 0;
  if (node.kind === 'list') return node.items.length === 0;
  return node.kind === 'scalar' && /^(?:\s*|~|null|false|no|off)$/i.test(node.text);
}

function hasKey(piece: Piece, name: string): boolean {
  return piece.entries.some(
    ({ block: { root } }) => root?.kind === 'map' && root.pairs.some(({ key }) => isNamed(key, name)),
  );
}

function isNamed(key: Node, name: string): boolean {
  const datum = key.kind === 'scalar' ? readScalar(key) : undefined;
  return (datum?.type === 'string' || datum?.type === 'symbol') && datum.value === name;
}
