/** What can be folded, drawn as lines: `first-last`, with `#` for comments and `=` for regions. */
import { describe, expect, test } from 'vitest';
import { folds } from '../../server/src/features/folding.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { fixtureTexts } from '../fixture-files.ts';

const URI = 'file:///project/.gitlab-ci.yml';
const SIGNS = { structure: '', comment: '#', region: '=' } as const;

function drawn(text: string): string {
  const lines = linesOf(text);
  const line = (offset: number): number => lines.positionAt(offset).line + 1;
  return folds(parse(URI, text))
    .map(({ span, kind }) => `${SIGNS[kind]}${line(span.start)}-${line(span.end)}`)
    .join(' ');
}

describe('folds', () => {
  test.each([
    ['jobs and mappings', 'a:\n  image:\n    name: x\n  script: y\n\nb:\n  script: y\n', '1-4 2-3 6-7'],
    ['lists and their items', 'a:\n  rules:\n    - if: x\n      when: y\n    - when: z\n', '1-5 2-5 3-4'],
    ['the item rather than its first key', 'a:\n  - b:\n      c\n    d: e\n', '1-4 2-4'],
    ['a dash on a line of its own', 'a:\n  -\n    b: c\n', '1-3 2-3'],
    [
      'literals and folded texts',
      'a:\n  script:\n    - |\n      x\n      y\n\n  after_script: >\n    z\n',
      '1-8 2-5 3-5 7-8',
    ],
    ['quotes over several lines', 'a:\n  script: "x\n    y"\n', '1-3 2-3'],
    ['brackets, but for a last line of nothing else', 'a:\n  needs: [\n    b,\n    c,\n  ]\n  script: x\n', '1-6 2-4'],
    ['comments below each other', '# one\n# two\na: b\n\n  # x\n  # y\n\n# alone\nc: d\n', '#1-2 #5-6'],
    ['no comments in scripts', 'a:\n  script: |\n    # x\n    # y\n', '1-4 2-4'],
    ['comments between keys', 'a:\n  # x\n  # y\n  script: z # v\n', '1-4 #2-3'],
    ['regions over several jobs', '# region Build\na: b\nc: d\n# endregion\n', '=1-4'],
    ['regions in regions', '#region\na: b\n  #region x\n  #endregion\n#endregion\n', '=1-5 =3-4'],
    ['region marks apart from comments', '# x\n# region\n# y\n# z\n# endregion\n', '=2-5 #3-4'],
    ['marks without a partner', '# endregion\na: b\n# region\nc: d\n', ''],
    ['words that only begin like a mark', '# regional\na: b\n# endregions\n', ''],
    ['a header and a file', 'spec:\n  inputs:\n    a:\n---\nb:\n  script: x\n', '1-3 2-3 5-6'],
    ['nothing on one line', 'a: { b: c, d: [e, f] }\n', ''],
    ['a half-typed key', 'a:\n  scr\nb:\n  script: x\n', '1-2 3-4'],
    ['an open quote', 'a:\n  script: "x\nb:\n  script: y\n', '1-2 3-4'],
    ['nothing of an empty file', '', ''],
  ])('%s', (_, text, expected) => {
    expect(drawn(text)).toBe(expected);
    expect(drawn(text.replaceAll('\n', '\r\n'))).toBe(expected);
  });
});

test('of every fixture and of the beginnings of it: in order, one for a line, within the text', () => {
  for (const text of fixtureTexts())
    for (const end of [text.length, text.length >> 1]) {
      const part = text.slice(0, end);
      const lines = linesOf(part);
      const found = folds(parse(URI, part));
      const first = found.map(({ span }) => lines.positionAt(span.start).line);
      expect(new Set(first).size).toBe(first.length);
      expect(first).toEqual(first.toSorted((a, b) => a - b));
      const wrong = found.filter(
        ({ span: { start, end: to } }) =>
          lines.positionAt(to).line <= lines.positionAt(start).line ||
          !/\S$/.test(part.slice(start, to)) ||
          to > part.length,
      );
      expect(wrong, part).toEqual([]);
    }
});

test('a block that stays keeps its folds, at their new place', () => {
  const before = parse(URI, 'a:\n  script: x\nb:\n  script: y\n');
  const after = update(before, [{ span: { start: 0, end: 0 }, text: '# new\n' }]);
  expect(folds(after).map(({ span }) => span.start)).toEqual(folds(before).map(({ span }) => span.start + 6));
});
