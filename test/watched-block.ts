/** Counts looks at entries, for tests of what costs more than it should. */
import { parse } from '../server/src/yaml/document/document.ts';
import type { Block } from '../server/src/yaml/tree.ts';

/** The only block of a text, and how many times its entries were looked at so far. */
export function watchedBlock(uri: string, text: string): { readonly block: Block; readonly looks: () => number } {
  const block = parse(uri, text).pieces[0]?.groups[0]?.blocks[0];
  if (block?.root?.kind !== 'map') throw new Error('entries expected');
  let looks = 0;
  const pairs = new Proxy(block.root.pairs, {
    get(target, key, receiver): unknown {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
      return Reflect.get(target, key, receiver);
    },
  });
  return { block: { ...block, root: { ...block.root, pairs } }, looks: () => looks };
}
