/** Mapping the characters of a scalar to their places in the text and back, in every style. */
import { expect, it } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { textMapOf } from '../../server/src/yaml/value/text-map.ts';
import type { Node } from '../../server/src/yaml/tree.ts';

function scalarOf(source: string): { readonly node: Node | undefined; readonly block: string } {
  const block = parse('file:///a.yml', source).pieces[0]?.entries[0]?.block;
  const node = block?.root?.kind === 'map' ? block.root.pairs[0]?.value : undefined;
  return { node, block: block?.text ?? '' };
}

/** The source text of each character except white space. */
function written(source: string): string {
  const { node, block } = scalarOf(source);
  const map = node?.kind === 'scalar' ? textMapOf(node, block) : undefined;
  if (!map || node?.kind !== 'scalar') return 'none';
  return [...node.text.matchAll(/\S/g)]
    .map(({ 0: letter, index }) => {
      const start = map.toSource(index);
      expect(map.toText(start)).toBe(index);
      return block.slice(start, start + (block[start] === '\\' ? 2 : 1)) === letter
        ? letter
        : `${block[start]}=${letter}`;
    })
    .join(' ');
}

it.each([
  ['k: ab cd\n', 'a b c d'],
  ['k: ab\n  cd\n', 'a b c d'],
  ["k: 'it''s'\n", "i t ' s"],
  ["k: '''a'\n", "' a"],
  ['k: "a\\"b \\t\\x41\\_c\\\n  d"\n', 'a \\=" b \\=A c d'],
  ['k: "\\u00e9\\\\x"\n', '\\=é \\=\\ x'],
  ['k: |- # note\n  ab\n   c\n\n  d\n', 'a b c d'],
  ['k: >\n  ab\n  cd\n', 'a b c d'],
  ['k: !!str ab\n', 'a b'],
])('%j', (source, expected) => {
  expect(written(source)).toBe(expected);
});

it('keeps to the spaces between, and to the ends', () => {
  const { node, block } = scalarOf('k: "a  b "\n');
  const map = node?.kind === 'scalar' ? textMapOf(node, block) : undefined;
  expect([0, 1, 2, 3, 4, 5].map(offset => map?.toSource(offset))).toEqual([4, 5, 6, 7, 8, 9]);
  expect([3, 4, 5, 6, 7, 8, 9].map(offset => map?.toText(offset))).toEqual([0, 0, 1, 2, 3, 4, 5]);
});

it('has an answer for a text without characters', () => {
  const { node, block } = scalarOf("k: '  '\n");
  const map = node?.kind === 'scalar' ? textMapOf(node, block) : undefined;
  expect([0, 1, 2].map(offset => map?.toSource(offset))).toEqual([4, 5, 6]);
});
