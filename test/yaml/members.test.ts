/**
 * The entries of a root in brackets as blocks: read as the root is in one block, after edits and while it is broken, at
 * the cost of one entry.
 */
import { expect, test } from 'vitest';
import { shift, type TextChange } from '../../server/src/text/span.ts';
import { keyName } from '../../server/src/yaml/cursor/mark.ts';
import { movedNode } from '../../server/src/yaml/document/moved.ts';
import { parse, parsedBlocks, update } from '../../server/src/yaml/document/document.ts';
import type { Node, Pair, SourceDocument } from '../../server/src/yaml/tree.ts';
import { asJson, asOneBlock } from './as-json.ts';
import { blocksOf, loaded } from './loaded.ts';
import { changeOf, conformanceCases, randomOf, SPARKS, type Random } from './random.ts';

const URI = 'file:///.gitlab-ci.yml';
const TEXTS = conformanceCases('config').flatMap(({ yaml }) => (yaml.length < 300 ? (asJson(yaml) ?? []) : []));

test('the entries come to the tree of the whole root, positions included', () => {
  const random = randomOf(20_261_130);
  let cut = 0;
  for (const json of TEXTS) {
    const document = parse(URI, oddly(json, random));
    if (blocksOf(document).length === 1 || hasFlaws(document)) continue;
    cut++;
    expect(pairsIn(document), document.text).toEqual(pairsIn(asOneBlock(document)));
  }
  expect(cut).toBeGreaterThan(TEXTS.length / 2);
});

test('6,000 edits are read as the text from scratch, valid or not', () => {
  const random = randomOf(11);
  let fast = 0;
  let broken = 0;
  for (let edits = 0; edits < 6000;) {
    let document = parse(URI, oddly(random.pick(TEXTS), random));
    for (let step = 0; step < 6; step++, edits++) {
      const change = random.below(3) === 0 ? changeOf(document.text, random) : smallChange(document.text, random);
      const after = update(document, [change]);
      const anew = parse(URI, after.text);
      if (said(after) !== said(anew)) expect({ before: document.text, change }).toBe('read alike');
      if (step === 5) expect(loaded(after)).toEqual(loaded(anew));
      if (blocksOf(after).length > 1) {
        if (parsedBlocks(after) === 1) fast++;
        if (hasFlaws(after)) broken++;
      }
      document = after;
    }
  }
  expect(fast).toBeGreaterThan(1500);
  expect(broken).toBeGreaterThan(1000);
}, 120_000);

const JOBS = Array.from({ length: 300 }, (_, at) => `  "job-${at}": {\n    "script": ["make ${at}"]\n  }`);
const MANY = `{\n${JOBS.join(',\n')}\n}\n`;

test.each([
  ['a letter', '"x', 1],
  ['a quote that stays open', '"', 1],
  ['a bracket that stays open', '{', 1],
  ['another key', '", "stage": "test', 1],
])('%s in an entry among hundreds costs that entry, and the others stay the same blocks', (_, text, cost) => {
  const before = parse(URI, MANY);
  const at = MANY.indexOf('make 150');
  const after = update(before, [{ span: { start: at, end: at }, text }]);
  expect(parsedBlocks(after)).toBe(cost);
  const kept = new Set(blocksOf(before));
  expect(blocksOf(after).filter(block => !kept.has(block))).toHaveLength(1);
  const back = update(after, [{ span: { start: at, end: at + text.length }, text: '' }]);
  expect(parsedBlocks(back)).toBe(1);
  expect(said(back)).toBe(said(before));
});

test('a mistake is told in its entry, and the others are read', () => {
  const document = parse(URI, MANY.replace('["make 150"]', '["make 150"'));
  expect(blocksOf(document).flatMap(({ flaws }, index) => flaws.map(({ cause }) => [index, cause]))).toEqual([
    [150, 'open-bracket'],
  ]);
  expect(loaded(document)).toHaveProperty('content.members.length', 300);
});

test.each([
  ['beside the bracket', '{ include: [{ "local": "x" }], "a": 1,\n'],
  ['without quotes', '{\n  include: [{ local: x }],\n  a: 1,\n'],
])('a quote left open below entries %s costs only its own', (_, front) => {
  const document = parse(URI, `${front}  "b,\n  "job": {\n    "script": "x"\n  }\n}\n`);
  const keys = blocksOf(document).map(
    ({ root }) => root?.kind === 'map' && root.pairs.map(({ key }) => keyName(key, '')),
  );
  expect(keys).toEqual([['include', 'a'], ['b'], ['job']]);
});

test('entries that may be those of an open bracket are cut nowhere', () => {
  const text = '{ job: { script: x,\n    "stage": y,\n    "tags": ["a }\n}\n';
  expect(blocksOf(parse(URI, text))).toHaveLength(1);
});

test('a root with too many broken entries is one block', () => {
  const broken = (count: number): string =>
    JOBS.map((job, at) => (at < count ? job.replace(']', '') : job)).join(',\n');
  expect(blocksOf(parse(URI, `{\n${broken(100)}\n}\n`))).toHaveLength(300);
  expect(blocksOf(parse(URI, `{\n${broken(101)}\n}\n`))).toHaveLength(1);
});

test.each([
  ['a root on one line', '{"a": {"script": "x"}, "b": {"script": "y"}}\n'],
  ['a root with one entry', '{\n  "a": {}\n}\n'],
  ['a root with a tag', '!!map {\n  "a": {},\n  "b": {}\n}\n'],
  ['an indented root', ' {\n  "a": {},\n  "b": {}\n}\n'],
  ['a root that is a key', '{\n  "a": {},\n  "b": {}\n}: x\n'],
  ['a root behind a byte order mark', '\ufeff{\n  "a": {},\n  "b": {}\n}\n'],
  ['a list', '[\n  "a",\n  "b"\n]\n'],
  ['a root without its end', '{\n  "a": {},\n  "b": {}\n'],
  ['commas in front of entries', '{\n  "a": {}\n  , "b": {}\n}\n'],
])('%s stays one block', (_, text) => {
  expect(blocksOf(parse(URI, text)).map(({ frame }) => frame)).toEqual([undefined]);
});

/** Sometimes written as nobody would, and as only YAML allows. */
function oddly(json: string, random: Random): string {
  const odd = (often: number, text: string): string => (random.below(often) === 0 ? text : '');
  const lines = json.trimEnd().split('\n');
  const written = lines.map(line => {
    const plain = random.below(12) === 0 ? line.replace(/"([a-z]\w+)": /, '$1: ') : line;
    return plain + odd(12, ' # "x", {') + odd(20, '\n') + odd(15, '\r') + odd(40, ' ');
  });
  return (
    odd(8, '# head\n') +
    odd(20, '---\n') +
    written.join('\n').replace(/,\n(?=\s*")/g, end => odd(15, ',') || end) +
    odd(2, '\n')
  );
}

/** What a person types: a few characters somewhere, or the deletion of some. */
function smallChange(text: string, random: Random): TextChange {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.pick([0, 0, 0, 1, 2]));
  return { span: { start, end }, text: random.pick(['x', ' ', '"', ',', '\n', ',\n', '"a": 1,\n', '}', ...SPARKS]) };
}

function hasFlaws(document: SourceDocument): boolean {
  return blocksOf(document).some(({ flaws }) => flaws.length > 0);
}

function pairsIn({ pieces }: SourceDocument): readonly Pair[] {
  return pieces.flatMap(({ entries }) =>
    entries.flatMap(({ block, start }) =>
      block.root?.kind === 'map' ? block.root.pairs.map(pair => moved(pair, start)) : [],
    ),
  );
}

function moved({ key, value, span }: Pair, by: number): Pair {
  const node = (one: Node): Node => movedNode(one, by);
  return { key: node(key), ...(value && { value: node(value) }), span: shift(by, span) };
}

function said({ pieces }: SourceDocument): string {
  return JSON.stringify(
    pieces.map(({ kind, span, entries }) => [
      kind,
      span,
      entries.map(({ start, block }) => [start, block.text, block.frame, block.root, block.flaws]),
    ]),
  );
}
