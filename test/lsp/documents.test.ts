/** Many changes in one message have the same result as one message for each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, opened, readingOf, type OpenDocument } from '../../server/src/lsp/documents.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { randomOf } from '../yaml/random.ts';

const URI = 'file:///p/.gitlab-ci.yml';
const LINES = Array.from({ length: 60 }, (_, index) => `job-${index}: {script: make}`);

function documentOf(text: string): OpenDocument {
  return opened({ uri: URI, languageId: 'yaml', version: 1, text });
}

interface Change {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

function onLine(line: number, from: number, to: number, text: string): Change {
  return { range: { start: { line, character: from }, end: { line, character: to } }, text };
}

function entriesOf({ pieces }: SourceDocument): unknown {
  return pieces.map(({ kind, span, entries }) => ({ kind, span, entries }));
}

/** The result of the changes with a message for each. */
function oneByOne(text: string, changes: readonly Change[]): OpenDocument {
  return changes.reduce((document, change, index) => changed(document, [change], index + 2).document, documentOf(text));
}

describe.each(['\n', '\r\n', '\r'])('with line breaks %j', eol => {
  const text = LINES.join(eol);
  const every = LINES.map((_, line) => line);
  const cases: Readonly<Record<string, readonly Change[]>> = {
    'typing at each line, from the end': every.toReversed().map(line => onLine(line, 4, 4, 'x')),
    'typing at each line, from the start': every.map(line => onLine(line, 4, 4, 'x')),
    'joining and splitting lines': every
      .toReversed()
      .slice(1)
      .map(line => ({
        range: { start: { line, character: 3 }, end: { line: line + (line % 2), character: 3 } },
        text: line % 3 === 0 ? `a${eol}b` : '',
      })),
    'many cursors on one line': Array.from({ length: 20 }, (_, index) => onLine(5, 20 - index, 20 - index, '#')),
    'beyond the ends of lines': every.toReversed().map(line => onLine(line, 500, 900, 'y')),
    // Neovim sends what was typed within a moment in one message
    'typing a word at the end of a line': Array.from('script: make', (letter, index) =>
      onLine(9, 21 + index, 21 + index, letter),
    ),
    'typing a word at the end of the text': Array.from('script: make', (letter, index) =>
      onLine(LINES.length - 1, 22 + index, 22 + index, letter),
    ),
    'typing two words beyond the end of a line': Array.from('ab'.repeat(8), (letter, index) =>
      onLine(9, 100 - index, 100 - index, letter),
    ),
    'in the same place again': Array.from({ length: 20 }, () => onLine(7, 0, 1, 'zz')),
  };

  it.each(Object.entries(cases))('%s', (_, changes) => {
    const { document, edits } = changed(documentOf(text), changes, 2);
    const plain = oneByOne(text, changes);
    expect(document.lines.text).toBe(plain.lines.text);
    expect(document.lines.count).toBe(plain.lines.count);
    expect(edits).toHaveLength(changes.length);
    const before = documentOf(text);
    readingOf(before);
    const { document: updated } = changed(before, changes, 2);
    expect(entriesOf(readingOf(updated))).toEqual(entriesOf(parse(URI, plain.lines.text)));
  });
});

/** Mostly at the end of what is there, and in front of each other by chance. */
const SOME_CHANGES = fc.array(
  fc.record({
    line: fc.nat(4),
    from: fc.nat(12),
    length: fc.nat(3),
    text: fc.constantFrom('', 'a', 'bc', '\n', 'd\ne', '👍'),
  }),
  { minLength: 8, maxLength: 14 },
);

it('whatever they are', () => {
  fc.assert(
    fc.property(SOME_CHANGES, fc.boolean(), (some, fromTheEnd) => {
      const found = some.map(({ line, from, length, text }) => onLine(line, from, from + length, text));
      const changes = fromTheEnd
        ? found.toSorted(
            ({ range: { start: a } }, { range: { start: b } }) => b.line - a.line || b.character - a.character,
          )
        : found;
      const text = 'a: b\ncde: 👍\n\nf:\n  - g';
      expect(changed(documentOf(text), changes, 2).document.lines.text).toBe(oneByOne(text, changes).lines.text);
    }),
    { numRuns: 500 },
  );
});

it('edits all over a large text, read after each', () => {
  const random = randomOf(20_261_130);
  const entries = Array.from({ length: 300 }, (_, index) => `job-${index}:\n  script:\n    - make ${'x'.repeat(40)}\n`);
  let document = documentOf(entries.join(''));
  readingOf(document);
  for (let version = 2; version < 80; version++) {
    const line = random.below(900);
    const [from, to] = random.pick([
      [1, 1],
      [3, 4],
      [0, 12],
    ] as const);
    document = changed(document, [onLine(line, from, to, random.pick(['', 'x', '\n', '- a\n']))], version).document;
    const reading = readingOf(document);
    expect(reading.text).toBe(document.lines.parts.slice());
    expect(entriesOf(reading)).toEqual(entriesOf(parse(URI, reading.text)));
  }
});
