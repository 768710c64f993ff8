/**
 * Code actions in every state of half-typed text: edits stay inside the text, and after fixing all there is nothing
 * left to fix.
 */
import { describe, expect, it } from 'vitest';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { locate } from '../../server/src/yaml/document/document.ts';
import { sample } from '../../scripts/sample.mjs';
import { documentOf, projectFrom } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';

const NAME = '.gitlab-ci.yml';
/** A prime, so that texts are cut at all kinds of places. */
const STEP = 61;

describe('at the end of prefixes of every fixture', () => {
  // all fixtures are tried in three days
  it.each(sample(allFixtures(), 3))('$name', ({ text }) => {
    for (const { text: whole } of readFixture(text).files)
      for (let end = 0; end <= whole.length + STEP; end += STEP) checkPrefix(whole.slice(0, end));
  });
});

function checkPrefix(text: string): void {
  const project = projectFrom([{ name: NAME, text }]);
  const document = documentOf(project, NAME);
  for (const { title, edits } of codeActions([project], document, { start: 0, end: text.length }, {}))
    for (const { at } of edits) {
      const span = locate(document, at);
      expect(span && 0 <= span.start && span.start <= span.end && span.end <= text.length, title).toBe(true);
    }
  const fixed = applyChanges(text, fixAll([project], document, {}));
  const again = projectFrom([{ name: NAME, text: fixed }]);
  expect(fixAll([again], documentOf(again, NAME), {})).toEqual([]);
}
