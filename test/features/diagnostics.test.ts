/**
 * Properties of the diagnostics of any text: no exception, places inside the text, and no change for blocks that were
 * not edited.
 */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { codeInfo } from '../../server/src/codes/codes.ts';
import type { Problem } from '../../server/src/text/problem.ts';
import type { Place } from '../../server/src/text/span.ts';
import { locate, parse, update } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { sample } from '../../scripts/sample.mjs';
import { fixesOf, problemsOf } from '../check.ts';
import { readFixture } from '../fixture.ts';
import { allFixtures } from '../fixture-files.ts';
import { mutated, randomFrom } from '../broken-text.ts';

const URI = 'file:///project/.gitlab-ci.yml';
/** The number of days in which all fixtures are tried. */
const DAYS = 21;
const texts = sample(allFixtures(), DAYS).flatMap(({ name, text }) =>
  readFixture(text).files.map(file => ({ name, text: file.text })),
);

describe('diagnostics of half a text', { timeout: 60_000 }, () => {
  // Most fixtures begin with the same lines.
  const seen = new Set<string>();

  it.each(texts)('stay inside every prefix of $name', ({ text }) => {
    let document = parse(URI, '');
    for (const character of text) {
      const end = document.text.length;
      document = update(document, [{ span: { start: end, end }, text: character }]);
      if (seen.has(document.text)) continue;
      seen.add(document.text);
      inside(document);
    }
  });

  it.each(texts)('stay inside $name without any one of its lines', ({ text }) => {
    const lines = text.split('\n');
    for (const index of lines.keys()) inside(parse(URI, lines.toSpliced(index, 1).join('\n')));
  });

  it.each(texts)('are the same with other line breaks in $name', ({ text }) => {
    const codes = (one: string): readonly string[] =>
      problemsOf(one).map(({ code, severity }) => `${severity} ${code}`);
    expect(codes(text.replaceAll('\n', '\r\n'))).toEqual(codes(text));
    // After a byte order mark, GitLab may ignore all but the first entry.
    inside(parse(URI, `\uFEFF${text}`));
  });
});

describe('fixes', () => {
  it.each(texts)('keep the line breaks of $name', ({ name, text }) => {
    const fixture = readFixture(`-- ${name} --\n${text.replaceAll('\n', '\r\n')}`);
    for (const { fix, text: after } of fixesOf(fixture)) expect(after, fix.title).not.toMatch(/(?<!\r)\n/);
  });
});

describe('fixes of broken texts', { timeout: 60_000 }, () => {
  it('break no more of them, and never touch one another', () => {
    const random = randomFrom(7);
    for (const { text } of texts.filter(one => one.text.length < 1500)) {
      const broken = mutated(text, 2, random);
      const before = syntaxIn(problemsOf(broken));
      for (const { problem, fix, text: after, after: problems } of fixesOf(readFixture(broken))) {
        const places = fix.edits.map(({ at }) => at);
        const apart = places.every((a, index) => places.slice(index + 1).every(b => isApart(a, b)));
        expect(apart, `${fix.title} in:\n${broken}`).toBe(true);
        if (problem.code !== 'yaml-syntax' && problem.code !== 'conflict-markers')
          expect(syntaxIn(problems), `${fix.title} makes of:\n${broken}\nthis:\n${after}`).toBeLessThanOrEqual(before);
      }
    }
  });
});

function isApart(a: Place, b: Place): boolean {
  return a.block !== b.block || a.span.end <= b.span.start || b.span.end <= a.span.start;
}

function syntaxIn(problems: readonly Problem[]): number {
  return problems.filter(({ code }) => code === 'yaml-syntax').length;
}

describe('diagnostics after an edit', () => {
  const text = 'one:\n  script: make\n  hooks:\n    pre_stop_k8s_container_handler: {}\ntwo:\n  script: make\n';
  const before = parse(URI, text);
  const project = projectOf(before);

  it('are the same objects where the block did not change', () => {
    const [kept] = diagnose(project, before, {});
    const after = update(before, [{ span: { start: text.length, end: text.length }, text: '  image: alpine\n' }]);
    expect(diagnose(project, after, {})[0]?.at).toBe(kept?.at);
  });

  it('move with the text above them', () => {
    const after = update(before, [{ span: { start: 0, end: 0 }, text: '# comment\n' }]);
    const places = diagnose(project, after, {}).map(problem => locate(after, problem.at)?.start);
    expect(places).toEqual(diagnose(project, before, {}).map(problem => (locate(before, problem.at)?.start ?? 0) + 10));
  });

  it('come or go when an include appears elsewhere in the file', () => {
    const after = update(before, [{ span: { start: 0, end: 0 }, text: 'include: other.yml\n' }]);
    expect(codesOf(diagnose(project, before, {}))).toContain('no-handler');
    expect(codesOf(diagnose(project, after, {}))).not.toContain('no-handler');
  });
});

describe('severities', () => {
  const text = 'one:\n  script: make\n  hooks:\n    pre_stop_k8s_container_handler: {}\n';
  const severityOf = (rules: Record<string, 'off' | Problem['severity']>): string | undefined =>
    problemsOf(text, { rules }).find(({ code }) => code === 'no-handler')?.severity;

  it('follow the settings', () => {
    expect(severityOf({})).toBe(codeInfo('no-handler').severity);
    expect(severityOf({ 'no-handler': 'hint' })).toBe('hint');
    expect(severityOf({ 'no-handler': 'off' })).toBeUndefined();
  });

  it('ignore what is no severity', () => {
    expect(severityOf({ 'no-handler': 'loud' as 'hint' })).toBe('error');
  });

  it('stay at a warning in hidden jobs whatever the settings say', () => {
    const hidden = '.one:\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get: { port: 0 }\n';
    const [problem] = problemsOf(hidden, { rules: { 'out-of-range': 'error', 'proposed-keyword': 'off' } });
    expect(problem?.severity).toBe('warning');
  });
});

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code }) => code);
}

/** Fails if a problem, a related place or an edit is outside the text. */
function inside(document: SourceDocument): void {
  for (const problem of diagnose(projectOf(document), document, {})) {
    const places = [problem, ...(problem.related ?? []), ...(problem.fixes ?? []).flatMap(({ edits }) => edits)];
    for (const { at } of places) {
      const span = locate(document, at);
      const fits = span && 0 <= span.start && span.start <= span.end && span.end <= document.text.length;
      if (!fits) expect.fail(`${problem.code} reaches outside of ${JSON.stringify(document.text)}`);
    }
  }
}
