/** The state of a loaded piece, and how an edit within a few entries updates it without reading the others. */
import type { Finding } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { DEEPEST } from '../value/limits.ts';
import { withPatches } from '../value/patched-map.ts';
import { LARGEST_COPY, type Anchored } from './revive.ts';
import { lastRevived, reviveBlock, type Revived } from './revive-block.ts';
import type { Block, Entry } from '../tree.ts';
import type { MapValue, Member, Value } from '../value/value.ts';

export interface PieceState {
  readonly uri: Uri;
  readonly entries: readonly Entry[];
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

function isNoEntry({ root }: Block): boolean {
  if (root === undefined) return false;
  return root.kind !== 'map' || root.flow || root.tag !== undefined || root.anchor !== undefined;
}

/** No edit by hand changes more entries. */
const MOST_CHANGED = 8;

/** The state after an edit that keeps the keys of all entries and all anchors; `undefined` if the edit changes more. */
export function loadAgain(before: PieceState, entries: readonly Entry[]): PieceState | undefined {
  const { value } = before;
  if (entries.length !== before.entries.length || entries.length < 2 || value?.kind !== 'map') return undefined;
  if (before.hasSymbols || before.copied > LARGEST_COPY) return undefined;
  const changed = changedEntries(before.entries, entries);
  if (!changed) return undefined;
  const patches = new Map<string, Member>();
  const flawed = new Map(before.flawed);
  let { copied, depth } = before;
  for (const index of changed) {
    const was = revivedAt(before.entries, index);
    const is = reviveAt(before, entries, index);
    if (!was || !is || !replaces(was, is, value, patches)) return undefined;
    copied += is.copied - was.copied;
    depth = Math.max(depth, is.depth);
    const flaws = flawsOf(is, true);
    if (flaws) flawed.set(index, flaws);
    else flawed.delete(index);
  }
  if (copied > LARGEST_COPY || depth > DEEPEST) return undefined;
  const members = patches.size > 0 ? withPatches(value.members, patches) : value.members;
  return { ...before, entries, flawed, copied, depth, value: { ...value, members } };
}

/** The indices of the blocks that changed, if they are few and close together. */
function changedEntries(before: readonly Entry[], after: readonly Entry[]): readonly number[] | undefined {
  let first = 0;
  while (first < after.length && before[first]?.block === after[first]?.block) first++;
  let last = after.length - 1;
  while (last > first && before[last]?.block === after[last]?.block) last--;
  if (last - first >= MOST_CHANGED) return undefined;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(
    index => index < after.length,
  );
}

function revivedAt(entries: readonly Entry[], index: number): Revived | undefined {
  const block = entries[index]?.block;
  return block && lastRevived(block);
}

function reviveAt({ uri, definitions }: PieceState, entries: readonly Entry[], index: number): Revived | undefined {
  const block = entries[index]?.block;
  const above = definitions.filter(definition => definition.index < index);
  return block && reviveBlock(uri, block, new Map(above.map(({ name, anchored }) => [name, anchored])));
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
