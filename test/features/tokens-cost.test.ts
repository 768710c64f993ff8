/** The kind of each entry is found without a look at all others, of which one block may have very many. */
import { expect, test } from 'vitest';
import { entryType } from '../../server/src/features/tokens/entry-type.ts';
import { watchedBlock } from '../watched-block.ts';

const ENTRIES = 2000;

test('2,000 entries of one block are looked at once each, not once for each of them', () => {
  const text = Array.from({ length: ENTRIES }, (_, at) => `? k${at}\n: v${at}\n`).join('');
  const { block, looks } = watchedBlock('file:///project/.gitlab-ci.yml', text);
  for (let at = 0; at < ENTRIES; at++) expect(entryType(`k${at}`, 'definition', block)).toBe('job');
  expect(looks()).toBeLessThan(5 * ENTRIES);
});
