/** The scalars of a block, each with what the table says about its place. */
import { cachedByName } from '../../text/cached.ts';
import { below, find, within, type FoundField } from '../../readings/find.ts';
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
export function scalarsOf({ root }: Block, piece: PieceKind): readonly PlacedScalar[] {
  if (piece === 'ignored' || root?.kind !== 'map') return [];
  const scalars: PlacedScalar[] = [];
  for (const { key, value } of root.pairs) {
    if (key.kind !== 'scalar') continue;
    const found = find([key.text], { piece, entryKeys: value ? keysOf(value) : [] });
    const way: Way = { path: [key.text], found, entryKeys: value ? keysOf(value) : [], scalars };
    scalars.push({ node: key, part: 'key', path: way.path, found, expansion: undefined });
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
}

function walk(node: Node, way: Way): void {
  const { path, found, entryKeys, scalars } = way;
  if (node.kind === 'scalar') {
    if (node.style === 'missing') return;
    const expansion = found && found.shape.kind !== 'anything' ? expansionOf(found) : freeExpansion(path[0]);
    scalars.push({ node, part: 'value', path, found, expansion });
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const inner = found && within(found, item.kind === 'list' ? 0 : undefined);
      walk(item, { ...way, path: [...path, index], found: inner });
    }
  } else if (node.kind === 'map') {
    for (const { key, value } of node.pairs) {
      if (key.kind !== 'scalar') continue;
      const inner = found && below(found, key.text, entryKeys);
      const next = { ...way, path: [...path, key.text], found: inner };
      scalars.push({ node: key, part: 'key', path: next.path, found: inner, expansion: undefined });
      if (value) walk(value, next);
    }
  }
}
