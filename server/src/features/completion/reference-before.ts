/** Finds the keys of a `!reference` in front of the one being typed. */
import { parse } from '../../yaml/document/document.ts';

/** No written path is longer. */
const FAR = 1000;

/** The keys before an offset where a key begins; `undefined` if no `!reference` is open there. */
export function referenceBefore(text: string, offset: number): readonly string[] | undefined {
  const written = /!reference[ \t]*\[([^[\]]*)$/.exec(text.slice(Math.max(0, offset - FAR), offset))?.[1];
  if (written === undefined) return undefined;
  const root = parse('', `k: [${written}k]`).pieces[0]?.entries[0]?.block.root;
  const list = root?.kind === 'map' ? root.pairs[0]?.value : undefined;
  if (list?.kind !== 'list') return [];
  return list.items.slice(0, -1).flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
}
