/** Help behind Enter: what the line of the cursor becomes, and where nothing is done. */
import { describe, expect, test } from 'vitest';
import { afterBreak } from '../../server/src/features/on-type.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

/** The text after the help, for one whose cursor, behind the line break and what the editor put there, is at `<|>`. */
function helped(fixture: string, tabSize?: number, indentsFirst = false): string {
  const text = fixture.replace('<|>', '');
  const changes = afterBreak(parse('file:///.gitlab-ci.yml', text), fixture.indexOf('<|>'), { tabSize, indentsFirst });
  return applyChanges(text, changes);
}

test.each([
  ['behind a line', 'job:\n  script:\n    - make\n    <|>\n', 'job:\n  script:\n    - make\n    - \n'],
  ['at the end of the text', 'job:\n  script:\n    - make\n    <|>', 'job:\n  script:\n    - make\n    - '],
  ['between two', 'job:\n  script:\n    - a\n    <|>\n    - b\n', 'job:\n  script:\n    - a\n    - \n    - b\n'],
  ['where the editor indented deeper', 'a:\n  - make\n    <|>\n', 'a:\n  - make\n  - \n'],
  ['where the editor indented less', 'a:\n  b:\n    - c\n   <|>\n', 'a:\n  b:\n    - c\n    - \n'],
  ['with dashes at the column of the key', 'a:\n  b:\n  - c\n  <|>\n', 'a:\n  b:\n  - c\n  - \n'],
  ['behind quotes', 'a:\n  - "x y"\n  <|>\n', 'a:\n  - "x y"\n  - \n'],
  ['behind an alias', 'b: &b 1\na:\n  - *b\n  <|>\n', 'b: &b 1\na:\n  - *b\n  - \n'],
  ['behind a reference', 'a:\n  - !reference [.b, c]\n  <|>\n', 'a:\n  - !reference [.b, c]\n  - \n'],
  ['behind brackets on one line', 'a:\n  - { if: $A }\n  <|>\n', 'a:\n  - { if: $A }\n  - \n'],
  ['in a mapping of a list', 'r:\n  - changes:\n      - a\n      <|>\n', 'r:\n  - changes:\n      - a\n      - \n'],
  ['in the header', 'spec:\n  x:\n    - a\n    <|>\n---\nb: c\n', 'spec:\n  x:\n    - a\n    - \n---\nb: c\n'],
  ['with CRLF', 'a:\r\n  - b\r\n  <|>\r\n', 'a:\r\n  - b\r\n  - \r\n'],
])('a list goes on with a new item: %s', (_, fixture, expected) => {
  expect(helped(fixture)).toBe(expected);
});

test.each([
  ['its line stays, where the next key begins', 'a:\n  b:\n    - c\n    - \n      <|>\n', 'a:\n  b:\n    - c\n  \n'],
  ['at the column of the key, it is set apart', 'a:\n- c\n- \n  <|>\n', 'a:\n- c\n\n\n'],
  ['below a key that waits for its value, too', 'a:\n  - if:\n  - \n    <|>\n', 'a:\n  - if:\n\n\n'],
  ['the only one leaves room for the value', 'a:\n  b:\n    - \n      <|>\n', 'a:\n  b:\n    \n'],
  ['the first of several', 'a:\n  - \n  <|>\n  - b\n', 'a:\n  \n  - b\n'],
  ['without a blank behind the dash', 'a:\n  - c\n  -\n  <|>\n', 'a:\n  - c\n\n'],
  ['with CRLF', 'a:\r\n  - b\r\n  - \r\n    <|>\r\n', 'a:\r\n  - b\r\n\r\n'],
])('Enter on an empty item ends the list: %s', (_, fixture, expected) => {
  expect(helped(fixture)).toBe(expected);
});

test.each([
  ['goes on with a new item', 'stages:\n- build\n<|>\n', 'stages:\n- build\n- \n'],
  ['between two', 'stages:\n- a\n<|>\n- b\n', 'stages:\n- a\n- \n- b\n'],
  ['ends at an empty item', 'stages:\n- a\n- \n<|>\n', 'stages:\n- a\n\n\n'],
  ['that is indented may have been left', 'stages:\n  - a\n<|>\n', 'stages:\n  - a\n\n'],
])('where the editor has indented already, a list at the first column %s', (_, fixture, expected) => {
  expect(helped(fixture, undefined, true)).toBe(expected);
});

test.each([
  ['one step', 'job:\n<|>\n', 'job:\n  \n', undefined],
  ['the step of the editor in a new file', 'job:\n<|>\n', 'job:\n    \n', 4],
  ['not that of an editor in which nobody set it', 'job:\n<|>\n', 'job:\n  \n', 8],
  ['the step of the file', 'a:\n   b: c\njob:\n<|>\n', 'a:\n   b: c\njob:\n   \n', 2],
  ['from the column of the key', 'a:\n  - b:\n  <|>\n', 'a:\n  - b:\n      \n', 2],
  ['to the column of the keys that are there', 'a:\n<|>\n    b: c\n', 'a:\n    \n    b: c\n', 2],
  ['to the column of the items that are there', 'stages:\n  <|>\n- b\n', 'stages:\n\n- b\n', 2],
  ['less than the editor did', 'a:\n  b:\n      <|>\nc:\n  d: e\n', 'a:\n  b:\n    \nc:\n  d: e\n', 4],
  ['below a byte order mark', '\ufeffjob:\n<|>\n', '\ufeffjob:\n  \n', undefined],
])('below a key, the line is indented: %s', (_, fixture, expected, tabSize) => {
  expect(helped(fixture, tabSize)).toBe(expected);
});

test.each([
  ['a:\n  - b\n  <|>\n', 2],
  ['a:\n  b:\n <|>\n', 2],
  ['a:\n  b:\n      <|>\n', 2],
  ['a:\n  b:\n    - c\n    - \n      <|>\n', 2],
])('what changes is in front of the cursor, so that every editor moves it along: %j', (fixture, tabSize) => {
  const offset = fixture.indexOf('<|>');
  const document = parse('file:///.gitlab-ci.yml', fixture.replace('<|>', ''));
  const changes = afterBreak(document, offset, { tabSize });
  expect(changes.map(({ span }) => span.end < offset)).toEqual([true]);
});

describe('nothing is done', () => {
  test.each([
    ['where the editor has done it', 'job:\n  <|>\n'],
    ['where the item is there', 'a:\n  - b\n  - <|>\n'],
    ['in a literal', 'a:\n  - |\n    - b\n    <|>\n'],
    ['in a folded text', 'a: >\n  b:\n  <|>\n'],
    ['behind the header of a block scalar', 'a:\n  - |\n  <|>\n'],
    ['in a text of several lines', 'a:\n  - b\n    c\n    <|>\n'],
    ['within a text of several lines', 'a:\n  - b\n  <|>\n    c\n'],
    ['in brackets of several lines', 'a: [\n  b:\n  <|>\n]\n'],
    ['behind brackets of several lines', 'a:\n  - [b,\n     c]\n  <|>\n'],
    ['in quotes', 'a: "b\n  - c\n  <|>\n  d"\n'],
    ['in quotes that look like a key', 'a: "b\n  c:\n  <|>\n  d"\n'],
    ['in a comment', 'a:\n  # - b\n  <|>\n'],
    ['behind a comment', 'a:\n  - b # c\n  <|>\n'],
    ['behind a key with a comment', 'a: # b\n<|>\n'],
    ['behind a line of dashes', 'spec:\n---\n<|>\n'],
    ['behind a half-typed key', 'a:\n  b\n  <|>\n  c: d\n'],
    ['in a block that is broken elsewhere', 'a:\n  - b\n  <|>\n  c: [\n'],
    ['behind a mapping in a list', 'a:\n  - if: $A\n  <|>\n'],
    ['behind a nested dash', 'a:\n  - - b\n  <|>\n'],
    ['behind a command that the shell reads on', 'a:\n  - b &&\n  <|>\n'],
    ['in front of more text', 'a:\n  - b\n  <|>c\n'],
    ['in front of a comment', 'a:\n  - b\n  <|># c\n'],
    ['behind a blank line', 'a:\n  - b\n\n  <|>\n'],
    ['with tabs', 'a:\n  - b\n\t<|>\n'],
    ['behind tabs', 'a:\n  -\tb\n  <|>\n'],
    ['in a path', 'a: !reference\n  - .b\n  - c\n  <|>\n'],
    ['in mappings to merge', '.b: &b { c: d }\na:\n  <<:\n    - *b\n    <|>\n'],
    ['where the editor has not indented yet, and would leave the cursor in front of the dash', 'a:\n  - b\n<|>\n'],
    ['in a list that is not indented, for the same reason', 'stages:\n- build\n<|>\n'],
    ['where the list has been left', 'a:\n  b:\n    - c\n  <|>\n'],
    ['on an item with an anchor', 'a:\n  - &b\n  <|>\n'],
    ['on an item with its value below', 'a:\n  -\n  <|>\n    b: c\n'],
    ['behind an explicit key', '? a:\n<|>\n'],
    ['behind a value', 'a: b\n<|>\n'],
    ['in the first line', '<|>\na: b\n'],
    ['in text that GitLab ignores', 'spec:\n---\na:\n  - b\n  <|>\n---\nc: d\n'],
  ])('%s', (_, fixture) => {
    expect(helped(fixture)).toBe(fixture.replace('<|>', ''));
  });
});
