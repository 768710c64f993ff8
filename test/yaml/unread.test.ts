/** Entries with more keys and values than anybody writes are not read; all that can be known without them still is. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { symbols } from '../../server/src/features/symbols.ts';
import { cursorAt } from '../../server/src/yaml/cursor/cursor.ts';
import { changedBy, parse } from '../../server/src/yaml/document/document.ts';
import type { Block, SourceDocument } from '../../server/src/yaml/tree.ts';
import { MOST_CHARACTERS, MOST_VALUES } from '../../server/src/yaml/value/limits.ts';
import { lines } from '../lsp/costly-texts.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const script = (count: number): string => lines(count, at => `    - echo ${at}`);
/** The job, its name, the mapping, `script` and its list are five. */
const LARGEST = MOST_VALUES - 5;

const codesOf = (text: string): readonly string[] => {
  const document = parse(URI, text);
  return diagnose(projectOf(document), document, {}).map(({ code, severity }) => `${severity} ${code}`);
};

const blocksOf = ({ pieces }: SourceDocument): readonly Block[] =>
  pieces.flatMap(({ entries }) => entries.map(({ block }) => block));

it('an entry with as much as is read is read, and one with more is one warning', () => {
  const job = (count: number): string => `job:\n  stage: none\n  script:\n${script(count)}`;
  expect(codesOf(job(LARGEST - 2))).toEqual(['error unknown-stage']);
  expect(codesOf(job(LARGEST - 1))).toEqual(['warning too-big']);
});

it('an entry with very long values is not read either, but comments do not count', () => {
  const job = (length: number): string => `job:\n  stage: none\n  script: ${'a'.repeat(length)}\n${'# b\n'.repeat(10)}`;
  const rest = 'job:\n  stage: none\n  script: '.length;
  expect(codesOf(job(MOST_CHARACTERS - rest))).toEqual(['error unknown-stage']);
  expect(codesOf(job(MOST_CHARACTERS - rest + 1))).toEqual(['warning too-big']);
});

describe('what cannot be known is not missed', () => {
  const large = `large: &large\n  variables: &all { A: b }\n  script:\n${script(LARGEST)}`;
  it.each([
    ['the entry can be needed, extended and referred to', 'script: a\n  needs: [large]\n  extends: large', []],
    ['its parts, too', 'script: [!reference [large, script]]\n  variables: *all', []],
    ['its anchor', '<<: *large', []],
    ['but what is unknown without it is', 'script: a\n  needs: [none]', ['error unknown-job']],
  ])('%s', (_, keys, codes) => {
    expect(codesOf(`${large}job:\n  ${keys}\n`)).toEqual(['warning too-big', ...codes]);
  });

  it('of a root in one piece, other entries may be among what is not read', () => {
    const text = `? large\n: script:\n${script(LARGEST)}? job\n: { extends: .base, script: a }\n`;
    expect(codesOf(text)).toEqual(['warning too-big']);
  });

  it('a list stays one', () => expect(codesOf(lines(MOST_VALUES, () => '- a'))).toContain('error wrong-type'));

  it('a mistake in it is still told', () => {
    const text = `large:\n  a: "b" c\n  script:\n${script(LARGEST)}job: { script: a, needs: [large] }\n`;
    expect(codesOf(text)).toContain('error yaml-syntax');
  });
});

it('its name is in the outline, and nothing is offered within', () => {
  const text = `large:\n  script:\n${script(LARGEST)}  \njob: { script: a }\n`;
  const document = parse(URI, text);
  expect(symbols(projectOf(document), document).map(({ name }) => name)).toEqual(['large', 'job']);
  expect(cursorAt(document, text.indexOf('  \njob') + 2).slot).toBe('none');
  expect(cursorAt(document, text.length).slot).toBe('key');
});

it.each([
  ['in block style', 'job:\n  script:\n', script(LARGEST - 1), '    - more\n', ''],
  ['with a long value', 'job:\n  script: a\n  image: ', 'a'.repeat(MOST_CHARACTERS - 28), 'bcd', '\n'],
  ['in braces', 'job: { script: [', 'a, '.repeat(LARGEST - 1), 'a, ', '] }\n'],
  [
    'in a root in brackets',
    '{ "x": { "script": "a" },\n"job": { "script": [',
    '"a", '.repeat(LARGEST - 1),
    '"b", ',
    '"a"] } }\n',
  ],
])(
  'an edit that makes an entry %s too large, and one that makes it small enough, leave a fresh reading',
  (_, start, most, more, end) => {
    const small = parse(URI, start + most + end);
    const at = start.length + most.length;
    const large = changedBy(small, [{ span: { start: at, end: at }, text: more.repeat(2) }]);
    expect(blocksOf(large)).toEqual(blocksOf(parse(URI, large.text)));
    expect(blocksOf(large).some(({ unread }) => unread)).toBe(true);
    const again = changedBy(large, [{ span: { start: at, end: at + 2 * more.length }, text: '' }]);
    expect(blocksOf(again)).toEqual(blocksOf(small));
    expect(blocksOf(again).some(({ unread }) => unread)).toBe(false);
  },
);
