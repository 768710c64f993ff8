/** Finds the mark of a patched block in its tree. */
import type { ListNode, MapNode, Node, NodePath, Pair, ScalarNode } from '../tree.ts';
import { columnIn, lineStart } from '../lines.ts';
import { readScalar } from '../value/scalar.ts';
import { MARK } from './patch.ts';

export interface Marked {
  readonly role: 'key' | 'value' | 'item';
  /** The path of the mapping of a key, of the key of a value, or of an item, from the root. */
  readonly path: NodePath;
  /** The mapping or list that the mark is directly in. */
  readonly parent?: MapNode | ListNode;
  /** The pair that has the mark as key or value. */
  readonly pair?: Pair;
  /** The columns of the surrounding block collections, outermost first, without that of `parent`. */
  readonly columns: readonly number[];
}

/** Finds the mark; `undefined` if it became part of a longer text. */
export function findMark(root: Node | undefined, text: string): Marked | undefined {
  return root && inNode(root, { text, path: [], columns: [] });
}

interface Way {
  readonly text: string;
  readonly path: NodePath;
  readonly columns: readonly number[];
}

function inNode(node: Node, way: Way): Marked | undefined {
  if (node.kind === 'map') return first(node.pairs, pair => inPair(node, pair, way));
  if (node.kind === 'list') return first(node.items, (item, index) => inItem(node, item, index, way));
  return undefined;
}

function inPair(parent: MapNode, pair: Pair, way: Way): Marked | undefined {
  if (isMark(pair.key)) return { role: 'key', path: way.path, parent, pair, columns: way.columns };
  const path = [...way.path, keyName(pair.key, way.text)];
  if (pair.value && isMark(pair.value)) return { role: 'value', path, parent, pair, columns: way.columns };
  return pair.value && inNode(pair.value, { ...way, path, columns: [...way.columns, ...columnsOf(parent, way.text)] });
}

function inItem(parent: ListNode, item: Node, index: number, way: Way): Marked | undefined {
  const path = [...way.path, index];
  if (isMark(item)) return { role: 'item', path, parent, columns: way.columns };
  return inNode(item, { ...way, path, columns: [...way.columns, ...columnsOf(parent, way.text)] });
}

function first<Of>(all: readonly Of[], look: (one: Of, index: number) => Marked | undefined): Marked | undefined {
  for (const [index, one] of all.entries()) {
    const found = look(one, index);
    if (found) return found;
  }
  return undefined;
}

function isMark(node: Node): boolean {
  if (node.kind === 'alias') return node.name === MARK;
  return node.kind === 'scalar' && node.text === MARK;
}

/** The name of a key in a path: `:default` is `default` to GitLab. */
export function keyName(key: Node, text: string): string {
  if (key.kind === 'scalar') return key.text.startsWith(':') ? withoutSymbol(key) : key.text;
  return key.kind === 'alias' ? `*${key.name}` : text.slice(key.span.start, key.span.end);
}

function withoutSymbol(key: ScalarNode): string {
  const datum = readScalar(key);
  return datum.type === 'symbol' ? datum.value : key.text;
}

/** The keys of a mapping without the mark. */
export function keyNames(node: Node | undefined, text: string): readonly string[] {
  if (node?.kind !== 'map') return [];
  return node.pairs.map(({ key }) => keyName(key, text)).filter(name => !name.includes(MARK));
}

/** The column of the keys or dashes of a block collection; none in brackets. */
export function columnsOf(node: MapNode | ListNode, text: string): readonly number[] {
  if (node.flow) return [];
  if (node.kind === 'list') return [columnIn(text, node.span.start)];
  return node.pairs.slice(0, 1).map(({ key }) => keyColumn(key, text));
}

/** The column of a key of a block mapping, which begins with the anchor, the tag or the question mark in front of it. */
export function keyColumn({ span: { start } }: Node, text: string): number {
  const before = text.slice(lineStart(text, start), start);
  return before.length - (/(?:(?:\?|[&!]\S*)[ \t]+)+$/.exec(before)?.[0].length ?? 0);
}
