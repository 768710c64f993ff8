/** Checking in slices gives the same problems as checking at once, wherever it is interrupted. */
import { describe, expect, it } from 'vitest';
import { projectOf, withDocument, type Project } from '../../server/src/ci/project.ts';
import { diagnose, judgeAhead } from '../../server/src/features/diagnostics.ts';
import type { Problem } from '../../server/src/text/problem.ts';
import { locate, parse, update } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';

const URI = 'file:///p/.gitlab-ci.yml';
const JOBS = 30;

const TEXT = [
  'stages: [build, test]',
  '.base:\n  retry: 1\n  stage: build',
  ...Array.from(
    { length: JOBS },
    (_, index) =>
      `job-${index}:\n  extends: .base\n  script: make\n  needs: [job-${index === 0 ? JOBS - 1 : index - 1}]`,
  ),
  '',
].join('\n');

/** The edits in their order; each affects many jobs, and some of them change the same place as an earlier one. */
const EDITS: readonly (readonly [before: string, after: string])[] = [
  ['retry: 1', 'retry: 9'],
  ['stage: build', 'stage: nowhere'],
  ['job-3:', 'job-x:'],
  ['retry: 9', 'retry: 1'],
  ['stages: [build, test]', 'stages: [nowhere]'],
  ['needs: [job-29]', 'needs: []'],
  ['job-x:', 'job-3:'],
];

function shown(document: SourceDocument, problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, message, at }) => `${locate(document, at)?.start} ${code} ${message}`);
}

function fresh(text: string): readonly string[] {
  const document = parse(URI, text);
  return shown(document, diagnose(projectOf(document), document, {}));
}

function edited(document: SourceDocument, [before, after]: readonly [string, string]): SourceDocument {
  const start = document.text.indexOf(before);
  return update(document, [{ span: { start, end: start + before.length }, text: after }]);
}

/** Interrupts the work after the clock was read that many times. */
function after(looks: number): () => boolean {
  let count = 0;
  return () => ++count > looks;
}

describe('judging in slices', () => {
  it.each([0, 1, 7, 40])('comes to the same when it is broken off after %i steps at each edit', steps => {
    let document = parse(URI, TEXT);
    let project: Project = projectOf(document);
    judgeAhead(project, document, after(steps));
    for (const edit of EDITS) {
      document = edited(document, edit);
      project = withDocument(project, document);
      judgeAhead(project, document, after(steps));
    }
    while (judgeAhead(project, document, after(steps + 1)) !== 'all');
    expect(
      shown(
        document,
        diagnose(project, document, {}, () => true),
      ),
    ).toEqual(fresh(document.text));
  });

  it('comes to the same when all the rest is asked for at once', () => {
    let document = parse(URI, TEXT);
    let project: Project = projectOf(document);
    for (const edit of EDITS) {
      document = edited(document, edit);
      project = withDocument(project, document);
      judgeAhead(project, document, after(3));
      expect(shown(document, diagnose(project, document, {}))).toEqual(fresh(document.text));
    }
  });

  it('tells what is wrong with the edited entry before all that rests on it', () => {
    const before = parse(URI, TEXT);
    const project = projectOf(before);
    diagnose(project, before, {});
    const document = edited(before, ['job-5:\n', 'job-5:\n  stage: nowhere\n']);
    const found = diagnose(withDocument(project, document), document, {}, () => true);
    expect(found.filter(({ code }) => code === 'unknown-stage')).toHaveLength(1);
  });
});
