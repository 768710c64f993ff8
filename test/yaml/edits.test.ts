/**
 * An edited document is the same as one parsed from its text, and shares unchanged blocks with its previous version.
 */
import { expect, test } from 'vitest';
import type { TextChange } from '../../server/src/text/span.ts';
import { parse, parsedBlocks, update } from '../../server/src/yaml/document/document.ts';
import type { Block, SourceDocument } from '../../server/src/yaml/tree.ts';
import { blocksOf, loaded } from './loaded.ts';
import { changeOf, conformanceCases, randomOf, type Random } from './random.ts';

const URI = 'file:///.gitlab-ci.yml';
const TEXTS = conformanceCases('config')
  .map(({ yaml }) => yaml)
  .filter(yaml => yaml.length < 250);

test('10,000 edits give the same answer as reading from scratch, positions included', () => {
  const random = randomOf(20_240_131);
  const same = comparer();
  for (let edits = 0; edits < 10_000;) {
    const glue = random.pick(['', '', '\n', '\n---\n', '...\n']);
    let document = parse(URI, Array.from({ length: 1 + random.below(6) }, () => random.pick(TEXTS)).join(glue));
    for (let step = 0; step < 10; step++, edits++) {
      const before = document;
      const changes = severalChanges(before.text, random);
      document = update(before, changes);
      if (!same(document, parse(URI, document.text))) expect({ before: before.text, changes }).toBe('read alike');
      expectSound(document);
    }
  }
}, 120_000);

test('an edited document loads as the same text from scratch', () => {
  const random = randomOf(7);
  for (let round = 0; round < 25; round++) {
    let document = parse(URI, Array.from({ length: 1 + random.below(6) }, () => random.pick(TEXTS)).join(''));
    for (let step = 0; step < 10; step++) {
      document = update(document, severalChanges(document.text, random));
      expect(loaded(document)).toEqual(loaded(parse(URI, document.text)));
    }
  }
}, 120_000);

test('an edit in one of 5,000 jobs parses one block and keeps all others', () => {
  const text = Array.from({ length: 5000 }, (_, at) => `job_${at}:\n  stage: test\n  script:\n    - echo ${at}\n`).join(
    '',
  );
  const before = parse(URI, text);
  expect(parsedBlocks(before)).toBe(5000);
  for (const job of [0, 1, 2500, 4999]) {
    const at = text.indexOf(`echo ${job}\n`);
    const after = update(before, [{ span: { start: at, end: at }, text: 'x' }]);
    expect(parsedBlocks(after)).toBe(1);
    const kept = new Set(blocksOf(before));
    expect(
      blocksOf(after)
        .map(block => kept.has(block))
        .filter(same => !same),
    ).toHaveLength(1);
    expect(blocksOf(after)[job]?.text).toContain('xecho');
  }
});

test('blocks with the same text are objects of their own and keep their places', () => {
  const same = 'job:\n  script: x\n';
  const before = parse(URI, same.repeat(20));
  expect(new Set(blocksOf(before)).size).toBe(20);
  const after = update(before, [{ span: { start: same.length * 10, end: same.length * 11 }, text: '' }]);
  const blocks = blocksOf(before);
  expect(blocksOf(after)).toEqual([...blocks.slice(0, 10), ...blocks.slice(11)]);
  expect(blocksOf(after).every((block, at) => block === blocks[at < 10 ? at : at + 1])).toBe(true);
});

test('a quote that is closed again brings the old blocks back', () => {
  const text = 'a:\n  b: "x"\nc:\n  d: "y"\ne: f\n';
  const before = parse(URI, text);
  const at = text.indexOf('x"') + 1;
  const open = update(before, [{ span: { start: at, end: at + 1 }, text: '' }]);
  expect(blocksOf(open).map(({ flaws }) => flaws.length)).toEqual([1, 0, 0]);
  expect(blocksOf(open).slice(1)).toEqual(blocksOf(before).slice(1));
  const closed = update(open, [{ span: { start: at, end: at }, text: '"' }]);
  expect(picture(closed)).toBe(picture(before));
  expect(blocksOf(closed)[2]).toBe(blocksOf(before)[2]);
});

test('whether a text is too long is known after each edit', () => {
  const letters = ['\u00e9', '\u20ac', '\u{1f600}', 'a'];
  let document = parse(URI, `a: ${'\u00e9'.repeat(300_000)}\nb: ${'\u20ac'.repeat(480_000)}\n`);
  const seen = new Set<boolean>();
  for (let step = 0; step < 12; step++) {
    const by = (letters[step % letters.length] ?? '').repeat(step % 3 === 0 ? 30_000 : 9000);
    const at = 3 + step * 1000;
    document = update(document, [{ span: { start: at, end: step % 2 === 0 ? at : at + 25_000 }, text: by }]);
    expect(document.isTooLong).toBe(Buffer.byteLength(document.text) > 2 * 1024 * 1024);
    seen.add(document.isTooLong);
  }
  expect(seen.size).toBe(2);
});

test('moving a block keeps it', () => {
  const before = parse(URI, 'a: 1\nb: 2\nc: 3\n');
  const after = update(before, [{ span: { start: 0, end: 15 }, text: 'c: 3\na: 1\nb: 2\n' }]);
  const [a, b, c] = blocksOf(before);
  expect(blocksOf(after).map(block => [a, b, c].indexOf(block))).toEqual([2, 0, 1]);
  expect(parsedBlocks(after)).toBe(0);
});

function severalChanges(text: string, random: Random): readonly TextChange[] {
  const first = changeOf(text, random);
  if (random.below(3) > 0) return [first];
  return [first, changeOf(text.slice(0, first.span.start) + first.text + text.slice(first.span.end), random)];
}

/** Compares documents; each block is examined once, and compared with other blocks of the same text. */
function comparer(): (one: SourceDocument, other: SourceDocument) => boolean {
  const looked = new WeakSet<Block>();
  const byText = new Map<string, string>();
  const isTrue = (block: Block): boolean => {
    if (looked.has(block)) return true;
    looked.add(block);
    const said = JSON.stringify([block.root, block.flaws]);
    const known = byText.get(block.text) ?? said;
    byText.set(block.text, known);
    return known === said;
  };
  return (one, other) =>
    outline(one) === outline(other) && blocksOf(one).every(isTrue) && blocksOf(other).every(isTrue);
}

function outline({ pieces }: SourceDocument): string {
  return JSON.stringify(
    pieces.map(({ kind, span, entries }) => [kind, span, entries.map(({ start, block }) => [start, block.text])]),
  );
}

/** The whole content of a document, but not the identity of its parts. */
function picture({ pieces }: SourceDocument): string {
  return JSON.stringify(pieces);
}

/** Checks that blocks cover their pieces without gaps, and that none is there twice. */
function expectSound(document: SourceDocument): void {
  const blocks = blocksOf(document);
  if (new Set(blocks).size !== blocks.length) expect(document.text).toBe('without a block that is there twice');
  for (const { span, entries } of document.pieces) {
    let at = span.start;
    for (const { block, start } of entries) at = start === at ? at + block.text.length : NaN;
    if (entries.length > 0 && at !== span.end) expect(document.text).toBe('covered by its blocks');
  }
}
