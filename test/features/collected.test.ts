/** Problems of a file are collected in parts, and once for whoever asks again. */
import { expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose, diagnosing } from '../../server/src/features/diagnostics.ts';
import { diagnoseAll } from '../../server/src/features/diagnostics-of-all.ts';
import { reachOf } from '../../server/src/features/reach.ts';
import { fixesOf } from '../../server/src/features/code-actions.ts';
import { continued, finished, type Work } from '../../server/src/text/work.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { lines } from '../lsp/costly-texts.ts';

const documentOf = (text: string): SourceDocument => parse('file:///project/.gitlab-ci.yml', text);

it('pauses at each entry with problems, and finds the same', () => {
  const document = documentOf(lines(300, at => `j${at}:\n  script: a\n  image: "b`));
  const project = projectOf(document);
  const work = diagnosing(project, document, {});
  let pauses = 0;
  let step = work.next();
  while (!step.done) {
    pauses++;
    step = work.next();
  }
  expect(pauses).toBeGreaterThan(300);
  expect(step.value.length).toBe(300);
  expect(step.value).toEqual(diagnose(project, document, {}));
});

it('goes on until there was enough', () => {
  function* counting(): Work<string> {
    for (let at = 0; at < 5; at++) yield;
    return 'done';
  }
  const work = counting();
  let looks = 0;
  expect(continued(work, () => ++looks === 3)).toBeUndefined();
  expect(continued(work, () => false)).toEqual({ result: 'done' });
  expect(finished(counting())).toBe('done');
});

it('knows the problems that it was asked for before, for each way of judging', () => {
  const document = documentOf('job:\n  script: a\n  needs: [b]\n  image: [a]\n');
  const projects = [projectOf(document)];
  const rules = { 'unknown-job': 'off' } as const;
  const found = diagnoseAll(projects, document, { rules });
  const all = diagnoseAll(projects, document, {});
  expect(all.length).toBe(found.length + 1);
  expect(diagnoseAll(projects, document, { rules })).toBe(found);
  expect(diagnoseAll(projects, document, {})).toBe(all);
  expect(diagnoseAll([projectOf(document)], document, {})).not.toBe(all);
  expect(diagnoseAll([...projects, projectOf(document)], document, {})).toEqual(all);
});

it.each([
  ['few problems', 1, 'needs: [a]', 30],
  ['many problems', 200, 'needs: [a]', 3],
  ['very many problems', 2000, 'needs: [a]', 0],
  ['what cannot be read', 1, 'image: "b', 30],
  ['much that cannot be read', 1, `# ${'a'.repeat(9000)}\n  image: "b`, 1],
  ['very much that cannot be read', 1, `# ${'a'.repeat(11_000)}\n  image: "b`, 0],
])('of a file with %s, as many fixes are tried as there is time for', (_, times, line, tried) => {
  const document = documentOf(lines(30, at => `j${at}:\n  script: a\n  ${line}`));
  const problems = diagnoseAll([projectOf(document)], document, {});
  const fixes = problems.flatMap(problem => fixesOf(problem).slice(0, 1));
  expect(fixes.length).toBe(30);
  const reach = reachOf(document, Array.from({ length: times }, () => problems).flat());
  expect(fixes.filter(reach.holds).length).toBe(tried);
});
