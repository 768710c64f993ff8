/**
 * Our reader makes the same trees as libyaml and refuses the same texts: 3,000 blocks recorded by
 * scripts/record-trees.mjs.
 */
import { expect, test } from 'vitest';
import { RECORDED } from './recorded.ts';
import { outcomeOf } from './tree-picture.ts';

/** Blocks that are read differently on purpose. */
const DIFFERENCES: Readonly<Record<string, (text: string, ours: string, libyaml: string | null) => boolean>> = {
  'a document without content has no root here, so that nothing stands where nothing is written': (_, ours, libyaml) =>
    ours === '' && libyaml === 'P""',
  'a mark at the start hides all entries but the first from GitLab: loading says so, and the editor reads all of them':
    (text, ours, libyaml) => text.startsWith('\ufeff') && libyaml !== null && ours.startsWith(libyaml.slice(0, -1)),
  'GitLab refuses what is nested too deep, though libyaml does not': (_, ours) => ours === 'refused: nesting',
};

test('libyaml and our reader make the same trees and refuse the same texts', () => {
  const differing = RECORDED.filter(([text, tree]) => !isSame(outcomeOf(text), tree));
  const kinds = Object.values(DIFFERENCES);
  const wrong = differing.filter(([text, tree]) => !kinds.some(is => is(text, outcomeOf(text), tree)));
  expect(wrong.map(([text, tree]) => ({ text, ours: outcomeOf(text), libyaml: tree }))).toEqual([]);
  for (const [kind, is] of Object.entries(DIFFERENCES))
    expect(differing.filter(([text, tree]) => is(text, outcomeOf(text), tree)).length, kind).toBeGreaterThan(0);
});

test('there is enough to compare', () => {
  const refused = RECORDED.filter(([, tree]) => tree === null).length;
  expect(RECORDED.length).toBe(3000);
  expect(Math.min(refused, RECORDED.length - refused)).toBeGreaterThan(500);
  const trees = RECORDED.map(([, tree]) => tree ?? '').join('\n');
  for (const sign of ['-[', '-{', '[P', '{P', '*', '&', '<!', 'P"', 'S"', 'D"', 'L"', 'F"'])
    expect(trees).toContain(sign);
});

function isSame(ours: string, libyaml: string | null): boolean {
  return libyaml === null ? ours.startsWith('refused: ') : ours === libyaml;
}
