/** Finds the names that a list already contains. */
import type { Cursor } from '../../yaml/cursor/cursor.ts';
import { entryAt } from '../../yaml/document/document.ts';
import type { Node, NodePath, SourceDocument } from '../../yaml/tree.ts';

/** The other items of the same list. */
export function namesBeside(document: SourceDocument, { word }: Cursor, path: NodePath): ReadonlySet<string> {
  const last = path.findLastIndex(part => typeof part === 'number');
  const root = last < 0 ? undefined : entryAt(document, word.start)?.entry.block.root;
  const list = root && nodeAt(root, path.slice(0, last));
  if (list?.kind !== 'list') return new Set();
  return new Set(list.items.filter((_, index) => index !== path[last]).flatMap(namesOf));
}

/** The node at a path below another one. */
export function nodeAt(node: Node, path: NodePath): Node | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return node;
  const inner =
    typeof part === 'number'
      ? node.kind === 'list' && node.items[part]
      : node.kind === 'map' && node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === part)?.value;
  return inner ? nodeAt(inner, rest) : undefined;
}

function namesOf(item: Node): readonly string[] {
  if (item.kind === 'scalar') return item.style === 'missing' ? [] : [item.text];
  if (item.kind === 'list') return item.items.flatMap(namesOf);
  return item.kind === 'map' ? item.pairs.flatMap(({ value }) => (value?.kind === 'scalar' ? [value.text] : [])) : [];
}
