/** Finds the node or pair at a place, so that an edit needs nothing but the place. */
import { cachedBy } from '../../text/cached.ts';
import { countBegun, type Place, type Span } from '../../text/span.ts';
import type { Block, MapNode, Node, Pair } from '../tree.ts';

/** A pair in its mapping, and the pair whose value that mapping is, if any. */
export interface PairLocation {
  readonly map: MapNode;
  readonly pair: Pair;
  readonly index: number;
  readonly owner: Pair | undefined;
}

/** The pair whose key is at the place. */
export function pairLocation(key: Place): PairLocation | undefined {
  const root = treeOf(key);
  return root && (findSeat(root, undefined, key.span, around) ?? findSeat(root, undefined, key.span, all));
}

/** The node at the place; of several with the same span, the outermost. */
export function nodeAt(place: Place): Node | undefined {
  const root = treeOf(place);
  return root && (findNode(root, place.span, around) ?? findNode(root, place.span, all));
}

/** Whether the node contains an anchor, which something else may refer to. */
export function hasAnchor(node: Node | undefined): boolean {
  if (!node || node.kind === 'alias') return false;
  if (node.anchor) return true;
  if (node.kind === 'list') return node.items.some(hasAnchor);
  return node.kind === 'map' && node.pairs.some(({ key, value }) => hasAnchor(key) || hasAnchor(value));
}

/** Where a node begins, including its tag and anchor. */
export function startOf(node: Node): number {
  if (node.kind === 'alias') return node.span.start;
  return Math.min(node.span.start, node.tag?.span.start ?? Infinity, node.anchor?.span.start ?? Infinity);
}

/** The tree of the block that the place is in. */
export function treeOf({ block }: Place): Node | undefined {
  return 'root' in block ? (block as Block).root : undefined;
}

/** The parts of a node in which a place may be. */
type Candidates = <Part extends { readonly span: Span }>(parts: readonly Part[], at: Span) => readonly Part[];

/** All of them: what holds what is not certain in a text that could not be read. */
const all: Candidates = parts => parts;

/** The one that holds it, found without a look at the others, of which there may be many. */
const around: Candidates = (parts, at) => {
  const part = parts[countBegun(parts, at.start) - 1];
  return part && holds(part.span, at) ? [part] : [];
};

function findSeat(node: Node, owner: Pair | undefined, at: Span, among: Candidates): PairLocation | undefined {
  if (node.kind === 'list') return firstOf(among(node.items, at), item => findSeat(item, undefined, at, among));
  if (node.kind !== 'map') return undefined;
  const index = keysOf(node).get(extent(at));
  const pair = index === undefined ? undefined : node.pairs[index];
  if (index !== undefined && pair) return { map: node, pair, index, owner };
  return firstOf(among(node.pairs, at), inner => {
    if (!holds(inner.span, at)) return undefined;
    return findSeat(inner.key, undefined, at, among) ?? (inner.value && findSeat(inner.value, inner, at, among));
  });
}

/** The index of each key in a mapping, by its span; cached, since many keys of one mapping may be asked about. */
const keysOf = cachedBy(({ pairs }: MapNode): ReadonlyMap<string, number> => {
  const keys = new Map<string, number>();
  for (const [index, { key }] of pairs.entries()) if (!keys.has(extent(key.span))) keys.set(extent(key.span), index);
  return keys;
});

function extent({ start, end }: Span): string {
  return `${start} ${end}`;
}

function findNode(node: Node, at: Span, among: Candidates): Node | undefined {
  if (same(node.span, at)) return node;
  if (node.kind === 'list') return firstOf(among(node.items, at), item => findNode(item, at, among));
  if (node.kind !== 'map') return undefined;
  return firstOf(
    among(node.pairs, at),
    ({ key, value }) => findNode(key, at, among) ?? (value && findNode(value, at, among)),
  );
}

function firstOf<From, To>(items: readonly From[], find: (item: From) => To | undefined): To | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
