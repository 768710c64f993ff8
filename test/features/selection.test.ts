/** How a selection grows, drawn as the selected texts. */
import { describe, expect, test } from 'vitest';
import { selections } from '../../server/src/features/selection.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { fixtureTexts } from '../fixture-files.ts';

const URI = 'file:///project/.gitlab-ci.yml';

function grown(fixture: string): readonly string[] {
  const text = fixture.replace('<|>', '');
  return selections(parse(URI, text), fixture.indexOf('<|>')).map(({ start, end }) => text.slice(start, end));
}

describe('a selection grows', () => {
  test.each([
    [
      'from a key',
      'a: 1\nb:\n  sta<|>ge: x\n  when: y\n',
      ['stage', 'stage: x', 'stage: x\n  when: y', 'b:\n  stage: x\n  when: y'],
    ],
    [
      'from a word of a quoted text',
      'a: b\nc: "two wo<|>rds"\n',
      ['words', 'two words', '"two words"', 'c: "two words"'],
    ],
    ['by an item and its list', 'a: b\nc: [x, y<|>]\n', ['y', '[x, y]', 'c: [x, y]']],
    [
      'by a line of a script',
      'a: b\nc:\n  - |\n    one t<|>wo\n    three\n',
      [
        'two',
        'one two',
        '|\n    one two\n    three',
        '- |\n    one two\n    three',
        'c:\n  - |\n    one two\n    three',
      ],
    ],
    ['to a job without the comments below it', 'a<|>: b\n\n# about\nc: d\n', ['a', 'a: b']],
    ['in a header', 'spec:\n  in<|>puts: {}\n---\na: b\n', ['inputs', 'inputs: {}', 'spec:\n  inputs: {}']],
    ['in text that is not read', 'a: [b<|>\nc: d\n', ['b', '[b', 'a: [b']],
    ['from a blank line to the file', 'a: b\n\n<|>\n\nc: d\n', []],
  ])('%s', (_, fixture, expected) => {
    expect(grown(fixture)).toEqual([...expected, fixture.replace('<|>', '')]);
  });

  test('to nothing in an empty file', () => {
    expect(grown('<|>')).toEqual(['']);
  });
});

test('at places of every fixture: each around the cursor and wider than the one before, the last one is the file', () => {
  for (const text of fixtureTexts()) {
    const document = parse(URI, text);
    for (let offset = 0; offset <= text.length; offset += 23) {
      const spans = selections(document, offset);
      expect(spans.at(-1)).toEqual({ start: 0, end: text.length });
      const wrong = spans.filter(({ start, end }, index) => {
        const inner = spans[index - 1] ?? { start: offset, end: offset };
        return start > inner.start || inner.end > end || (index > 0 && end - start <= inner.end - inner.start);
      });
      expect(wrong, `at ${offset} of\n${text}`).toEqual([]);
    }
  }
});
