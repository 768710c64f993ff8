/** An edit within an entry of a root in brackets is read as if the whole text was: trees, values, problems, positions. */
import { expect, test } from 'vitest';
import type { TextChange } from '../../server/src/text/span.ts';
import { cursorAt } from '../../server/src/yaml/cursor/cursor.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { pieceOf } from '../../server/src/yaml/document/groups.ts';
import { editedMember } from '../../server/src/yaml/document/member-edit.ts';
import { parseBlock } from '../../server/src/yaml/document/parse.ts';
import type { Block, SourceDocument } from '../../server/src/yaml/tree.ts';
import { blocksOf, loaded } from './loaded.ts';
import { changeOf, randomOf, SPARKS, type Random } from './random.ts';

const URI = 'file:///.gitlab-ci.yml';

test('4,000 edits of roots in brackets are read as the whole text is, positions included', () => {
  const random = randomOf(20_261_130);
  let fast = 0;
  for (let edits = 0; edits < 4000;) {
    let document = parse(URI, rootOf(random));
    for (let step = 0; step < 5; step++, edits++) {
      const [block] = blocksOf(document);
      const change = random.below(3) === 0 ? changeOf(document.text, random) : smallChange(document.text, random);
      const after = update(document, [change]);
      const anew = parse(URI, after.text);
      if (said(after) !== said(anew)) expect({ before: document.text, change }).toBe('read alike');
      if (block && editedMember(block, { replaced: change.span, text: after.text })) fast++;
      // a broken text is not edited further: it would be read the plain way
      document = blocksOf(after).some(({ flaws }) => flaws.length > 0) ? document : after;
    }
  }
  expect(fast).toBeGreaterThan(400);
}, 120_000);

test('a root in brackets loads after edits as the same text from scratch', () => {
  const random = randomOf(3);
  for (let round = 0; round < 60; round++) {
    let document = parse(URI, rootOf(random));
    for (let step = 0; step < 4; step++) {
      document = update(document, [smallChange(document.text, random)]);
      expect(loaded(document)).toEqual(loaded(parse(URI, document.text)));
    }
  }
}, 120_000);

test('the cursor in an edited entry is at the same place as in the whole text', () => {
  const random = randomOf(11);
  for (let round = 0; round < 1500; round++) {
    const document = parse(URI, rootOf(random));
    const offset = random.below(document.text.length + 1);
    const plain = withCopies(document);
    expect(shown(cursorAt(document, offset))).toEqual(shown(cursorAt(plain, offset)));
  }
}, 120_000);

const TEXT = '{\n  "a": {"b": [1, "c"]},\n  "d": "e", f: g,\n  "last": {"h": i}\n}\n';

test.each([
  ['a letter in a value', '"c', 'x'],
  ['a whole entry in it', '[1, ', '{"n": m}, '],
  ['a line', '"b": ', '\n    '],
  ['a letter in the last entry', '"h": ', 'x'],
  ['a letter in a plain key', ' f', 'x'],
])('only the entry is parsed for %s', (_, after, text) => {
  const { block, edit } = edited(after, text);
  expect(editedMember(block, edit)).toEqual(parseBlock(edit.text));
});

test('entries above the edited one stay the same objects', () => {
  const { block, edit } = edited('"h": ', 'x');
  const [before, after] = [block, editedMember(block, edit)].map(one =>
    one?.root?.kind === 'map' ? one.root.pairs : [],
  );
  expect(after?.map((pair, index) => pair === before?.[index])).toEqual([true, true, true, false]);
});

test('a root that recovery made is not built on, even where its flaws are hidden', () => {
  const broken = { ...parseBlock('{"a": [1, "b": 2}\n'), flaws: [] };
  const edit = { replaced: { start: 8, end: 8 }, text: '{"a": [11, "b": 2}\n' };
  expect(editedMember(broken, edit)).toBeUndefined();
});

test.each([
  ['a quote that stays open', '"c', '"'],
  ['a comment that hides the comma', '"c"]}', ' #'],
  ['a bracket that closes the root', '"c"]}', '}'],
  ['a bracket that stays open', '"d": ', '['],
  ['another entry', '"e"', ', "n": m'],
  ['the end of the document', '"b": ', '\n...\n'],
  ['a separator of files', '"b": ', '\n--- \n'],
  ['text behind the root', '\n}', ': x'],
  ['text in front of it', '', 'a: '],
])('all of the text is parsed for %s', (_, after, text) => {
  const { block, edit } = edited(after, text);
  expect(editedMember(block, edit)).toBeUndefined();
});

function edited(
  after: string,
  by: string,
): { readonly block: Block; readonly edit: Parameters<typeof editedMember>[1] } {
  const at = TEXT.indexOf(after) + after.length;
  const text = TEXT.slice(0, at) + by + TEXT.slice(at);
  return { block: parseBlock(TEXT), edit: { replaced: { start: at, end: at }, text } };
}

/** A root in brackets that is usually valid. */
function rootOf(random: Random): string {
  for (let tries = 0; tries < 8; tries++) {
    const text = anyRoot(random);
    if (blocksOf(parse(URI, text)).every(({ flaws }) => flaws.length === 0)) return text;
  }
  return anyRoot(random);
}

/** A mapping in brackets: mostly JSON, and sometimes what only YAML allows. */
function anyRoot(random: Random): string {
  const odd = (often: number, text: string): string => (random.below(often) === 0 ? text : '');
  const gap = (): string =>
    random.pick(['', ' ', '\n  ', '\n', '\r\n ', '\t', ' # note, "x"\n ']).repeat(random.below(2));
  const value = (depth: number): string => {
    const kind = depth > 3 ? 0 : random.below(3);
    const scalar = random.pick([
      '"make"',
      '1',
      'true',
      "'it''s'",
      'plain text',
      '"a\\n, b"',
      '*a',
      '!x y',
      '!x',
      '',
      '~',
    ]);
    if (kind === 0) return odd(12, '&a ') + (random.below(3) > 0 ? '"x"' : scalar);
    const many = Array.from({ length: random.below(4) }, () => (kind === 1 ? value(depth + 1) : pair(depth + 1)));
    const inside = many.join(`${gap()},${gap()}`) + (many.length > 0 ? odd(10, ',') : '');
    return kind === 1 ? `[${gap()}${inside}${gap()}]` : `{${gap()}${inside}${gap()}}`;
  };
  const pair = (depth: number): string => {
    const key = random.pick(['"job"', '"script"', 'stage', "'a b'", '? "k"', '<<', '"spec"', '&a x', '1']);
    return odd(12, key) || `${key}${gap()}:${random.pick([' ', ' ', ' ', '\n   ', ''])}${value(depth)}`;
  };
  const members = Array.from({ length: 1 + random.below(5) }, () => gap() + pair(1) + gap());
  const root = `{${members.join(',')}${odd(6, ',')}${gap()}}`;
  return (
    odd(10, ' \n') + odd(20, '# head\n') + odd(25, '---\n') + odd(25, '!!map ') + root + odd(4, '\n') + odd(25, ': x\n')
  );
}

/** What a person types: a few characters somewhere, or the deletion of some. */
function smallChange(text: string, random: Random): TextChange {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.pick([0, 0, 0, 1, 2]));
  return { span: { start, end }, text: random.pick(['x', ' ', '"', ',', ':', '1', '', '{', '}', ...SPARKS]) };
}

/** The document with copies of its blocks, of which nothing is known, so that the cursor has the whole text parsed. */
function withCopies(document: SourceDocument): SourceDocument {
  const pieces = document.pieces.map(({ kind, span, groups }) => {
    const copies = groups.map(group => ({ ...group, blocks: group.blocks.map(block => ({ ...block })) }));
    return pieceOf(kind, span, copies);
  });
  return { ...document, pieces };
}

function shown(cursor: ReturnType<typeof cursorAt>): unknown {
  return JSON.parse(JSON.stringify(cursor)) as unknown;
}

function said({ pieces }: SourceDocument): string {
  return JSON.stringify(
    pieces.map(({ kind, span, entries }) => [
      kind,
      span,
      entries.map(({ start, block }) => [start, block.text, inOrder(block.root), block.flaws]),
    ]),
  );
}

/** With the keys of each object in one order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => [key, inOrder(held)]);
}
