/** Reads one node by itself as a typed value; what other text decides (aliases, references, inputs) stays unknown. */
import type { Place, Uri } from '../../text/span.ts';
import { addMember, noMembers, NONE_LOST } from './members.ts';
import { isMergeKey } from './merge-key.ts';
import { readScalar } from './scalar.ts';
import { isOrderedMap, isReference, refusedClass } from './tag.ts';
import type { Block, MapNode, Node, Pair, ScalarNode } from '../tree.ts';
import { identity, type Datum, type MapValue, type Step, type UnknownValue, type Value } from './value.ts';

/** The value of the block: usually a mapping with one key. */
export function readBlock(uri: Uri, block: Block): Value {
  if (block.root) return readNode(uri, block, block.root);
  return { kind: 'scalar', datum: { type: 'null' }, at: { uri, block, span: { start: 0, end: 0 } }, via: [] };
}

/** What a node of the block resolves to. */
export function readNode(uri: Uri, block: Block, node: Node): Value {
  const at: Place = { uri, block, span: node.span };
  const unknown = (why: UnknownValue['why']): UnknownValue => ({ kind: 'unknown', at, via: NOWHERE, node, why });
  const scalar = (datum: Datum): Value => ({ kind: 'scalar', at, via: NOWHERE, node, datum });
  if (node.kind === 'alias') return unknown('alias');
  if (isReference(node)) return unknown('reference');
  const className = refusedClass(node);
  if (className !== undefined) return scalar({ type: 'forbidden', className });
  if (node.kind === 'scalar') return hasInput(node) ? unknown('input') : scalar(readScalar(node));
  if (isOrderedMap(node)) return unknown('tag');
  if (node.kind === 'map') return { kind: 'map', at, via: NOWHERE, node, ...readMembers(uri, block, node) };
  return { kind: 'list', at, via: NOWHERE, node, items: node.items.map(item => readNode(uri, block, item)) };
}

const NOWHERE: readonly Step[] = [];

/** Whether interpolation may replace the text, so that even its type is not known. */
function hasInput(node: ScalarNode): boolean {
  return node.text.includes('$[[');
}

function readMembers(uri: Uri, block: Block, node: MapNode): Pick<MapValue, 'members' | 'open'> {
  const members = noMembers();
  let open = false;
  for (const pair of node.pairs) {
    const name = isMergeKey(pair) ? undefined : keyOf(pair.key);
    const key: Place = { uri, block, span: pair.key.span };
    if (!name) open = true;
    else addMember(members, identity(name), { key, name, value: valueOf(uri, block, pair), replaced: NONE_LOST });
  }
  return { members: members.all, open };
}

function valueOf(uri: Uri, block: Block, pair: Pair): Value {
  if (pair.value) return readNode(uri, block, pair.value);
  const end = pair.key.span.end;
  return { kind: 'unknown', why: 'syntax', at: { uri, block, span: { start: end, end } }, via: [] };
}

function keyOf(key: Node): Datum | undefined {
  if (key.kind !== 'scalar' || hasInput(key)) return undefined;
  return readScalar(key);
}
