/**
 * How a text is divided into pieces and blocks, drawn as one line for each piece, with `|` between blocks; pieces that
 * are not divided are left out.
 */
import { describe, expect, test } from 'vitest';
import { entryAt, locate, parse, startOf } from '../../server/src/yaml/document/document.ts';

const CASES: readonly (readonly [name: string, text: string, ...pieces: string[]])[] = [
  ['one entry', 'a: 1\n', 'content: a: 1⏎'],
  ['entries', 'a: 1\nb:\n  c: 2\n\nd: 3', 'content: a: 1⏎ | b:⏎  c: 2⏎⏎ | d: 3'],
  ['comments', '# x\n\na: 1\n# y\nb: 2\n# z\n', 'content: # x⏎⏎a: 1⏎# y⏎ | b: 2⏎# z⏎'],
  [
    'lists and closers at column 0',
    'a:\n- 1\n-\n- 2\nb: [\n  1\n]\nc: 3',
    'content: a:⏎- 1⏎-⏎- 2⏎ | b: [⏎  1⏎]⏎ | c: 3',
  ],
  ['a quote over several lines', 'a: "x\ny: z"\nb: 1', 'content: a: "x⏎y: z"⏎ | b: 1'],
  ['brackets over several lines', 'a: [1,\nb,\nc]\nd: e', 'content: a: [1,⏎b,⏎c]⏎ | d: e'],
  ['an open quote keeps to itself', 'a: "x\nb: "y"\nc: d', 'content: a: "x⏎ | b: "y"⏎ | c: d'],
  ['an open bracket keeps to itself', 'a: [x\nb: [y]\nc: d', 'content: a: [x⏎ | b: [y]⏎ | c: d'],
  ['a root in brackets', '{a: 1}\nb: 2\n', 'content: {a: 1}⏎', 'ignored: '],
  ['a list', '- a\n- b\n', 'content: - a⏎- b⏎'],
  ['keys with a question mark', '? a\n: b\nc: d', 'content: ? a⏎: b⏎c: d'],
  ['an anchor of the whole', '&x\na: 1\nb: 2\n', 'content: &x⏎a: 1⏎b: 2⏎'],
  ['an anchor of a key', '&x a: 1\nb: 2\n', 'content: &x a: 1⏎ | b: 2⏎'],
  ['a tag of the whole', '!!map # c\na: 1\nb: 2\n', 'content: !!map # c⏎a: 1⏎b: 2⏎'],
  ['an indented root', '  a: 1\n  b: 2\nc: 3\n', 'content:   a: 1⏎  b: 2⏎ | c: 3⏎'],
  [
    'a conflict',
    'a: 1\n<<<<<<< x\nb: 2\n=======\nc: 3\n>>>>>>> y\nd: 4\n',
    'content: a: 1⏎<<<<<<< x⏎b: 2⏎=======⏎c: 3⏎>>>>>>> y⏎ | d: 4⏎',
  ],
  ['Windows lines', 'a: 1\r\nb: 2\r\n', 'content: a: 1⏎ | b: 2⏎'],
  ['old Mac lines', 'a: 1\rb: 2\r', 'content: a: 1⏎ | b: 2⏎'],
  ['a byte order mark', '\ufeffa: 1\nb: 2\n', 'content: \ufeffa: 1⏎ | b: 2⏎'],
  ['nothing', '', 'content: '],
  ['only comments', '# a\n\n# b', 'content: # a⏎⏎# b'],
  ['a header', 'spec:\n  inputs: {}\n---\na: 1\n', 'header: spec:⏎  inputs: {}⏎', 'content: a: 1⏎'],
  ['a header and nothing yet', 'spec: {}\n---\n', 'header: spec: {}⏎', 'content: '],
  ['a symbol as header', ':spec: {}\n---\na: 1\n', 'header: :spec: {}⏎', 'content: a: 1⏎'],
  ['three documents', 'spec: {}\n---\na: 1\n---\nb: 2\n', 'header: spec: {}⏎', 'ignored: a: 1⏎', 'content: b: 2⏎'],
  ['two documents', 'a: 1\n---\nb: 2\n', 'content: a: 1⏎', 'ignored: b: 2⏎'],
  ['a leading separator', '---\na: 1\n', 'ignored: ', 'content: a: 1⏎'],
  ['a separator swallows the indentation', '---\n\n  a: 1\n', 'ignored: ', 'content: a: 1⏎'],
  [
    'a separator that is none',
    'a: 1\n----\nb: |\n  ---\n  c\n --- \n',
    'content: a: 1⏎ | ----⏎ | b: |⏎  ---⏎  c⏎ --- ⏎',
  ],
  ['a separator at the very end', 'a: 1\n---', 'content: a: 1⏎', 'ignored: '],
  ['a blank first document', '{}\n---\na: 1', 'ignored: {}⏎', 'content: a: 1'],
  [
    'two cuts at most',
    '---\na: 1\n---\nb: 2\n---\nc: 3\n',
    'ignored: ',
    'content: a: 1⏎',
    'ignored: b: 2⏎',
    'ignored: ',
  ],
  ['the end of a document', 'a: 1\n...\nb: [\n', 'content: a: 1⏎', 'ignored: '],
];

describe('pieces and blocks', () => {
  for (const [name, text, ...pieces] of CASES) test(name, () => expect(draw(text)).toEqual(pieces));
});

describe('where things are', () => {
  const text = 'spec: {}\n---\na: 1\nb: 2\n';
  const document = parse('file:///x.yml', text);
  const entryOf = (offset: number): string | undefined => entryAt(document, offset)?.entry.block.text;

  test('the entry at an offset', () => {
    expect([0, 9, 11, 13, 17, 18, 22, text.length].map(entryOf)).toEqual([
      ...['spec: {}\n', 'spec: {}\n', undefined, 'a: 1\n', 'a: 1\n', 'b: 2\n', 'b: 2\n', 'b: 2\n'],
    ]);
    expect(entryAt(document, text.length + 1)).toBeUndefined();
    expect(entryAt(document, -1)).toBeUndefined();
    expect(entryAt(parse('', ''), 0)?.entry.block.text).toBe('');
  });

  test('where a block stands', () => {
    const block = entryAt(document, 20)!.entry.block;
    expect(startOf(document, block)).toBe(18);
    expect(startOf(parse('file:///x.yml', text), block)).toBeUndefined();
    const span = { start: 3, end: 4 };
    expect(locate(document, { uri: document.uri, block, span })).toEqual({ start: 21, end: 22 });
    expect(locate(document, { uri: 'file:///y.yml', block, span })).toBeUndefined();
  });
});

function draw(text: string): readonly string[] {
  const { pieces } = parse('', text);
  return pieces.map(({ kind, entries }) => {
    const blocks = entries.map(({ block }) => block.text.replace(/\r\n|[\n\r]/g, '⏎'));
    return `${kind}: ${blocks.join(' | ')}`;
  });
}
