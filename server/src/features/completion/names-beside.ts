/** Finds the names that a list already contains. */
import type { Cursor } from '../../yaml/cursor/cursor.ts';
import { entryAt } from '../../yaml/document/document.ts';
import type { Node, NodePath, SourceDocument } from '../../yaml/tree.ts';

/** The other items of the same list; one behind the cursor may have the index that a new item would get. */
export function namesBeside(document: SourceDocument, { word }: Cursor, path: NodePath): ReadonlySet<string> {
  const last = path.findLastIndex(part => typeof part === 'number');
  const entry = last < 0 ? undefined : entryAt(document, word.start)?.entry;
  const list = entry?.block.root && nodeAt(entry.block.root, path.slice(0, last));
  if (!entry || list?.kind !== 'list') return new Set();
  const isBehind = (item: Node): boolean => entry.start + item.span.start > word.end;
  return new Set(list.items.filter((item, index) => index !== path[last] || isBehind(item)).flatMap(namesOf));
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
