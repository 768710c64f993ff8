/** A reading at rest is made when somebody asks for it, and is the same as one that is made at once. */
import { expect, it } from 'vitest';
import { atRest, isAtRest } from '../../server/src/yaml/document/at-rest.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = 'spec:\n  inputs: {a: }\n---\njob:\n  script: [a, "b]\nother: {script: x}\n';

it('is read once, when it is asked for more than its text, and says so', () => {
  const woken: string[] = [];
  const resting = atRest(parse(URI, TEXT), uri => woken.push(uri));
  expect([resting.uri, resting.text, isAtRest(resting), woken]).toEqual([URI, TEXT, true, []]);
  const { pieces } = resting;
  expect(pieces).toEqual(parse(URI, TEXT).pieces);
  expect([resting.isTooLong, resting.unreadEntries, resting.pieces]).toEqual([false, undefined, pieces]);
  expect([isAtRest(resting), woken]).toEqual([false, [URI]]);
});

it('an edit of it is the same as one of what it stands for', () => {
  const edits = [{ span: { start: TEXT.indexOf('b]'), end: TEXT.indexOf('b]') }, text: 'b"' }];
  const edited = update(
    atRest(parse(URI, TEXT), () => undefined),
    edits,
  );
  expect(edited.pieces).toEqual(update(parse(URI, TEXT), edits).pieces);
});
