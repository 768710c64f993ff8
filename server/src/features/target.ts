/** What is at an offset: a key or scalar, and the path to it. */
import { shift, touches, type Span } from '../text/span.ts';
import { entryAt } from '../yaml/document/document.ts';
import type { Block, MapNode, Node, NodePath, Pair, PieceKind, ScalarNode, SourceDocument } from '../yaml/tree.ts';

export interface Target {
  readonly part: 'key' | 'value';
  readonly piece: PieceKind;
  readonly block: Block;
  readonly node: ScalarNode;
  /** Keys and indices from the root, including the key itself. */
  readonly path: NodePath;
  /** The keys of the root entry at the start of the path. */
  readonly entryKeys: readonly string[];
  /** The mapping that contains the key, or the key of the value. */
  readonly parent: MapNode | undefined;
  /** In the document. */
  readonly span: Span;
}

/** The key or scalar that the offset touches; nothing in between, and nothing in keys that are not scalars. */
export function targetAt(document: SourceDocument, offset: number): Target | undefined {
  const found = entryAt(document, offset);
  if (!found) return undefined;
  const { piece, entry } = found;
  const { root } = entry.block;
  const local = root && inNode(root, offset - entry.start, [], undefined);
  if (!local || root.kind !== 'map') return undefined;
  const first = root.pairs.find(({ key }) => textOf(key) === local.path[0]);
  const entryKeys = first?.value ? keysOf(first.value) : [];
  return { ...local, piece: piece.kind, block: entry.block, entryKeys, span: shift(entry.start, local.node.span) };
}

type Local = Pick<Target, 'part' | 'node' | 'path' | 'parent'>;

function inNode(node: Node, offset: number, path: Target['path'], parent: MapNode | undefined): Local | undefined {
  if (!touches(node.span, offset)) return undefined;
  if (node.kind === 'scalar') return node.style === 'missing' ? undefined : { part: 'value', node, path, parent };
  if (node.kind === 'map') return first(node.pairs, pair => inPair(node, pair, offset, path));
  if (node.kind === 'list') return first(node.items, (item, index) => inNode(item, offset, [...path, index], parent));
  return undefined;
}

function inPair(parent: MapNode, { key, value }: Pair, offset: number, path: Target['path']): Local | undefined {
  const name = textOf(key);
  if (name === undefined || key.kind !== 'scalar') return undefined;
  const inner = [...path, name];
  if (touches(key.span, offset)) return { part: 'key', node: key, path: inner, parent };
  return value && inNode(value, offset, inner, parent);
}

function first<Of>(all: readonly Of[], look: (one: Of, index: number) => Local | undefined): Local | undefined {
  for (const [index, one] of all.entries()) {
    const found = look(one, index);
    if (found) return found;
  }
  return undefined;
}

function textOf(key: Node): string | undefined {
  return key.kind === 'scalar' ? key.text : undefined;
}

/** The scalar keys of a mapping, as written. */
export function keysOf(node: Node): readonly string[] {
  return node.kind === 'map' ? node.pairs.flatMap(({ key }) => textOf(key) ?? []) : [];
}
