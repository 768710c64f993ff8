/** The scalar with a given span is found as by a look at all of them, but without that look. */
import { expect, test } from 'vitest';
import { scalarsOf, scalarsTouching } from '../../server/src/features/inside/scalars.ts';
import { scalarAt } from '../../server/src/features/names/write.ts';
import { touches } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { Block, Node, ScalarNode } from '../../server/src/yaml/tree.ts';
import { mutated, randomFrom } from '../broken-text.ts';
import { fixtureTexts } from '../fixture-files.ts';
import { watchedBlock } from '../watched-block.ts';

function scalarsIn(node: Node | undefined): readonly ScalarNode[] {
  if (node?.kind === 'map') return node.pairs.flatMap(({ key, value }) => [...scalarsIn(key), ...scalarsIn(value)]);
  if (node?.kind === 'list') return node.items.flatMap(scalarsIn);
  return node?.kind === 'scalar' ? [node] : [];
}

function blocksOf(text: string): readonly Block[] {
  return parse('file:///a.yml', text).pieces.flatMap(({ entries }) => entries.map(({ block }) => block));
}

test('each scalar of each fixture, and of broken ones', () => {
  const random = randomFrom(7);
  const texts = fixtureTexts().flatMap(text => [text, mutated(text, 5, random)]);
  for (const text of texts)
    for (const block of blocksOf(text)) {
      const missed = scalarsIn(block.root).filter(({ span }) => {
        const found = scalarAt(block, span)?.node.span;
        return found?.start !== span.start || found.end !== span.end;
      });
      expect(missed, block.text).toEqual([]);
    }
});

test('of thousands, few are looked at', () => {
  const count = 4096;
  const { block, looks } = watchedBlock(
    'file:///a.yml',
    `{${Array.from({ length: count }, (_, at) => `k${at}: v`).join(', ')}}`,
  );
  const at = block.text.indexOf(`k${count - 2}:`);
  expect(scalarAt(block, { start: at, end: at + `k${count - 2}`.length })?.node.text).toBe(`k${count - 2}`);
  expect(looks()).toBeLessThan(3 * Math.log2(count));
});

test('those that an offset touches are found as by a look at all of them', () => {
  const random = randomFrom(8);
  const texts = fixtureTexts().flatMap(text => [text, mutated(text, 5, random)]);
  let found = 0;
  for (const block of texts.flatMap(blocksOf)) {
    const all = scalarsOf(block, 'content');
    for (let at = 0; at <= block.text.length; at += 1 + Math.floor(random() * 20)) {
      const touched = all.filter(({ node }) => touches(node.span, at));
      expect(scalarsTouching(block, 'content', at), block.text).toEqual(touched);
      found += touched.length;
    }
  }
  expect(found).toBeGreaterThan(1000);
});
