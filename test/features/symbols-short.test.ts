/** The symbols of a long outline are those of a short one without the keys of jobs, although those are never made. */
import { expect, test } from 'vitest';
import { symbolsOf } from '../../server/src/features/symbols/block.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { conformanceCases } from '../yaml/random.ts';

test('an entry in short is the whole entry without keys', () => {
  let compared = 0;
  for (const { yaml } of conformanceCases('config'))
    for (const { kind, entries } of parse('file:///.gitlab-ci.yml', yaml).pieces)
      for (const { block } of entries)
        for (const { short, whole } of symbolsOf(block, kind)) {
          const all = whole();
          const children = all.children.filter(({ role }) => role !== 'key');
          if (children.length < all.children.length) compared++;
          expect(short).toEqual({ ...all, children });
        }
  expect(compared).toBeGreaterThan(1000);
});
