/** The state of a loaded piece, and how an edit within a few entries updates it without reading the others. */
import type { Finding } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { DEEPEST } from '../value/limits.ts';
import { withPatches } from '../value/patched-map.ts';
import { LARGEST_COPY, type Anchored } from './revive.ts';
import { lastRevived, reviveBlock, type Revived } from './revive-block.ts';
import type { Block, Group } from '../tree.ts';
import type { MapValue, Member, Value } from '../value/value.ts';

export interface PieceState {
  readonly uri: Uri;
  readonly groups: readonly Group[];
  /** Anchors in the order of the text. */
  readonly definitions: readonly AnchorDefinition[];
  /** What is wrong with entries, by their index. */
  readonly flawed: ReadonlyMap<number, Flawed>;
  /** The entries as one mapping, before symbols become strings. */
  readonly value: Value | undefined;
  readonly copied: number;
  readonly depth: number;
  readonly hasSymbols: boolean;
}

export interface AnchorDefinition {
  /** Index of the entry. */
  readonly index: number;
  readonly name: string;
  readonly anchored: Anchored;
}

export interface Flawed {
  readonly syntax: readonly Finding[];
  readonly refused: readonly Finding[];
}

/** Syntax comes first, since GitLab parses before it makes values. */
export function failuresOf({ flawed }: PieceState): readonly Finding[] {
  if (flawed.size === 0) return [];
  const all = [...flawed].sort(([a], [b]) => a - b).map(([, flaws]) => flaws);
  return [...all.flatMap(({ syntax }) => syntax), ...all.flatMap(({ refused }) => refused)];
}

/** What is wrong with an entry, if anything. */
export function flawsOf({ uri, block, failures }: Revived, amongOthers: boolean): Flawed | undefined {
  const syntax = block.flaws.length > 0 || isNoEntry(block) ? syntaxFailures(uri, block, amongOthers) : [];
  return syntax.length > 0 || failures.length > 0 ? { syntax, refused: failures } : undefined;
}

/** Among others, an entry has to be a key with a value, even if it would be valid alone. */
function syntaxFailures(uri: Uri, block: Block, amongOthers: boolean): readonly Finding[] {
  if (block.flaws.length > 0)
    return block.flaws.map(({ code, message, span }) => ({ code, message, at: { uri, block, span } }));
  const { root } = block;
  if (!amongOthers || !root || !isNoEntry(block)) return [];
  const message = 'Expected a key and a colon here.';
  return [{ code: 'yaml-syntax', message, at: { uri, block, span: root.span } }];
}

function isNoEntry({ root, frame }: Block): boolean {
  if (root === undefined) return false;
  return root.kind !== 'map' || (root.flow && !frame) || root.tag !== undefined || root.anchor !== undefined;
}

/** As many entries as an edit with many cursors may be in; each is read with a copy of the anchors above it. */
const MOST_CHANGED = 1000;
const MOST_BELOW_ANCHORS = 8;

/** The state after an edit that keeps the keys of all entries and all anchors; `undefined` if the edit changes more. */
export function loadAgain(before: PieceState, groups: readonly Group[]): PieceState | undefined {
  const { value } = before;
  if (value?.kind !== 'map' || before.hasSymbols || before.copied > LARGEST_COPY) return undefined;
  const most = before.definitions.length === 0 ? MOST_CHANGED : MOST_BELOW_ANCHORS;
  const changed = changedBlocks(before.groups, groups, most);
  if (!changed || countOf(groups) < 2) return undefined;
  const patches = new Map<string, Member>();
  const flawed = new Map(before.flawed);
  let { copied, depth } = before;
  for (const { index, old, now } of changed) {
    const was = lastRevived(old);
    const is = reviveAt(before, now, index);
    if (!was || !replaces(was, is, value, patches)) return undefined;
    copied += is.copied - was.copied;
    depth = Math.max(depth, is.depth);
    const flaws = flawsOf(is, true);
    if (flaws) flawed.set(index, flaws);
    else flawed.delete(index);
  }
  if (copied > LARGEST_COPY || depth > DEEPEST) return undefined;
  const members = patches.size > 0 ? withPatches(value.members, patches) : value.members;
  return { ...before, groups, flawed, copied, depth, value: { ...value, members } };
}

interface ChangedBlock {
  readonly index: number;
  readonly old: Block;
  readonly now: Block;
}

/** The blocks that changed, if there are as many as before and they are few and close together. */
function changedBlocks(
  before: readonly Group[],
  after: readonly Group[],
  distance: number,
): readonly ChangedBlock[] | undefined {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first++;
  let same = 0;
  while (same < most - first && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const [old = [], now = []] = [before, after].map(groups =>
    groups.slice(first, groups.length - same).flatMap(({ blocks }) => blocks),
  );
  if (old.length !== now.length) return undefined;
  const begin = countOf(after.slice(0, first));
  const changed = now.flatMap((block, at): readonly ChangedBlock[] => {
    const was = old[at];
    return was && was !== block ? [{ index: begin + at, old: was, now: block }] : [];
  });
  const [top, bottom] = [changed[0], changed.at(-1)];
  return top && bottom && bottom.index - top.index >= distance ? undefined : changed;
}

/** How many blocks there are in groups. */
function countOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { blocks }) => sum + blocks.length, 0);
}

function reviveAt({ uri, definitions }: PieceState, block: Block, index: number): Revived {
  const above = definitions.filter(definition => definition.index < index);
  return reviveBlock(uri, block, new Map(above.map(({ name, anchored }) => [name, anchored])));
}

/**
 * Whether the entry still has the same keys and no other entry has them; if so, adds their new values to the patches.
 */
function replaces(was: Revived, is: Revived, all: MapValue, patches: Map<string, Member>): boolean {
  if (was.own.size > 0 || is.own.size > 0 || is.hasSymbols) return false;
  const [old, now] = [was.value, is.value];
  if (old?.kind !== 'map' || now?.kind !== 'map' || old.open !== now.open) return false;
  // the mapping of all entries is placed where its first one is
  if (old.at === all.at) return false;
  const ids = [...old.members.keys()];
  if (ids.length !== now.members.size) return false;
  return [...now.members].every(([id, member], index) => {
    if (ids[index] !== id || member.via || all.members.get(id) !== old.members.get(id)) return false;
    patches.set(id, member);
    return true;
  });
}
