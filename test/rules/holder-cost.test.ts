/** Which entry holds a place is found without a look at the others, of which a file may have very many. */
import { expect, test } from 'vitest';
import { entryHolding } from '../../server/src/rules/engine/holder.ts';
import type { Place } from '../../server/src/text/span.ts';
import type { Block, Pair } from '../../server/src/yaml/tree.ts';
import { watchedBlock } from '../watched-block.ts';

const ENTRIES = 5000;
const URI = 'file:///project/.gitlab-ci.yml';
/** Keys with a question mark are not cut into blocks, so all entries are in one. */
const TEXT = Array.from({ length: ENTRIES }, (_, at) => `? k${at}\n: v${at}\n`).join('');

function holding(block: Block, at: string): Pair | undefined {
  const start = TEXT.indexOf(at);
  const place: Place = { uri: URI, block, span: { start, end: start + at.length } };
  return entryHolding(place);
}

test('among 5,000 entries of one block, a few are looked at', () => {
  const { block, looks } = watchedBlock(URI, TEXT);
  const key = holding(block, `v${ENTRIES - 2}`)?.key;
  expect(key?.kind === 'scalar' && key.text).toBe(`k${ENTRIES - 2}`);
  expect(looks()).toBeLessThan(50);
});

test('the first and the last entry are found, and what is in two entries is in none', () => {
  const { block } = watchedBlock(URI, TEXT);
  for (const at of [0, ENTRIES - 1]) {
    const key = holding(block, `k${at}\n`.trim())?.key;
    expect(key?.kind === 'scalar' && key.text).toBe(`k${at}`);
  }
  expect(holding(block, 'v7\n? k8')).toBeUndefined();
});
