/** The tree of a broken text: one mistake costs as little of it as possible. */
import { describe, expect, test } from 'vitest';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';
import type { Node } from '../../server/src/yaml/tree.ts';

/** A half-typed key is drawn as `key?`, a missing value as `·`. */
const CASES: readonly (readonly [name: string, text: string, tree: string])[] = [
  ['a key before a sibling', 'h:\n  ho\n  port: 80', '{h: {ho?, port: 80}}'],
  ['a key behind a sibling', 'h:\n  port: 80\n  ho', '{h: {port: 80, ho?}}'],
  ['a key before deeper siblings', 'h:\n  scr\n  stage: x\n  a: b', '{h: {scr?, stage: x, a: b}}'],
  ['a key in a list item', 'h:\n  - name: A\n    val\n  - name: B', '{h: [{name: A, val?}, {name: B}]}'],
  ['a key at the top', 'job\n', '{job?}'],
  ['a colon without space', 'h:\n  port:8080\n  host: x', '{h: {port:8080?, host: x}}'],
  ['an open quote', 'h:\n  host: "127\n  port: 1', '{h: {host: 127, port: 1}}'],
  ['an open quote in brackets', 'h:\n  e: [ "a, b]\n  f: g', '{h: {e: [a, b], f: g}}'],
  ['a backslash before the end of the line', 'h:\n  a: "x\\\n  b: c', '{h: {a: x\\, b: c}}'],
  ['open braces', 'h:\n  tcp: { port:\n  x: y\n  z: w', '{h: {tcp: {port: ·}, x: y, z: w}}'],
  ['an open list', 'h:\n  e: [ "a",\n  f: g', '{h: {e: [a], f: g}}'],
  ['brackets in brackets', 'h:\n  a: {x: [1, {y: 2}\n  c: d', '{h: {a: {x: [1, {y: 2}]}, c: d}}'],
  ['an open reference', 'h:\n  a: !reference [.b,\n  c: d', '{h: {a: !reference [.b], c: d}}'],
  ['a closing bracket too much', 'h:\n  a: [1]]\n  b: c', '{h: {a: [1], b: c}}'],
  ['a closing brace too much', 'h:\n  a: {x: 1}}\n  b: c', '{h: {a: {x: 1}, b: c}}'],
  ['signs that begin no value', 'h:\n  a: @x\n  b: `y`\n  c: %z', '{h: {a: @x, b: `y`, c: %z}}'],
  ['a colon in a value', 'h:\n  a: echo: hi\n  b: c', '{h: {a: echo: hi, b: c}}'],
  ['text behind a quote', 'h:\n  a: "b" c\n  d: e', '{h: {a: b, d: e}}'],
  ['an escape that is none', 'h:\n  a: "\\d \\u12"\n  d: e', '{h: {a: \\d \\u12, d: e}}'],
  ['an empty alias and an empty anchor', 'h:\n  a: *\n  b: &\n  c: d', '{h: {a: *, b: & ·, c: d}}'],
  ['an alias with odd letters', 'h:\n  <<: *a.b\n  c: d', '{h: {<<: *a.b, c: d}}'],
  ['text behind a bar', 'h:\n  a: | x\n    y\n  d: e', '{h: {a: y\n, d: e}}'],
  ['a tag without a blank', 'h:\n  a: !reference["b", c]\n  d: e', '{h: {a: !reference [b, c], d: e}}'],
  ['commas', 'h:\n  a: [,]\n  b: [c,,d]\n  e: f', '{h: {a: [], b: [c, d], e: f}}'],
  ['a comma that is missing', 'h:\n  a: ["b" "c"]\n  e: f', '{h: {a: [b, c], e: f}}'],
  ['a key deeper than its siblings', 'h:\n  port: 80\n    host: x\n  c: d', '{h: {port: 80, host: x, c: d}}'],
  [
    'a key shallower than its siblings',
    'j:\n    h:\n        a: 1\n      b: 2\n    c: 3',
    '{j: {h: {a: 1, b: 2}, c: 3}}',
  ],
  ['an item shallower than its siblings', 'h:\n    - a\n  - b\nc: d', '{h: [a, b], c: d}'],
  ['tabs', 'h:\n\tport: 1\n\thost: 2\n', '{h: {port: 1, host: 2}}'],
  ['an item behind its key', 'h:\n  a: - b\n  c: d', '{h: {a: b, c: d}}'],
  ['a conflict', 'h:\n<<<<<<< a\n  x: 1\n=======\n  y: 2\n>>>>>>> b\n  z: 3', '{h: {x: 1, y: 2, z: 3}}'],
  ['a character', 'h:\n  a: x\x07y\n  c: d', '{h: {a: x\x07y, c: d}}'],
  ['two mistakes', 'h:\n  a: [1\n  b: @x\n  c: "d\n  e: f', '{h: {a: [1], b: @x, c: d, e: f}}'],
];

describe('the tree of a broken text', () => {
  for (const [name, text, tree] of CASES) {
    test(name, () => {
      const { root, flaws } = parseBlock(text);
      expect(flaws).toHaveLength(1);
      expect(draw(root)).toBe(tree);
    });
    test(`${name}: spans are those of the text as written`, () => check(parseBlock(text).root!, text));
  }
});

function draw(node: Node | undefined): string {
  if (!node) return '';
  if (node.kind === 'alias') return `*${node.name}`;
  const properties = `${node.tag ? `${node.tag.name} ` : ''}${node.anchor ? `&${node.anchor.name} ` : ''}`;
  if (node.kind === 'list') return `${properties}[${node.items.map(draw).join(', ')}]`;
  if (node.kind === 'scalar') return properties + (node.style === 'missing' ? '·' : node.text);
  return `${properties}{${node.pairs.map(({ key, value }) => draw(key) + (value ? `: ${draw(value)}` : '?')).join(', ')}}`;
}

/**
 * Checks that plain scalars are found in the text as they are, and that parts are in order and inside their parents.
 */
function check(node: Node, text: string): void {
  const { start, end } = node.span;
  expect(start >= 0 && start <= end && end <= text.length).toBe(true);
  if (node.kind === 'scalar' && node.style === 'plain' && !node.text.includes('\n'))
    expect(text.slice(start, end)).toBe(node.text);
  const parts = node.kind === 'list' ? node.items : node.kind === 'map' ? node.pairs : [];
  for (const part of parts) expect(start <= part.span.start && part.span.end <= end).toBe(true);
  if (node.kind === 'list') for (const item of node.items) check(item, text);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.pairs) {
    check(key, text);
    if (value) check(value, text);
  }
}
