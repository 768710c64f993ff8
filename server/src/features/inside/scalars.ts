/** The scalars of a block, each with what the table says about its place. */
import { cachedByName } from '../../text/cached.ts';
import { below, find, within, type FoundField } from '../../readings/find.ts';
import { touches, type Span } from '../../text/span.ts';
import type { Block, Node, NodePath, PieceKind, ScalarNode } from '../../yaml/tree.ts';
import { keysOf } from '../target.ts';
import { expansionOf, freeExpansion, type Expansion } from './expansion.ts';

export interface PlacedScalar {
  readonly node: ScalarNode;
  readonly part: 'key' | 'value';
  /** Keys and indices from the root, including the key itself. */
  readonly path: NodePath;
  readonly found: FoundField | undefined;
  readonly expansion: Expansion | undefined;
}

/** All of them, in the order of the text. */
export function scalarsOf(block: Block, piece: PieceKind): readonly PlacedScalar[] {
  return scalarsWhere(block, piece, () => true);
}

/** Those that an offset of the block touches; nothing else is looked at more closely. */
export function scalarsTouching(block: Block, piece: PieceKind, offset: number): readonly PlacedScalar[] {
  return scalarsWhere(block, piece, ({ span }) => touches(span, offset));
}

function scalarsWhere({ root }: Block, piece: PieceKind, isWanted: Way['isWanted']): readonly PlacedScalar[] {
  if (piece === 'ignored' || root?.kind !== 'map') return [];
  const scalars: PlacedScalar[] = [];
  for (const pair of root.pairs) {
    const { key, value } = pair;
    if (key.kind !== 'scalar' || !isWanted(pair)) continue;
    const found = find([key.text], { piece, entryKeys: value ? keysOf(value) : [] });
    const way: Way = { path: [key.text], found, entryKeys: value ? keysOf(value) : [], scalars, isWanted };
    if (isWanted(key)) scalars.push({ node: key, part: 'key', path: way.path, found, expansion: undefined });
    if (value) walk(value, way);
  }
  return scalars;
}

/** The scalar that begins at an offset of the block. */
export function scalarAt(block: Block, piece: PieceKind, start: number): PlacedScalar | undefined {
  return byStart(block, piece).get(start);
}

/** Cached, since whoever asks about one name of a block usually asks about all of them. */
const byStart = cachedByName((block: Block, piece: PieceKind): ReadonlyMap<number, PlacedScalar> => {
  // of two scalars that begin at the same place, the first counts, so it is inserted last
  const scalars = scalarsOf(block, piece).toReversed();
  return new Map(scalars.map(scalar => [scalar.node.span.start, scalar]));
});

interface Way {
  readonly path: NodePath;
  readonly found: FoundField | undefined;
  readonly entryKeys: readonly string[];
  readonly scalars: PlacedScalar[];
  /** Whether a part of the text is looked at. */
  readonly isWanted: (part: { readonly span: Span }) => boolean;
}

function walk(node: Node, way: Way): void {
  const { path, found, entryKeys, scalars, isWanted } = way;
  if (!isWanted(node)) return;
  if (node.kind === 'scalar') {
    if (node.style === 'missing') return;
    const expansion = found && found.shape.kind !== 'anything' ? expansionOf(found) : freeExpansion(path[0]);
    scalars.push({ node, part: 'value', path, found, expansion });
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      if (!isWanted(item)) continue;
      const inner = found && within(found, item.kind === 'list' ? 0 : undefined);
      walk(item, { ...way, path: [...path, index], found: inner });
    }
  } else if (node.kind === 'map') {
    for (const pair of node.pairs) {
      const { key, value } = pair;
      if (key.kind !== 'scalar' || !isWanted(pair)) continue;
      const inner = found && below(found, key.text, entryKeys);
      const next = { ...way, path: [...path, key.text], found: inner };
      if (isWanted(key)) scalars.push({ node: key, part: 'key', path: next.path, found: inner, expansion: undefined });
      if (value) walk(value, next);
    }
  }
}
