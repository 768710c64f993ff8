/** After an edit of one job, the results for all others stay cached; the plan is the same as a fresh one. */
import { expect, test } from 'vitest';
import { cachedPipeline } from '../../server/src/ci/cached-pipeline.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf, withDocument } from '../../server/src/ci/project.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import type { PlannedJob } from '../../server/src/simulation/plan.ts';
import { simulate } from '../../server/src/simulation/simulate.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';

const TEXT = `workflow:
  rules:
    - if: $CI_COMMIT_BRANCH
      variables: { MODE: branch }
variables: { A: b }
.base:
  rules:
    - if: $CI_COMMIT_TAG
    - if: $MODE == "branch" && $CI_COMMIT_BRANCH == "main"
      when: manual
one: { extends: .base, script: x }
two: { extends: .base, script: x, needs: [one] }
three:
  parallel: 2
  script: x
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
`;

const [SCENARIO] = usualScenarios({ tags: [] });

function edited(text: string, word: string, by: string) {
  const start = text.lastIndexOf(word);
  const span = { start, end: start + word.length };
  return { text: text.slice(0, start) + by + text.slice(span.end), change: { span, text: by } };
}

test('an edit costs the jobs that it changes', () => {
  if (!SCENARIO) throw new Error('there is no scenario');
  const document = parse('file:///r/.gitlab-ci.yml', TEXT);
  const before = projectOf(document);
  const first = simulate(cachedPipeline(before), SCENARIO);
  const { text, change } = edited(TEXT, '"main"', '"next"');
  const after = withDocument(before, update(document, [change], text));
  const second = simulate(cachedPipeline(after), SCENARIO);
  const named = (jobs: readonly PlannedJob[], name: string) => jobs.find(job => job.name === name);
  for (const name of ['one', 'two']) expect(named(second.jobs, name)).toBe(named(first.jobs, name));
  expect(named(first.jobs, 'three 1/2')?.included).toBe(true);
  expect(named(second.jobs, 'three 1/2')?.included).toBe(false);
  const anew = simulate(resolvePipeline(projectOf(parse('file:///r/.gitlab-ci.yml', text))), SCENARIO);
  const said = ({ name, included, when }: PlannedJob) => [name, included, when];
  expect(second.jobs.map(said)).toEqual(anew.jobs.map(said));
  expect(second.pipeline).toEqual(anew.pipeline);
});

test('a job that comes makes others whole that need it', () => {
  if (!SCENARIO) throw new Error('there is no scenario');
  const broken = TEXT.replace('needs: [one]', 'needs: [four]');
  const document = parse('file:///r/.gitlab-ci.yml', broken);
  const before = projectOf(document);
  expect(simulate(cachedPipeline(before), SCENARIO).errors.join()).toContain('four');
  const { text, change } = edited(broken, 'three:', 'four: { script: x }\nthree:');
  const after = withDocument(before, update(document, [change], text));
  expect(simulate(cachedPipeline(after), SCENARIO).errors).toEqual([]);
});
