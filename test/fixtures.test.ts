/** Runs every fixture file of `test/fixtures`; with UPDATE_FIXTURES=1 it rewrites them to what is. */
import { describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { CODES } from '../server/src/rules/codes.ts';
import { checkMended, drawFixture, fixesOf, problemsOf } from './check.ts';
import { readFixture } from './fixture.ts';
import { allFixtures } from './fixture-files.ts';

const fixtures = allFixtures();

describe('fixtures', () => {
  it.each(fixtures)('$name', ({ path, text }) => {
    const drawn = drawFixture(text);
    if (process.env['UPDATE_FIXTURES'] && drawn !== text) writeFileSync(path, drawn);
    else expect(drawn).toBe(text);
  });
});

describe('fixes', () => {
  it.each(fixtures)('mend what they promise in $name', ({ text }) => {
    for (const fix of fixesOf(readFixture(text))) checkMended(fix);
  });
});

describe('codes', () => {
  it.each(Object.entries(CODES))('%s shows in its failing example only', (code, { failing, passing }) => {
    expect(problemsOf(failing).map(problem => problem.code)).toContain(code);
    expect(problemsOf(passing).map(problem => problem.code)).not.toContain(code);
  });
});
