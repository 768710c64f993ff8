/** Runs every fixture of `test/fixtures`; with UPDATE_FIXTURES=1 it draws the actual problems into them. */
import { describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import type { DiagnosticOptions } from '../server/src/features/diagnostics.ts';
import { CODES, type CodeInfo } from '../server/src/codes/codes.ts';
import {
  checkMended,
  drawExamined,
  examine,
  fixesOfExamined,
  problemsIn,
  type AppliedFix,
  type Examined,
} from './check.ts';
import { readFixture, type Expected } from './fixture.ts';
import { allFixtures, type FixtureOnDisk } from './fixture-files.ts';

const fixtures = allFixtures();

/**
 * A fixture that begins with `# GitLab 18.11` is checked for that version, one with `# other tags: docker` with that
 * setting.
 */
function optionsOf(text: string): DiagnosticOptions {
  const version = /^# GitLab (\d+\.\d+)\n/.exec(text)?.[1];
  const tags = /^# other tags: (.*)\n/.exec(text)?.[1];
  return {
    ...(version !== undefined && { gitlabVersion: version }),
    ...(tags !== undefined && { otherTags: tags.split(', ') }),
  };
}

/** The fixture that was examined last, since the tests of a fixture follow each other and share its problems. */
let last: (Examined & { readonly name: string }) | undefined;

function examined({ name, text }: FixtureOnDisk): Examined {
  if (last?.name !== name) last = { name, ...examine(readFixture(text), optionsOf(text)) };
  return last;
}

/** Code and title of every fix that a fixture offers. */
const offeredIn = new Map<string, readonly (readonly [code: string, title: string])[]>();

function fixesIn(fixture: FixtureOnDisk): readonly AppliedFix[] {
  const fixes = fixesOfExamined(examined(fixture));
  offeredIn.set(
    fixture.name,
    fixes.map(({ problem, fix }) => [problem.code, fix.title]),
  );
  return fixes;
}

describe.each(fixtures)('$name', fixture => {
  it('shows the problems that are drawn in it, and the texts after its fixes', () => {
    const { path, text } = fixture;
    const drawn = drawExamined(text, examined(fixture));
    if (process.env['UPDATE_FIXTURES'] && drawn !== text) writeFileSync(path, drawn);
    else expect(drawn).toBe(text);
  });

  it('has fixes that mend what they promise', () => {
    for (const fix of fixesIn(fixture)) checkMended(fix);
  });
});

/** Codes of problems that another program finds are tested with a stand-in, in `features/shellcheck.test.ts`. */
const ownCodes = Object.entries(CODES).filter(([, { tool }]: [string, CodeInfo]) => tool === undefined);

describe('codes', () => {
  it.each(ownCodes)('%s shows in its failing example only', (code, info) => {
    const { failing, passing, gitlabVersion, otherTags }: CodeInfo = info;
    const options = { ...(gitlabVersion !== undefined && { gitlabVersion }), ...(otherTags && { otherTags }) };
    expect(problemsIn(failing, options).map(problem => problem.code)).toContain(code);
    expect(problemsIn(passing).map(problem => problem.code)).not.toContain(code);
  });
});

describe('coverage', () => {
  // the files are read again here, since UPDATE_FIXTURES may have drawn them by now
  it('has every code in a fixture', () => {
    const read = allFixtures().map(({ text }) => readFixture(text));
    const shown = new Set(read.flatMap(({ files }) => files.flatMap(file => file.expected.map(codeOf))));
    expect(ownCodes.filter(([code]) => !shown.has(code))).toEqual([]);
  });

  it('has the outcome of every kind of fix in a fixture', { timeout: 60_000 }, () => {
    const told = new Set<string>();
    const offered = new Set<string>();
    for (const fixture of allFixtures()) {
      const titles = new Set(readFixture(fixture.text).fixes.map(({ title }) => title));
      if (!offeredIn.has(fixture.name)) fixesIn(fixture); // only this test runs
      for (const [code, title] of offeredIn.get(fixture.name) ?? []) {
        offered.add(kindOf(code, title));
        if (titles.has(title)) told.add(kindOf(code, title));
      }
    }
    expect([...offered].filter(kind => !told.has(kind)).toSorted()).toEqual([]);
  });
});

function codeOf({ label }: Expected): string {
  return label.replace(/ .*/, '');
}

/** The code and the first words of the title, which do not depend on the text of the file. */
function kindOf(code: string, title: string): string {
  return `${code}: ${/^[A-Z][a-z]+(?: (?:to|by|with|only|as|it|each|the|without|in)\b)?/.exec(title)?.[0] ?? title}`;
}
