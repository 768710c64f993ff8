/** Real files and our own fixtures in every usual scenario: there is always an answer, never an exception. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sample } from '../../scripts/sample.mjs';
import { cachedPipeline } from '../../server/src/ci/cached-pipeline.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { describeRuns } from '../../server/src/features/hover/job-runs.ts';
import { withBases } from '../../server/src/features/plan/live-plan.ts';
import { pictureOf } from '../../server/src/features/plan/picture-of.ts';
import { placesIn } from '../../server/src/features/plan/picture-places.ts';
import { workflowVerdict } from '../../server/src/features/plan/workflow-verdict.ts';
import { isDoubt } from '../../server/src/expression/truth.ts';
import type { Plan } from '../../server/src/simulation/plan.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { simulate } from '../../server/src/simulation/simulate.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { REAL_FOLDER } from '../real-files.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = [REAL_FOLDER, join(ROOT, 'test/fixtures'), join(ROOT, 'test/workspaces')];

const files = FOLDERS.filter(folder => existsSync(folder)).flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .toSorted()
    .map(name => join(folder, name)),
);

const SCENARIOS = usualScenarios({ branch: 'topic', defaultBranch: 'main', project: 'group/app', tags: ['v1.0.0'] }, [
  '.gitlab-ci.yml',
  'Dockerfile',
  'src/main.go',
]);

/** The parts that must be the same however the pipeline was read. */
function told({ pipeline, reason, errors, jobs }: Plan): unknown {
  return { pipeline, reason, errors, jobs: jobs.map(({ name, included, when }) => [name, included, when]) };
}

/** The number of days in which all files are tried. */
const DAYS = 5;

test('every file in every scenario', () => {
  const counts = { in: 0, out: 0, open: 0 };
  for (const path of sample(files, DAYS)) {
    const project = projectOf(parse('file:///ws/.gitlab-ci.yml', readFileSync(path, 'utf8')));
    const whole = resolvePipeline(project);
    for (const scenario of SCENARIOS) {
      const plan = simulate(cachedPipeline(project), scenario);
      expect(told(plan), `${path} in ${scenario.name}`).toEqual(told(simulate(whole, scenario)));
      const live = withBases(plan);
      workflowVerdict(project, scenario);
      expect(pictureOf(live, scenario).nodes.length).toBeGreaterThanOrEqual(live.byBase.size);
      placesIn(project, live, scenario);
      for (const name of live.byBase.keys()) describeRuns(project, name, scenario);
      for (const { included } of plan.jobs) counts[isDoubt(included) ? 'open' : included ? 'in' : 'out']++;
    }
  }
  // there are many of each, so the test covers every outcome
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(50);
});
