/** An edit within one child of an entry in block style is read as if all of the entry was, at the cost of that child. */
import { expect, test } from 'vitest';
import { editedMember } from '../../server/src/yaml/document/member-edit.ts';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';
import { parse, parsedBlocks, update } from '../../server/src/yaml/document/document.ts';
import type { TextChange } from '../../server/src/text/span.ts';
import type { Block, Node } from '../../server/src/yaml/tree.ts';
import { blocksOf, loaded } from './loaded.ts';
import { changeOf, randomOf, SPARKS, type Random } from './random.ts';

test('8,000 edits of entries are read as the whole entry is, positions included', () => {
  const random = randomOf(20_261_130);
  let fast = 0;
  for (let edits = 0; edits < 8000;) {
    let block = parseBlock(entryOf(random));
    for (let step = 0; step < 4; step++, edits++) {
      const { span: replaced, text } = changeIn(block.text, random);
      const after = block.text.slice(0, replaced.start) + text + block.text.slice(replaced.end);
      const edited = editedMember(block, { replaced, text: after });
      const anew = parseBlock(after);
      if (edited) fast++;
      if (edited && said(edited) !== said(anew)) expect({ before: block.text, replaced, text }).toBe('read alike');
      // a broken text is not edited further: it would be read the plain way
      block = edited ?? (anew.flaws.length > 0 ? block : anew);
    }
  }
  expect(fast).toBeGreaterThan(2000);
}, 120_000);

test('an entry loads after edits as the same text from scratch', () => {
  const random = randomOf(5);
  for (let round = 0; round < 60; round++) {
    let document = parse('file:///a', `first: 1\n${entryOf(random)}last: 1\n`);
    for (let step = 0; step < 4; step++) {
      document = update(document, [changeIn(document.text, random)]);
      const anew = parse('file:///a', document.text);
      expect(blocksOf(document).map(said)).toEqual(blocksOf(anew).map(said));
      expect(loaded(document)).toEqual(loaded(anew));
    }
  }
}, 120_000);

const TEXT = [
  'job:',
  '  script:',
  '    - make',
  '    - |',
  '      one',
  '',
  '      two',
  '  rules:',
  '  - if: $A',
  '    when: never',
  '  -',
  '    changes: [a,',
  '     b]',
  '  variables: &v',
  '    A: 1',
  '    B: text',
  '      goes on',
  '    # note',
  '    C: "quoted"',
  'last: 1',
  '',
].join('\n');

test.each([
  ['a letter in an item', 'mak', 'x', 2],
  ['another item below it', 'make', '\n    - test', 2],
  ['a line of a block scalar', 'one', '\n      more', 3],
  ['the end of a plain list item', 'never', 'x', 7],
  ['an item below its dash', '[a', 'x', 9],
  ['a letter in a value', 'A: ', '2', 13],
  ['a letter in a key', '    C', 'X', 17],
  ['another pair', 'A: 1', '\n    X: 2', 13],
  ['a mapping in place of a value', 'A: 1', '\n    X:\n      value: 2', 13],
  ['a note', '# note', ' more', 15],
  ['the last pair', 'last: ', 'x', 19],
])('only the child is parsed for %s, and what is above it stays the same', (_, place, text, kept) => {
  const { block, edit } = edited(place, text);
  const after = editedMember(block, edit);
  expect(after).toEqual(parseBlock(edit.text));
  const before = new Set(scalarsIn(block.root));
  expect(scalarsIn(after?.root).findIndex(node => !before.has(node))).toBe(kept);
});

test.each([
  ['a quote that stays open', 'mak', "'"],
  ['a key without a colon', '    A: 1', '\n    B'],
  ['less indentation', 'A: 1', '\n   X: 2'],
  ['a key in the place of an item', 'make', '\n    X: 2'],
  ['the end of the document', 'A: 1', '\n...'],
  ['a comment in the place of a key', '    # note\n    ', '#'],
  ['a blank in front of a key', '    A: 1\n    ', ' '],
  ['a dash without its blank', '  -\n    changes: [a,\n     b]\n  -', 'x'],
])('a child is not parsed alone for %s unless that is what all of it comes to', (_, place, text) => {
  const { block, edit } = edited(place, text);
  const after = editedMember(block, edit);
  if (after) expect(after).toEqual(parseBlock(edit.text));
});

test('a line above a child belongs to the block scalar there that keeps blank lines', () => {
  const before = parseBlock('job:\n  a: |+\n    one\n  b: 1\n');
  const edit = { replaced: { start: 23, end: 23 }, text: 'job:\n  a: |+\n    one\n  \n  b: 1\n' };
  const after = editedMember(before, edit) ?? parseBlock(edit.text);
  expect(after).toEqual(parseBlock(edit.text));
});

test('what recovery made is not built on, even where its flaws are hidden', () => {
  const broken = { ...parseBlock('job:\n  a\n  b: 1\n'), flaws: [] };
  expect(editedMember(broken, { replaced: { start: 14, end: 14 }, text: 'job:\n  a\n  b: 12\n' })).toBeUndefined();
});

test('an edit in one of thousands of variables keeps the trees of those above, in the first entry, too', () => {
  const big = `variables:\n${Array.from({ length: 3000 }, (_, at) => `  V${at}: ${at}\n`).join('')}`;
  for (const text of [`first: 1\n${big}last: 1\n`, big]) {
    const before = parse('file:///a', text);
    const at = text.indexOf('V1500: ') + 'V1500: '.length;
    const after = update(before, [{ span: { start: at, end: at }, text: 'x' }]);
    const [old, now] = [before, after].map(document => blocksOf(document).flatMap(({ root }) => scalarsIn(root)));
    const kept = new Set(old);
    // a name and a value each
    expect(now?.filter(node => kept.has(node)).length).toBeGreaterThanOrEqual(3000);
    expect(parsedBlocks(after)).toBe(1);
    expect(blocksOf(after).map(said)).toEqual(blocksOf(parse('file:///a', after.text)).map(said));
  }
});

function edited(
  place: string,
  by: string,
): { readonly block: Block; readonly edit: Parameters<typeof editedMember>[1] } {
  const at = TEXT.indexOf(place) + place.length;
  return {
    block: parseBlock(TEXT),
    edit: { replaced: { start: at, end: at }, text: TEXT.slice(0, at) + by + TEXT.slice(at) },
  };
}

function scalarsIn(node: Node | undefined): readonly Node[] {
  if (node?.kind === 'map') return node.pairs.flatMap(({ key, value }) => [...scalarsIn(key), ...scalarsIn(value)]);
  if (node?.kind === 'list') return node.items.flatMap(scalarsIn);
  return node ? [node] : [];
}

/** What a person types, or anything else. */
function changeIn(text: string, random: Random): TextChange {
  if (random.below(4) === 0) return changeOf(text, random);
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.pick([0, 0, 0, 1, 2]));
  const typed = [
    'x',
    ' ',
    '"',
    ':',
    ': ',
    '- ',
    '1',
    '',
    '#',
    '\n',
    '\n  ',
    '\n    ',
    '\n  - ',
    '\n    x: 1',
    ...SPARKS,
  ];
  return { span: { start, end }, text: random.pick(typed) };
}

/** Entries in block style, usually valid, with collections in each other in all ways. */
function entryOf(random: Random): string {
  for (let tries = 0; tries < 8; tries++) {
    const text = `job:${nested(random, 0, 0)}`;
    if (parseBlock(text).flaws.length === 0) return text;
  }
  return 'job:\n  a: 1\n';
}

function nested(random: Random, depth: number, column: number): string {
  const odd = (often: number, text: string): string => (random.below(often) === 0 ? text : '');
  const end = random.pick(['\n', '\n', '\n', '\n', '\r\n', ' # note\n', '\n\n', '\n  # note\n', '\n# note\n']);
  const inside = (by: number): string => ' '.repeat(column + by);
  const kind = depth > 3 ? 0 : random.below(4);
  const properties = odd(12, ' &a') + odd(20, ' !x');
  if (kind === 0) {
    const deeper = inside(1 + random.below(3));
    const scalar = random.pick([
      ' make',
      ' 1',
      '',
      ' "q"',
      " 'it''s'",
      ' *a',
      ' [a, {b: c}]',
      ` [a,\n${deeper}b]`,
      ' {a: b}',
      ' !reference [.a, b]',
      ` plain\n${deeper}goes on`,
      ` "quoted\n${deeper}on"`,
      ` |\n${deeper}one\n\n${deeper}two`,
      ` >-\n${deeper}one`,
      ` |+\n${deeper}one\n\n`,
      ` |2\n${inside(2)}one`,
    ]);
    return properties + scalar + end;
  }
  const at = column + (kind === 2 ? random.pick([0, 2, 4]) : 1 + random.below(4));
  const children = Array.from({ length: 1 + random.below(3) }, () => {
    const key = random.pick(['a', 'b', '"c d"', 'script', '<<', '? k', '&b x', '- a', '1', 'é😀']);
    if (kind === 2) return `${' '.repeat(at)}-${item(random, depth, at)}`;
    return `${' '.repeat(at)}${key}:${nested(random, depth + 1, at)}`;
  });
  return properties + end + children.join(odd(8, '\n') + odd(8, `${' '.repeat(at)}# note\n`));
}

/** The content of an item may begin behind its dash, with a mapping whose other keys are below. */
function item(random: Random, depth: number, column: number): string {
  if (random.below(2) === 0) return nested(random, depth + 1, column);
  const keys = Array.from(
    { length: 1 + random.below(3) },
    (_, at) => `k${at}:${nested(random, depth + 2, column + 2)}`,
  );
  return ` ${keys.join(' '.repeat(column + 2))}`;
}

function said({ root, flaws }: Block): string {
  return JSON.stringify([inOrder(root), flaws]);
}

/** With the keys of each object in one order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => [key, inOrder(held)]);
}
