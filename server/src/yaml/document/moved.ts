/** Nodes as they are where their text is part of another one. */
import { shift } from '../../text/span.ts';
import type { Node, Pair } from '../tree.ts';

/** The same pair elsewhere in a text. */
export function movedPair({ key, value, span: at }: Pair, by: number): Pair {
  const moved = { key: movedNode(key, by), span: shift(by, at) };
  return value ? { key: moved.key, value: movedNode(value, by), span: moved.span } : moved;
}

export function movedNode(node: Node, by: number): Node {
  const moved = movedContent(node, by);
  if (!node.tag && !node.anchor) return moved;
  const { tag, anchor } = node;
  return {
    ...(tag && { tag: { name: tag.name, span: shift(by, tag.span) } }),
    ...(anchor && { anchor: { name: anchor.name, span: shift(by, anchor.span) } }),
    ...moved,
  };
}

function movedContent(node: Node, by: number): Node {
  const at = shift(by, node.span);
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', style: node.style, text: node.text, span: at };
    case 'list':
      return { kind: 'list', flow: node.flow, items: node.items.map(item => movedNode(item, by)), span: at };
    case 'map':
      return { kind: 'map', flow: node.flow, pairs: node.pairs.map(pair => movedPair(pair, by)), span: at };
    case 'alias':
      return { kind: 'alias', name: node.name, span: at };
  }
}
