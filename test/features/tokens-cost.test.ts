/** The kind of each entry is found without a look at all others, of which one block may have very many. */
import { expect, test } from 'vitest';
import { entryType } from '../../server/src/features/tokens/entry-type.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const ENTRIES = 2000;

test('2,000 entries of one block are looked at once each, not once for each of them', () => {
  const text = Array.from({ length: ENTRIES }, (_, at) => `? k${at}\n: v${at}\n`).join('');
  const block = parse('file:///project/.gitlab-ci.yml', text).pieces[0]?.groups[0]?.blocks[0];
  if (block?.root?.kind !== 'map') throw new Error('entries expected');
  let looks = 0;
  const pairs = new Proxy(block.root.pairs, {
    get(target, key, receiver): unknown {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
      return Reflect.get(target, key, receiver);
    },
  });
  const watched = { ...block, root: { ...block.root, pairs } };
  for (let at = 0; at < ENTRIES; at++) expect(entryType(`k${at}`, 'definition', watched)).toBe('job');
  expect(looks).toBeLessThan(5 * ENTRIES);
});
