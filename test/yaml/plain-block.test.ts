/** A block that is the same by itself and in its file is read once: its value equals the one that is read as Psych does. */
import { expect, test } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { LARGEST_COPY } from '../../server/src/yaml/load/revive.ts';
import { reviveAnew, reviveBlock } from '../../server/src/yaml/load/revive-block.ts';
import { blockReading, readBlock } from '../../server/src/yaml/value/read.ts';
import type { Block } from '../../server/src/yaml/tree.ts';
import { conformanceCases } from './random.ts';

const URI = 'file:///.gitlab-ci.yml';

function blocksOf(text: string): readonly Block[] {
  return parse(URI, text).pieces.flatMap(({ entries }) => entries.map(({ block }) => block));
}

/** Texts that no block can be read from without its file, or that GitLab refuses. */
const NOT_PLAIN: readonly string[] = [
  'a: &x 1\n',
  'a: {b: &x [1]}\n',
  'a: *x\n',
  'a: [*x]\n',
  'a: !reference [b, c]\n',
  'a: !!str 1\n',
  'a: {!!str b: 1}\n',
  'a: {&x b: 1}\n',
  'a: {<<: {b: 1}}\n',
  'a: {<<: text}\n',
  'a: {:b: 1}\n',
  ':a: 1\n',
  'a: $[[ inputs.b ]]\n',
  'a: {$[[ inputs.b ]]: 1}\n',
  'a: {[b]: 1}\n',
  'a: {b: [[1]], b: 2}\n',
  'a: 2020-01-01\n',
  'a: {2020-01-01: 1}\n',
  'a: !!omap [b: 1]\n',
  '# nothing\n',
];

const PLAIN: readonly string[] = [
  'a: {b: [1, {c: yes}], d: :x, e: ~}\n',
  'a:\n  b\n',
  'a: 1\na: 3\n',
  'a:\n  - - - b\n  -\n',
  '- a\n- b: c\n',
  'a: [b\n',
  'a: |\n  text\n',
  '1: {yes: no}\n',
];

test.each(NOT_PLAIN)('not plain: %j', text => {
  const [block] = blocksOf(text);
  expect(block && blockReading(URI, block).isPlain).toBe(false);
});

test.each(PLAIN)('plain: %j', text => {
  for (const block of blocksOf(text)) {
    expect(blockReading(URI, block).isPlain).toBe(true);
    expect(reviveBlock(URI, block, new Map()).value).toBe(readBlock(URI, block));
  }
});

test('what is plain is equal to what is read as Psych does, with its depth', () => {
  let compared = 0;
  const texts = [...PLAIN, ...NOT_PLAIN, ...conformanceCases('config').map(({ yaml }) => yaml)];
  for (const block of texts.flatMap(blocksOf)) {
    if (!blockReading(URI, block).isPlain) continue;
    compared++;
    expect(reviveBlock(URI, block, new Map())).toEqual(reviveAnew(URI, block, new Map(), LARGEST_COPY));
  }
  expect(compared).toBeGreaterThan(1000);
});
