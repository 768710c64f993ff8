/** After many edits in pipelines of several files, cached results never make a difference. */
import { describe, expect, it } from 'vitest';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { locate, parse, update } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { randomFrom } from '../broken-text.ts';
import { applyFix, projectFrom } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';

describe('edits in a row', () => {
  it('come to the same as reading the file anew', () => {
    const random = randomFrom(3);
    const texts = allFixtures().filter(({ name }) => /^(?:merged-|logic|shell)/.test(name));
    for (const { name, text } of texts) {
      let project = projectFrom(readFixture(text).files);
      for (let step = 0; step < 6; step++) {
        const before = project.documents.get(project.pipeline);
        if (!before) return;
        const start = Math.floor(random() * before.text.length);
        const end = Math.min(before.text.length, start + Math.floor(random() * 12));
        const by =
          ['', 'x', '\n', 'job:', '.base', 'needs: [a]\n  ', 'extends: .a\n  '][Math.floor(random() * 7)] ?? '';
        project = withDocument(project, update(before, [{ span: { start, end }, text: by }]));
        const now = mainOf(project);
        const fresh = parse(now.uri, now.text);
        const anew = { ...project, lineage: {}, documents: new Map(project.documents).set(now.uri, fresh) };
        expect(shown(project, now), `${name}:\n${now.text}`).toEqual(shown(anew, fresh));
      }
    }
  });
});

it('a chain of bases that is too long is told after its last base is gone', () => {
  const chain = Array.from({ length: 14 }, (_, at) => `.t${at}: { extends: .t${at - 1} }\n`).slice(1);
  const text = `.t0: { image: alpine }\n${chain.join('')}job: { extends: .t13, script: make }\n`;
  const project = projectFrom([{ name: '.gitlab-ci.yml', text }]);
  expect(shown(project, mainOf(project)).length).toBeGreaterThan(0);
  const now = update(mainOf(project), [{ span: { start: 0, end: 1 }, text: '' }]);
  const fresh = parse(now.uri, now.text);
  const anew = { ...project, lineage: {}, documents: new Map([[now.uri, fresh]]) };
  expect(shown(withDocument(project, now), now)).toEqual(shown(anew, fresh));
});

function mainOf(project: Project): SourceDocument {
  const document = project.documents.get(project.pipeline);
  if (!document) throw new Error('the pipeline was not read');
  return document;
}

/** The problems with their places and related places. */
function shown(project: Project, document: SourceDocument): readonly unknown[] {
  return diagnose(project, document, {}).map(({ code, severity, message, at: place, related = [], fixes = [] }) => ({
    ...{ code, severity, message, at: locate(document, place) },
    related: related.map(one => [one.message, one.at.uri === document.uri ? locate(document, one.at) : one.at.span]),
    fixes: fixes.map(fix => [fix.title, applyFix(document, fix)]),
  }));
}

describe('what all jobs depend on', () => {
  const job = 'job: { script: "echo $A", rules: [{ if: $A =~ $B }] }\n';
  const EDITS = [
    ['default: { before_script: [make] }\n', 'make', 'if true; then'],
    ['before_script: [make]\n', 'make', 'if true; then'],
    ['variables: { B: "/a/" }\n', '/a/', '/(/'],
  ] as const;
  it.each(EDITS)('is judged again with them: %j', (above, written, instead) => {
    const project = projectFrom([{ name: '.gitlab-ci.yml', text: above + job }]);
    shown(project, mainOf(project));
    const start = above.indexOf(written);
    const now = update(mainOf(project), [{ span: { start, end: start + written.length }, text: instead }]);
    const fresh = parse(now.uri, now.text);
    const anew = { ...project, lineage: {}, documents: new Map([[now.uri, fresh]]) };
    expect(shown(withDocument(project, now), now)).toEqual(shown(anew, fresh));
  });
});
