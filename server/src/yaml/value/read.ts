/** Reads one node by itself as a typed value; what other text decides (aliases, references, inputs) stays unknown. */
import type { Place, Uri } from '../../text/span.ts';
import { addMember, noMembers, NONE_LOST } from './members.ts';
import { isMergeKey } from './merge-key.ts';
import { readScalar } from './scalar.ts';
import { isOrderedMap, isReference, refusedClass } from './tag.ts';
import type { Block, MapNode, Node, Pair, ScalarNode } from '../tree.ts';
import { identity, type Datum, type MapValue, type Step, type Value } from './value.ts';

/** A block by itself. */
export interface BlockReading {
  /** Usually a mapping with one key. */
  readonly value: Value;
  /**
   * Whether the block is the same in its file, whatever the rest of the file holds, and GitLab refuses nothing in it:
   * it has no anchors, aliases, tags, merge keys, inputs, keys of other kinds or keys that are written twice.
   */
  readonly isPlain: boolean;
  /** How deep its lists and mappings are nested. */
  readonly depth: number;
}

const READINGS = new WeakMap<Block, BlockReading>();

/** The value of a block by itself. */
export function readBlock(uri: Uri, block: Block): Value {
  return blockReading(uri, block).value;
}

/** Reads a block; cached, since nearly all blocks are plain, so that the rules and the pipeline share one value. */
export function blockReading(uri: Uri, block: Block): BlockReading {
  const before = READINGS.get(block);
  if (before?.value.at.uri === uri) return before;
  const reader: Reader = { uri, block, isPlain: block.root !== undefined, level: 0, depth: 0 };
  const value = block.root ? completed(read(block.root, reader), block) : nothing(uri, block);
  const reading = { value, isPlain: reader.isPlain, depth: reader.depth };
  READINGS.set(block, reading);
  return reading;
}

/** An entry that is not read may have keys that are not known. */
function completed(value: Value, { unread }: Block): Value {
  return unread?.mayHaveMoreKeys === true && value.kind === 'map' ? { ...value, open: true } : value;
}

/** What a node of the block resolves to. */
export function readNode(uri: Uri, block: Block, node: Node): Value {
  return read(node, { uri, block, isPlain: true, level: 0, depth: 0 });
}

function nothing(uri: Uri, block: Block): Value {
  return { kind: 'scalar', datum: { type: 'null' }, at: { uri, block, span: { start: 0, end: 0 } }, via: NOWHERE };
}

/** The block that is being read, and what was found out about it so far. */
interface Reader {
  readonly uri: Uri;
  readonly block: Block;
  isPlain: boolean;
  level: number;
  depth: number;
}

function read(node: Node, reader: Reader): Value {
  const { uri, block } = reader;
  const at: Place = { uri, block, span: node.span };
  if (node.kind === 'alias' || node.tag || node.anchor) reader.isPlain = false;
  if (node.kind === 'alias') return { kind: 'unknown', at, via: NOWHERE, node, why: 'alias' };
  if (isReference(node)) return { kind: 'unknown', at, via: NOWHERE, node, why: 'reference' };
  const className = refusedClass(node);
  if (className !== undefined)
    return { kind: 'scalar', at, via: NOWHERE, node, datum: { type: 'forbidden', className } };
  if (node.kind === 'scalar') return readText(node, at, reader);
  if (isOrderedMap(node)) return { kind: 'unknown', at, via: NOWHERE, node, why: 'tag' };
  reader.depth = Math.max(reader.depth, ++reader.level);
  const value: Value =
    node.kind === 'map'
      ? { kind: 'map', at, via: NOWHERE, node, ...readMembers(node, reader) }
      : { kind: 'list', at, via: NOWHERE, node, items: node.items.map(item => read(item, reader)) };
  reader.level--;
  return value;
}

const NOWHERE: readonly Step[] = [];

function readText(node: ScalarNode, at: Place, reader: Reader): Value {
  if (hasInput(node)) {
    reader.isPlain = false;
    return { kind: 'unknown', at, via: NOWHERE, node, why: 'input' };
  }
  const datum = readScalar(node);
  if (datum.type === 'forbidden') reader.isPlain = false;
  return { kind: 'scalar', at, via: NOWHERE, node, datum };
}

/** Whether interpolation may replace the text, so that even its type is not known. */
function hasInput(node: ScalarNode): boolean {
  return node.text.includes('$[[');
}

function readMembers(node: MapNode, reader: Reader): Pick<MapValue, 'members' | 'open'> {
  const { uri, block } = reader;
  const members = noMembers();
  let open = false;
  for (const pair of node.pairs) {
    const name = isMergeKey(pair) ? undefined : keyOf(pair.key);
    if (!isPlainKey(pair.key, name)) reader.isPlain = false;
    const key: Place = { uri, block, span: pair.key.span };
    if (!name) open = true;
    else addMember(members, identity(name), { key, name, value: valueOf(pair, reader), replaced: NONE_LOST });
  }
  // what was lost counts for nothing, not even for the depth
  if (members.lost) reader.isPlain = false;
  return { members: members.all, open };
}

/** Symbols become strings only once the whole file is read, and some keys are refused. */
function isPlainKey({ tag, anchor }: Node, name: Datum | undefined): boolean {
  return name !== undefined && name.type !== 'symbol' && name.type !== 'forbidden' && !tag && !anchor;
}

function valueOf(pair: Pair, reader: Reader): Value {
  if (pair.value) return read(pair.value, reader);
  const { uri, block } = reader;
  const end = pair.key.span.end;
  return { kind: 'unknown', why: 'syntax', at: { uri, block, span: { start: end, end } }, via: NOWHERE };
}

function keyOf(key: Node): Datum | undefined {
  if (key.kind !== 'scalar' || hasInput(key)) return undefined;
  return readScalar(key);
}
