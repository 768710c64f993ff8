/** Turns nodes into values as Psych does, in the order of the text: anchors, aliases, merge keys, refused classes. */
import type { Finding } from '../../text/problem.ts';
import type { Place, Uri } from '../../text/span.ts';
import { addMember, noMembers, NONE_LOST, type Members } from '../value/members.ts';
import { addMerged, crashesMerge, isMergeKey, mergedMaps } from '../value/merge-key.ts';
import { keyOf } from './revive-key.ts';
import { readScalar } from '../value/scalar.ts';
import { sizeOf, withStep } from '../value/step.ts';
import { isOrderedMap, isReference, refusedClass } from '../value/tag.ts';
import type { AliasNode, Block, ListNode, MapNode, Node, Pair, ScalarNode } from '../tree.ts';
import type { MapValue, Step, Value } from '../value/value.ts';

/** What an anchor refers to. */
export interface Anchored {
  /** Missing while its own content is being read. */
  readonly value: Value | undefined;
  /** The members so far, if it is a mapping. */
  readonly soFar: Value | undefined;
}

/** The state in which a block of a document is read. */
export interface Revival {
  readonly uri: Uri;
  readonly block: Block;
  /** The anchors of the blocks before it. */
  readonly outer: ReadonlyMap<string, Anchored>;
  /** The anchors of this block. */
  readonly own: Map<string, Anchored>;
  /** The anchors of other blocks that were looked up, with the results. */
  readonly reads: Map<string, Anchored | undefined>;
  readonly failures: Finding[];
  /** How many values were copied by aliases and merge keys. */
  copied: number;
  /** How many may be copied; beyond that, GitLab refuses the file, so nothing more is copied. */
  readonly room: number;
}

/** Shared by all values that take effect where they are written. */
export const NOWHERE: readonly Step[] = [];

/**
 * GitLab refuses a file in which aliases and merge keys copy more: a value takes at least 40 bytes, and the limit is
 * two megabytes.
 */
export const LARGEST_COPY = 52_000;

/** The value of a node; mappings use Psych's identity of keys, see `symbols.ts`. */
export function revive(node: Node, revival: Revival): Value {
  if (node.kind === 'alias') return reviveAlias(node, revival);
  const className = refusedClass(node);
  if (className !== undefined) return refused(node, className, revival);
  if (isReference(node)) return remember(node, reviveReference(node, revival), revival);
  if (node.kind === 'scalar') return remember(node, reviveScalar(node, revival), revival);
  return node.kind === 'list' && !isOrderedMap(node) ? reviveList(node, revival) : reviveMap(node, revival);
}

/** The place of a node in the block that is being read. */
export function placeOf({ span }: Pick<Node, 'span'>, { uri, block }: Revival): Place {
  return { uri, block, span };
}

function remember(node: Node, value: Value, revival: Revival): Value {
  if (node.kind !== 'alias' && node.anchor) revival.own.set(node.anchor.name, { value, soFar: undefined });
  return value;
}

/**
 * An anchor can be used inside its own content, although its value is not complete; an inner anchor of the same name
 * replaces it.
 */
function rememberAround(
  { name }: NonNullable<ListNode['anchor']>,
  soFar: () => Value | undefined,
  read: () => Value,
  { own }: Revival,
): Value {
  const anchored: Anchored = {
    value: undefined,
    get soFar() {
      return soFar();
    },
  };
  own.set(name, anchored);
  const value = read();
  if (own.get(name) === anchored) own.set(name, { value, soFar: undefined });
  return value;
}

function reviveScalar(node: ScalarNode, revival: Revival): Value {
  const datum = readScalar(node);
  return datum.type === 'forbidden'
    ? refused(node, datum.className, revival)
    : { kind: 'scalar', at: placeOf(node, revival), via: NOWHERE, node, datum };
}

function refused(node: Node, className: string, revival: Revival): Value {
  const message =
    className === 'Float'
      ? 'GitLab cannot read this as a float and refuses the file. Quote the value, or remove the tag.'
      : `GitLab reads this as a Ruby ${className} and refuses the file: "Tried to load unspecified class: ${className}". Quote the value, or remove the tag.`;
  revival.failures.push({ code: 'refused-type', message, at: placeOf(node, revival) });
  return { kind: 'scalar', at: placeOf(node, revival), via: NOWHERE, node, datum: { type: 'forbidden', className } };
}

/** References are resolved after all files are merged; until then only the content of the tag is known. */
function reviveReference(node: Exclude<Node, AliasNode>, revival: Revival): Value {
  const { tag: _tag, anchor: _anchor, ...content } = node;
  const reference = revive(content, revival);
  return { kind: 'unknown', why: 'reference', at: placeOf(node, revival), via: NOWHERE, node, reference };
}

function reviveList(node: ListNode, revival: Revival): Value {
  const at = placeOf(node, revival);
  const read = (): Value => {
    const items = node.items.map(item => revive(item, revival));
    return { kind: 'list', at, via: NOWHERE, node, items };
  };
  return node.anchor ? rememberAround(node.anchor, () => undefined, read, revival) : read();
}

function reviveMap(node: MapNode | ListNode, revival: Revival): Value {
  const members = noMembers();
  const at = placeOf(node, revival);
  let open = false;
  const soFar = (): Value => ({ kind: 'map', at, via: NOWHERE, node, members: new Map(members.all), open });
  const read = (): Value => {
    for (const pair of pairsOf(node, revival)) open = addPair(members, pair, revival) || open;
    return { kind: 'map', at, via: NOWHERE, node, members: members.all, open };
  };
  return node.anchor ? rememberAround(node.anchor, soFar, read, revival) : read();
}

/** An ordered map is written as a list of mappings with one key each; anything else crashes GitLab. */
function pairsOf(node: MapNode | ListNode, revival: Revival): readonly Pair[] {
  if (node.kind === 'map') return node.pairs;
  return node.items.flatMap(item => {
    if (item.kind === 'map') return item.pairs.slice(0, 1);
    const message = 'GitLab fails on this item: an ordered map is a list of mappings with one key each.';
    revival.failures.push({ code: 'yaml-syntax', message, at: placeOf(item, revival) });
    return [];
  });
}

/** Adds a pair to a mapping; returns whether what it adds is unknown. */
function addPair(members: Members, pair: Pair, revival: Revival): boolean {
  const key = keyOf(pair.key, revival, revive);
  const at = placeOf(pair.key, revival);
  if (pair.value && isMergeKey(pair)) return addMergeKey(members, { ...pair, value: pair.value }, revival);
  const value = pair.value ? revive(pair.value, revival) : halfTyped(at);
  addMember(members, key.id, { ...key.member, key: at, value, replaced: NONE_LOST });
  return false;
}

function halfTyped({ span, ...at }: Place): Value {
  return { kind: 'unknown', why: 'syntax', at: { ...at, span: { start: span.end, end: span.end } }, via: [] };
}

function addMergeKey(members: Members, { key, value: node }: Required<Pair>, revival: Revival): boolean {
  const at = placeOf(key, revival);
  if (crashesMerge(node)) {
    const message = 'GitLab fails on a merge key with !reference. Use extends, or one reference per key.';
    revival.failures.push({ code: 'yaml-syntax', message, at: placeOf(node, revival) });
    return true;
  }
  const value = mergeValue(node, revival);
  const maps = mapsAt(node, value, revival);
  if (maps && !hasRoom(maps, revival)) return true;
  if (maps) for (const map of maps) addMerged(members, map, at);
  else if (value.kind !== 'unknown' || value.why === 'reference')
    addMember(members, '<<', { key: at, name: { type: 'string', value: '<<' }, value, replaced: NONE_LOST });
  return maps?.some(map => map.open) ?? value.kind === 'unknown';
}

/** The value of a merge key, where an alias may refer to a mapping that is still being read. */
function mergeValue(node: Node, revival: Revival): Value {
  const value = target(node, revival)?.soFar;
  if (value) return value;
  if (node.kind !== 'list' || node.tag || node.anchor) return revive(node, revival);
  const items = node.items.map(item => target(item, revival)?.soFar ?? revive(item, revival));
  return { kind: 'list', at: placeOf(node, revival), via: NOWHERE, node, items };
}

/** The mappings that a merge key adds, without the step of their aliases: the merge key itself is the step. */
function mapsAt(node: Node, value: Value, revival: Revival): readonly MapValue[] | undefined {
  const nodes = node.kind === 'list' ? node.items.toReversed() : [node];
  return mergedMaps(node, value)?.map((map, index) => {
    const aliased = target(nodes[index], revival)?.value;
    return aliased?.kind === 'map' ? aliased : map;
  });
}

function target(node: Node | undefined, revival: Revival): Anchored | undefined {
  return node?.kind === 'alias' ? lookUp(node.name, revival) : undefined;
}

function lookUp(name: string, { own, outer, reads }: Revival): Anchored | undefined {
  const cached = own.get(name);
  if (cached) return cached;
  reads.set(name, outer.get(name));
  return outer.get(name);
}

function reviveAlias(node: AliasNode, revival: Revival): Value {
  const at = placeOf(node, revival);
  const anchored = lookUp(node.name, revival);
  const value = anchored?.value;
  if (!value) {
    const message = anchored
      ? `The alias *${node.name} is inside the value that it refers to. GitLab refuses such an endless file as too big.`
      : `Unknown anchor ${node.name}: GitLab refuses the file. An anchor must be above its alias, in the same file.`;
    revival.failures.push({ code: anchored ? 'too-big' : 'unknown-anchor', message, at });
    return { at, via: [], node, kind: 'unknown', why: 'alias' };
  }
  const step = { rule: 'anchor', at } as const;
  return hasRoom([value], revival) ? withStep(value, step) : { at, via: [], node, kind: 'unknown', why: 'alias' };
}

/** Counts what is about to be copied; false if that is too much. */
function hasRoom(values: readonly Value[], revival: Revival): boolean {
  for (const value of values) revival.copied += sizeOf(value);
  return revival.copied <= revival.room;
}
