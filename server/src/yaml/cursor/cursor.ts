/**
 * Finds out what is at an offset, also in half-typed text and on blank lines: the place in the configuration and the
 * word being typed. Half-typed text parses differently from what it will become, so the parser is asked about the text
 * as it would be:
 *
 *     job:                     job:                            map
 *       script: make             script: make                   `- job: map
 *       sta|               ->    ⌖:                        ->        |- script: make
 *       image: ruby              image: ruby                         |- ⌖            <- a key of `job`
 *                                                                    `- image: ruby
 *
 * 1. `spot.ts` looks at the characters alone (with `tokens.ts`): the cursor is in no comment or quotes, `sta` is the word.
 * 2. `patch.ts` replaces the word by a mark, here ⌖, and adds the colon that is still to come.
 * 3. `place.ts` has the patched block parsed, and `mark.ts` finds the mark in its tree: it is a key at the path `['job']`
 *    with the siblings `script` and `image`. `fit.ts` refuses where a line would join none of its neighbours.
 * 4. Spans are mapped back to the text as written: slot `key`, word and prefix `sta`. Completion offers what `job` lacks.
 */
import { shift, span, type Span } from '../../text/span.ts';
import { indentAt, isBlank, lineStart } from '../lines.ts';
import { keyName } from './mark.ts';
import { needsSpace } from './patch.ts';
import { placeOf, type CursorPlace, type Sibling } from './place.ts';
import { spotAt, type CursorSpot } from './spot.ts';
import { entryAt } from '../document/document.ts';
import {
  isRead,
  type Block,
  type Entry,
  type EntryFrame,
  type Piece,
  type PieceKind,
  type SourceDocument,
} from '../tree.ts';

export interface Cursor extends Omit<CursorPlace, 'slot'> {
  /**
   * `key`: a key can be typed in the mapping at `path`. `value`: a value can be typed after the key to which `path`
   * leads.
   * `item`: `path` leads to a list item that consists of nothing but the word. `alias`: the name after a `*`.
   * Nothing is offered in the others: `text` inside texts of several lines, `comment`, and `none` where nothing can be
   * typed.
   */
  readonly slot: CursorPlace['slot'] | 'text' | 'comment' | 'none';
  readonly piece: PieceKind;
  /** What completion replaces, including quotes; empty if nothing has been typed yet. */
  readonly word: Span;
  /** The part of the word before the cursor, without its quote. */
  readonly prefix: string;
  readonly quote?: 'single' | 'double';
  /** The innermost bracket around the cursor; none in block style. */
  readonly bracket?: '[' | '{';
  /** Whether a space is missing in front of the word, as in `port:`. */
  readonly tight: boolean;
}

/** The cursor at an offset of the document; only the block around it is parsed again. */
export function cursorAt(document: SourceDocument, offset: number): Cursor {
  if (!isRead(document)) return outside(document, offset);
  const found = entryAt(document, offset);
  if (!found) return betweenPieces(document, offset);
  const { piece, entry } = found;
  if (entry.block.unread) return outside(document, offset);
  if (entry.block.frame) return inMember(entry, offset, piece);
  const bom = entry.block.text.startsWith('\ufeff') ? 1 : 0;
  const { block } = entry;
  const whole = bom === 0 ? block : { ...block, text: block.text.slice(bom) };
  const cursor = inBlock(whole, offset - entry.start - bom, piece.kind);
  return inPiece(moved(cursor, entry.start + bom), [entry], piece);
}

/** Behind its comma, the next entry decides what can be typed, so it is read, too. */
function inMember(entry: Entry, offset: number, piece: Piece): Cursor {
  const { block, start } = entry;
  const { root } = block;
  const isBehind = start + (root?.span.end ?? 0) <= offset;
  const next = isBehind ? piece.entries[piece.entries.findIndex(other => other.block === block) + 1] : undefined;
  const { before, after } = framedTogether(block, next?.block);
  const text = before + block.text + (next?.block.text ?? '') + after;
  const cursor = inBlock({ text, root: undefined, flaws: [] }, offset - start + before.length, piece.kind);
  return inPiece(moved(cursor, start - before.length), next ? [entry, next] : [entry], piece);
}

function framedTogether({ frame }: Block, last: Block | undefined): EntryFrame {
  return { before: frame?.before ?? '', after: (last?.frame ?? frame)?.after ?? '' };
}

function inBlock(block: Block, asked: number, piece: PieceKind): Cursor {
  const { text } = block;
  const offset = Math.max(0, asked);
  const spot = spotAt(text, offset);
  const place = placeOf(block, spot);
  const word = { ...wordOf(text, offset, spot), piece };
  return place ? { ...place, ...word } : { ...nowhere(spot), ...word };
}

function wordOf(
  text: string,
  offset: number,
  spot: CursorSpot,
): Pick<Cursor, 'word' | 'prefix' | 'quote' | 'bracket' | 'tight'> {
  const { word, quote, bracket } = spot;
  const prefix = text.slice(word.start + (quote ? 1 : 0), Math.max(offset, word.start));
  return { word, prefix, tight: needsSpace(text, word.start), ...(quote && { quote }), ...(bracket && { bracket }) };
}

const NO_PLACE = { path: [], entryKeys: [], siblings: [], column: 0, behind: 'nothing', isReadable: false } as const;

function nowhere({ kind }: CursorSpot): Omit<Cursor, 'word' | 'prefix' | 'tight' | 'piece'> {
  return { ...NO_PLACE, slot: kind === 'text' || kind === 'comment' ? kind : 'none' };
}

/** Converts offsets in the block to offsets in the document. */
function moved(cursor: Cursor, start: number): Cursor {
  const { body } = cursor;
  return {
    ...cursor,
    word: shift(start, cursor.word),
    siblings: cursor.siblings.map(sibling => ({ ...sibling, key: shift(start, sibling.key) })),
    ...(body && { body: { ...body, span: shift(start, body.span) } }),
  };
}

/** At the root of a piece, the other entries are the siblings. */
function inPiece(cursor: Cursor, around: readonly Entry[], piece: Piece): Cursor {
  if (cursor.slot !== 'key' || cursor.path.length > 0) return cursor;
  const others = piece.entries.filter(({ block }) => !around.some(entry => entry.block === block)).flatMap(keysOf);
  const isOutside = !cursor.bracket && (piece.entries.some(isInBrackets) || (others.length > 0 && cursor.column > 0));
  if (isOutside) return { ...cursor, ...NO_PLACE, slot: 'none' };
  return { ...cursor, siblings: [...cursor.siblings, ...others] };
}

/** Whether the entry is one of a root in brackets, beside which nothing can be. */
function isInBrackets({ block: { frame, root } }: Entry): boolean {
  return frame !== undefined || ((root?.kind === 'map' || root?.kind === 'list') && root.flow);
}

function keysOf({ block, start }: Entry): readonly Sibling[] {
  if (block.root?.kind !== 'map') return [];
  return block.root.pairs.map(({ key }) => ({ name: keyName(key, block.text), key: shift(start, key.span) }));
}

/** Blank lines below a `---` belong to no piece; the next one begins there. */
function betweenPieces(document: SourceDocument, offset: number): Cursor {
  const { text, pieces } = document;
  const piece = pieces.find(({ span: at }) => offset <= at.start);
  const free = lineStart(text, offset) === offset && isBlank(text, offset) && takesKeys(text, piece);
  const none = outside(document, offset);
  return piece && free ? inPiece({ ...none, slot: 'key', piece: piece.kind }, [], piece) : none;
}

/** Where nothing can be typed that belongs to an entry, or nothing is read. */
function outside({ pieces }: SourceDocument, offset: number): Cursor {
  const piece = pieces.find(({ span: at }) => offset <= at.start)?.kind ?? 'ignored';
  return { ...NO_PLACE, slot: 'none', piece, word: span(offset, offset), prefix: '', tight: false };
}

/** Whether a key can be written in front of the first line: one that is indented, or begins no mapping, takes none. */
function takesKeys(text: string, piece: Piece | undefined): boolean {
  const [first] = piece?.entries ?? [];
  const root = first?.block.root;
  if (!first || !root) return true;
  return root.kind === 'map' && indentAt(text, lineStart(text, first.start + root.span.start)) === 0;
}
