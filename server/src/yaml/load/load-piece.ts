/** Loads one piece of a file from its blocks, in the order of the text. */
import type { Finding } from '../../text/problem.ts';
import type { Place, Uri } from '../../text/span.ts';
import { failuresOf, flawsOf, loadAgain, type AnchorDefinition, type Flawed, type PieceState } from './load-again.ts';
import { addMember, noMembers } from '../value/members.ts';
import { LARGEST_COPY, type Anchored } from './revive.ts';
import { reviveBlock, type Revived } from './revive-block.ts';
import { symbolized } from './symbols.ts';
import { parseStrict } from '../libyaml/strict.ts';
import type { Block, Entry, Group, Piece } from '../tree.ts';
import type { Value } from '../value/value.ts';

export interface LoadedPiece {
  /** Missing if the piece is empty. */
  readonly value: Value | undefined;
  readonly failures: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly start: Place;
  /** How deep lists and mappings are nested. */
  readonly depth: number;
}

/** Loads a piece; blocks are read again only if they, or anchors they refer to, changed. */
export function loadPiece(uri: Uri, piece: Piece): LoadedPiece {
  const first = piece.groups[0]?.blocks[0];
  const { groups, ignored } = readGroups(piece);
  const before = first && !ignored ? LAST.get(first) : undefined;
  const again = before?.uri === uri ? loadAgain(before, groups) : undefined;
  const state = again ?? loadAnew(uri, groups);
  if (first) LAST.set(first, state);
  const result = { ...resultOf(state, placeAt(uri, first)), notes: ignored ? notesOf(uri, ignored) : [] };
  return first?.text.startsWith('\ufeff') ? withMark(result, piece.entries) : result;
}

/**
 * A byte order mark moves the first line by a column, which matters to Psych: only the whole text shows whether it is
 * valid.
 */
function withMark(result: LoadedPiece, entries: readonly Entry[]): LoadedPiece {
  const text = entries.map(({ block }) => block.text).join('');
  const strict = parseStrict(` ${text.slice(1)}`);
  if ('composed' in strict) {
    const isMap = strict.composed.root?.kind === 'map';
    return isMap ? { ...result, failures: result.failures.filter(({ code }) => code !== 'yaml-syntax') } : result;
  }
  if (result.failures.length > 0) return result;
  const message = 'GitLab cannot read the file: a byte order mark shifts its first line. Save it without the mark.';
  return { ...result, failures: [{ code: 'yaml-syntax', message, at: result.start }] };
}

/** The latest state of a piece, by its first block. */
const LAST = new WeakMap<Block, PieceState>();

function resultOf(state: PieceState, start: Place): Omit<LoadedPiece, 'notes'> {
  const { value, copied, depth, hasSymbols } = state;
  const tooBig: readonly Finding[] = copied > LARGEST_COPY ? [{ code: 'too-big', message: TOO_BIG, at: start }] : [];
  return {
    value: value && hasSymbols ? symbolized(value) : value,
    failures: [...failuresOf(state), ...tooBig],
    start,
    depth,
  };
}

/** Reads all blocks in order. It runs over the whole file, so it allocates nothing for a block without content. */
function loadAnew(uri: Uri, groups: readonly Group[]): PieceState {
  const read = groups.flatMap(({ blocks }) => blocks);
  const definitions: AnchorDefinition[] = [];
  const flawed = new Map<number, Flawed>();
  const blocks: Revived[] = [];
  const anchors = new Map<string, Anchored>();
  let [copied, depth, hasSymbols] = [0, 0, false];
  for (const [index, block] of read.entries()) {
    const revived = reviveBlock(uri, block, anchors, LARGEST_COPY - copied);
    blocks.push(revived);
    for (const [name, anchored] of revived.own.size > 0 ? revived.own : []) {
      anchors.set(name, anchored);
      definitions.push({ index, name, anchored });
    }
    const flaws = flawsOf(revived, read.length > 1);
    if (flaws) flawed.set(index, flaws);
    copied += revived.copied;
    if (revived.depth > depth) depth = revived.depth;
    if (revived.hasSymbols) hasSymbols = true;
  }
  return { uri, groups, definitions, flawed, value: together(blocks), copied, depth, hasSymbols };
}

const TOO_BIG = 'Aliases expand to more than GitLab reads. It refuses the file: "The parsed YAML is too big".';

/** If the first entry ends YAML's document, GitLab ignores the next one and all others. */
function readGroups({ groups }: Piece): { readonly groups: readonly Group[]; readonly ignored?: Block } {
  const [first, second] = groups[0]?.blocks ?? [];
  if (!first || !endsDocument(first)) return { groups };
  const ignored = second ?? groups[1]?.blocks[0];
  return { groups: [{ blocks: [first], starts: [0], length: first.text.length }], ...(ignored && { ignored }) };
}

/**
 * An indented root ends at the first line in column 0, and so does one after a byte order mark; a quoted text or a
 * block scalar is a root of its own.
 */
function endsDocument({ root, text, frame }: Block): boolean {
  if (!root || frame) return false;
  if (root.kind === 'scalar') return root.style !== 'plain' && root.style !== 'missing';
  return /[ \ufeff]/.test(text[root.span.start - 1] ?? '');
}

function notesOf(uri: Uri, ignored: Block): readonly Finding[] {
  const message =
    'GitLab ignores the file from this line on, because the first key is indented or follows a byte order mark. Begin the file with the key.';
  return [{ code: 'ignored-document', message, at: placeAt(uri, ignored) }];
}

function placeAt(uri: Uri, block: Block | undefined): Place {
  const start = block?.root?.span.start ?? 0;
  return { uri, block: block ?? { text: '' }, span: { start, end: start } };
}

/** The entries of all blocks as one mapping, or the root as it is where the piece is one block. */
function together(blocks: readonly Revived[]): Value | undefined {
  const members = noMembers();
  let first: Value | undefined;
  let count = 0;
  let open = false;
  for (const { value } of blocks) {
    if (!value) continue;
    first ??= value;
    count++;
    if (value.kind !== 'map') continue;
    for (const [id, held] of value.members) addMember(members, id, held);
    if (value.open) open = true;
  }
  return first && count > 1 ? { kind: 'map', members: members.all, open, at: first.at, via: [] } : first;
}
