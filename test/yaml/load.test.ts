/** Loading a whole file: anchors, merge keys, origins, and the reasons why GitLab refuses it. */
import { describe, expect, test } from 'vitest';
import { locate, parse } from '../../server/src/yaml/document/document.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { readBlock } from '../../server/src/yaml/value/read.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { member, type Value } from '../../server/src/yaml/value/value.ts';

const URI = 'file:///.gitlab-ci.yml';

const CONTENT: readonly (readonly [name: string, text: string, json: unknown])[] = [
  ['an alias in a later entry', '.a: &a [1]\nb: *a\n', { '.a': [1], b: [1] }],
  ['an anchor written twice', '.a: &a 1\nb: *a\n.c: &a 2\nd: *a\n', { '.a': 1, b: 1, '.c': 2, d: 2 }],
  ['a merge key overwrites what is above it', '.a: &a {x: 1}\nb:\n  x: 2\n  <<: *a\n', { '.a': { x: 1 }, b: { x: 1 } }],
  ['and gives way to what is below', '.a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n', { '.a': { x: 1 }, b: { x: 2 } }],
  ['the first of several wins', 'b:\n  <<: [{x: 1}, {x: 2, y: 3}]\n', { b: { x: 1, y: 3 } }],
  ['a quoted merge key', "b:\n  '<<': {x: 1}\n", { b: { x: 1 } }],
  ['a tagged one is a key', 'b:\n  !!str <<: {x: 1}\n', { b: { '<<': { x: 1 } } }],
  ['nothing to merge', 'b:\n  <<: text\n  x:\n    <<:\n', { b: { '<<': 'text', x: { '<<': null } } }],
  ['a merge key at the top', '.a: &a {x: 1}\nx: 2\n<<: *a\ny: 3\n', { '.a': { x: 1 }, x: 1, y: 3 }],
  ['a mapping that merges itself', 'b: &b\n  x: 1\n  c:\n    <<: *b\n', { b: { x: 1, c: { x: 1 } } }],
  [
    'a list of merges with itself in it',
    '.a: &a {x: 1}\nb: &b\n  y: 2\n  c:\n    <<: [*a, *b]\n',
    { '.a': { x: 1 }, b: { y: 2, c: { y: 2, x: 1 } } },
  ],
  ['an anchor written again inside itself', 'a: &a {b: &a 1}\nc: *a\n', { a: { b: 1 }, c: 1 }],
  [
    'a merge key that is a reference is none',
    'a: {!reference [b]: c}\n',
    { a: { $map: [[{ $key: { $class: 'Gitlab::Ci::Config::Yaml::Tags::Reference' } }, 'c']] } },
  ],
  ['symbols and texts are one key', 'a: 1\n:a: 2\n', { a: 2 }],
  ['the last of two keys', 'a: 1\nb: 2\na: 3\n', { a: 3, b: 2 }],
  ['an ordered map', 'a: !!omap [b: 1, c: 2]\n', { a: { b: 1, c: 2 } }],
  ['only the first key of an indented file', '  a: 1\nb: 2\n', { a: 1 }],
  ['only the first key behind a byte order mark', '\ufeffa: 1\nb: 2\n', { a: 1 }],
  [
    'odd keys',
    'a: {1: x, yes: y, [b]: z}\n',
    {
      a: {
        $map: [
          [{ $key: 1 }, 'x'],
          [{ $key: true }, 'y'],
          [{ $key: ['b'] }, 'z'],
        ],
      },
    },
  ],
  [
    'numbers that JSON has not',
    'a: [1.0, 1e15, 1.5e-07, 12345678901234567890]\nb: :x\n',
    { a: [{ $float: '1.0' }, '1e15', { $float: '1.5e-07' }, { $int: '12345678901234567890' }], b: { $symbol: 'x' } },
  ],
];

describe('the content', () => {
  for (const [name, text, json] of CONTENT) {
    test(name, () => {
      const { content, failures } = loadDocument(parse(URI, text));
      expect(failures).toEqual([]);
      expect(JSON.stringify(encode(content))).toBe(JSON.stringify(json));
    });
  }
});

const FAILURES: readonly (readonly [name: string, text: string, ...failures: string[]])[] = [
  ['an unknown anchor', 'a: ‹*b›\n.b: &b 1\n', 'unknown-anchor'],
  ['an anchor of another document', 'spec: &b {}\n---\na: ‹*b›\n', 'unknown-anchor'],
  ['a cycle', 'a: &a [‹*a›]\n', 'too-big'],
  ['a merge key with a reference', 'a:\n  <<: ‹!reference [b]›\n', 'yaml-syntax'],
  ['a date', 'a: ‹2024-01-01›\n', 'refused-type'],
  ['a date as key', 'a: {‹2024-01-01›: b}\n', 'refused-type'],
  ['an object', 'a: ‹!ruby/object:Foo {}›\n', 'refused-type'],
  ['a list', '‹- a›\n', 'wrong-type'],
  ['a list in a document that is not used', 'a: 1\n---\n‹- b›\n', 'wrong-type'],
  ['a broken document that is not used', 'a: 1\n---\nb: ‹[›\n', 'yaml-syntax'],
  ['brackets in the middle', 'a: 1\n‹{b: 2}›\nc: 3\n', 'yaml-syntax'],
  ['a line of properties in the middle', 'a: 1\n&b\n  ‹c: 2›\n', 'yaml-syntax'],
  ['an ordered map of something else', 'a: !!omap [‹b›]\n', 'yaml-syntax'],
  ['nothing', '‹›\n', 'empty-file'],
  ['two of them', 'a: ‹*b›\nc: ‹2024-01-01›\n', 'unknown-anchor', 'refused-type'],
];

describe('why a file is refused', () => {
  for (const [name, marked, ...codes] of FAILURES) {
    test(name, () => {
      const text = marked.replace(/[‹›]/g, '');
      const document = parse(URI, text);
      const { failures } = loadDocument(document);
      expect(failures.map(({ code }) => code)).toEqual(codes);
      const starts = [...marked.matchAll(/‹/g)].map(({ index }, before) => index - 2 * before);
      const found = failures.map(({ at }) => locate(document, at)?.start);
      expect(found).toEqual(starts.map(start => afterTag(text, start)));
    });
  }

  test('aliases that double', () => {
    const lines = Array.from({ length: 20 }, (_, at) => `.l${at + 1}: &l${at + 1} [*l${at}, *l${at}]`);
    const { failures } = loadDocument(parse(URI, `.l0: &l0 [x, x]\n${lines.join('\n')}\n`));
    expect(failures.map(({ code }) => code)).toEqual(['too-big']);
  });

  test('a hundred levels and one', () => {
    const nested = (levels: number): string => `a: ${'['.repeat(levels)}1${']'.repeat(levels)}\n`;
    expect(loadDocument(parse(URI, nested(99))).failures).toEqual([]);
    expect(loadDocument(parse(URI, nested(100))).failures).toHaveLength(1);
    const half = `.a: &a ${'['.repeat(60)}${']'.repeat(60)}\nb: ${'['.repeat(60)}*a${']'.repeat(60)}\n`;
    expect(loadDocument(parse(URI, half)).failures.map(({ code }) => code)).toEqual(['too-big']);
  });

  test('more than two mebibytes', () => {
    const { failures } = loadDocument(parse(URI, `a: 1\n${'# comment\n'.repeat(210_000)}`));
    expect(failures.map(({ code }) => code)).toEqual(['too-big']);
    expect(loadDocument(parse(URI, `a: 1\n${'# é\n'.repeat(400_000)}`)).failures).toEqual([]);
  });
});

test('what GitLab passes over is noted', () => {
  const document = parse(URI, '  a: 1\nb: 2\n');
  const [note] = loadDocument(document).notes;
  expect(note && locate(document, note.at)?.start).toBe(7);
});

describe('origins', () => {
  const text = '.a: &a\n  x: {y: [1]}\n  z: 2\nb: *a\nc:\n  z: 1\n  <<: *a\n  x: 3\n';
  const document = parse(URI, text);
  const { content } = loadDocument(document);
  const at = (value: Value | undefined): string => (value ? text.slice(start(document, value)).slice(0, 6) : '');

  test('an alias is a step on the way of all that it brings', () => {
    const b = member(content, 'b')?.value;
    const x = member(b, 'x');
    expect(at(x?.value)).toBe('{y: [1');
    expect(steps(b)).toEqual(['anchor *a']);
    expect(steps(x?.value)).toEqual(['anchor *a']);
    expect(x?.via?.map(({ rule }) => rule)).toEqual(['anchor']);
  });

  test('a merge key is a step, its alias is not', () => {
    const c = member(content, 'c')?.value;
    const z = member(c, 'z');
    expect(steps(c)).toEqual([]);
    expect(steps(z?.value)).toEqual(['merge-key <<']);
    expect(z?.replaced.map(place => locate(document, place)?.start)).toEqual([text.indexOf('z: 1')]);
    const x = member(c, 'x');
    expect(steps(x?.value)).toEqual([]);
    expect(x?.replaced).toEqual([]);
  });

  function steps(value: Value | undefined): readonly string[] {
    return (value?.via ?? []).map(({ rule, at: place }) => {
      const where = locate(document, place)!;
      return `${rule} ${text.slice(where.start, where.end)}`;
    });
  }
});

test('what a reference holds is loaded with it', () => {
  const { content } = loadDocument(parse(URI, '.a: &a script\nb: !reference [.c, *a]\n'));
  const value = member(content, 'b')?.value;
  expect(value?.kind === 'unknown' && value.why === 'reference' && encode(value.reference!)).toEqual(['.c', 'script']);
});

test('a block read alone knows what it does not know', () => {
  const [entry] = parse(URI, 'b:\n  <<: *a\n  x: *a\n  y: 1\n  y: 2\n').pieces[0]!.entries;
  const b = member(readBlock(URI, entry!.block), 'b')?.value;
  expect(b?.kind === 'map' && b.open).toBe(true);
  expect(member(b, 'x')?.value).toMatchObject({ kind: 'unknown', why: 'alias' });
  expect(member(b, 'y')?.replaced).toHaveLength(1);
});

function start(document: SourceDocument, value: Value): number {
  return locate(document, value.at)?.start ?? 0;
}

/** A node begins after its tag. */
function afterTag(text: string, at: number): number {
  return at + (/^!\S+ /.exec(text.slice(at))?.[0].length ?? 0);
}
