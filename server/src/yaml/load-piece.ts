/** One piece of a file, its blocks put together in the order of the text. */
import type { Finding } from '../text/problem.ts';
import type { Place, Uri } from '../text/span.ts';
import { depthOf } from './limits.ts';
import { LARGEST_COPY, revive, type Anchored, type Revival } from './revive.ts';
import { hasSymbolKey, symbolized } from './symbols.ts';
import type { Block, Entry, Piece } from './tree.ts';
import type { MapValue, Member, Value } from './value.ts';

export interface LoadedPiece {
  /** Nothing where the piece holds nothing. */
  readonly value: Value | undefined;
  readonly failures: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly start: Place;
  /** Lists and mappings in one another. */
  readonly depth: number;
}

/** Reads a piece; blocks that did not change, and whose anchors did not, are not read again. */
export function loadPiece(uri: Uri, piece: Piece): LoadedPiece {
  const { entries, ignored } = readEntries(piece.entries);
  const anchors = new Map<string, Anchored>();
  const blocks = entries.map(({ block }) => {
    const revived = reviveBlock(uri, block, anchors);
    for (const [name, anchored] of revived.own) anchors.set(name, anchored);
    return revived;
  });
  const start = placeAt(uri, piece.entries[0]?.block);
  const syntax = entries.flatMap(({ block }) => syntaxFailures(uri, block, entries.length > 1));
  const copied = blocks.reduce((sum, block) => sum + block.copied, 0);
  const failures = [...syntax, ...blocks.flatMap(block => block.failures)];
  if (copied > LARGEST_COPY) failures.push({ code: 'too-big', message: TOO_BIG, at: start });
  const value = together(blocks);
  return {
    value: value && blocks.some(({ hasSymbols }) => hasSymbols) ? symbolized(value) : value,
    failures,
    notes: notesOf(uri, ignored),
    start,
    depth: blocks.reduce((most, { depth }) => Math.max(most, depth), 0),
  };
}

const TOO_BIG = 'Aliases copy so much that GitLab refuses the file: "The parsed YAML is too big".';

/** An indented first entry ends with the first line at column 0: YAML's document ends there, and GitLab reads no further. */
function readEntries(entries: readonly Entry[]): {
  readonly entries: readonly Entry[];
  readonly ignored: readonly Entry[];
} {
  const first = entries[0]?.block;
  const start = first?.root?.span.start;
  if (!first || start === undefined || start === 0) return { entries, ignored: [] };
  const isIndented = /[ \ufeff]/.test(first.text[start - 1] ?? '');
  return isIndented ? { entries: entries.slice(0, 1), ignored: entries.slice(1) } : { entries, ignored: [] };
}

function notesOf(uri: Uri, [first]: readonly Entry[]): readonly Finding[] {
  if (!first) return [];
  const message =
    'GitLab reads only what stands above this line, because the first key is indented or follows a byte order mark. Let the file begin with the key.';
  return [{ code: 'ignored-text', message, at: placeAt(uri, first.block) }];
}

function placeAt(uri: Uri, block: Block | undefined): Place {
  const start = block?.root?.span.start ?? 0;
  return { uri, block: block ?? { text: '' }, span: { start, end: start } };
}

/** Among others an entry has to be a key with its value, even if it could stand alone. */
function syntaxFailures(uri: Uri, block: Block, amongOthers: boolean): readonly Finding[] {
  if (block.flaws.length > 0)
    return block.flaws.map(({ code, message, span }) => ({ code, message, at: { uri, block, span } }));
  const { root } = block;
  if (!amongOthers || !root || (root.kind === 'map' && !root.flow)) return [];
  const message = 'A key and a colon are expected here.';
  return [{ code: 'yaml-syntax', message, at: { uri, block, span: root.span } }];
}

interface Revived extends Omit<Revival, 'outer'> {
  readonly value: Value | undefined;
  readonly depth: number;
  readonly hasSymbols: boolean;
}

const REVIVED = new WeakMap<Block, Revived>();

function reviveBlock(uri: Uri, block: Block, outer: ReadonlyMap<string, Anchored>): Revived {
  const known = REVIVED.get(block);
  if (known?.uri === uri && [...known.reads].every(([name, anchored]) => outer.get(name) === anchored)) return known;
  const revival: Revival = { uri, block, outer, own: new Map(), reads: new Map(), failures: [], copied: 0 };
  const value = block.root && revive(block.root, revival);
  const { outer: _outer, ...kept } = revival;
  const fits = value && revival.copied <= LARGEST_COPY;
  const revived = { ...kept, value, depth: fits ? depthOf(value) : 0, hasSymbols: fits ? hasSymbolKey(value) : false };
  REVIVED.set(block, revived);
  return revived;
}

/** The entries of all blocks in one mapping, or the root as it is where the piece is one block. */
function together(blocks: readonly Revived[]): Value | undefined {
  const values = blocks.flatMap(({ value }) => value ?? []);
  const [first] = values;
  if (!first || values.length === 1) return first;
  const members = new Map<string, Member>();
  const maps = values.filter(value => value.kind === 'map');
  for (const map of maps) addAll(members, map);
  const open = maps.some(map => map.open);
  return { kind: 'map', members, open, at: first.at, via: [] };
}

/** A merge key at the top adds to what stands above it, in the order of the text. */
function addAll(members: Map<string, Member>, map: MapValue): void {
  for (const [id, held] of map.members) {
    const before = members.get(id);
    const lost = before && !before.via ? [...before.replaced, before.key] : [];
    members.set(id, { ...held, replaced: [...lost, ...held.replaced] });
  }
}
