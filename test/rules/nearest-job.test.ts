/** The nearest name is remembered for all jobs of a pipeline; each gets the one that it would get alone. */
import { expect, test } from 'vitest';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { nearest } from '../../server/src/readings/meaning.ts';
import { nearestJob, type JobJudgement } from '../../server/src/rules/engine/judgement.ts';
import { sceneOf } from '../../server/src/rules/engine/scene.ts';
import { projectFrom } from '../check.ts';

const JOBS = ['build', 'build-app', 'build-lib', 'deploy-eu', 'deploy-us', 'test', 'tests', 'lint-app'];
const WRITTEN = [
  ...JOBS,
  'buil',
  'build-',
  'build-li',
  'deploy-',
  'deploy-e',
  'deploy-ux',
  'tes',
  'tesst',
  'lint',
  'no',
];

const text = ['.hidden-build:', 'default:', ...JOBS.map(name => `${name}:`)].join(' {script: make}\n');
const scene = sceneOf(projectFrom([{ name: '.gitlab-ci.yml', text: `${text} {script: make}\n` }]));

test('the name that a job means is found as if no other job had asked', () => {
  const found = JOBS.map(name => WRITTEN.map(written => nearestJob(judgementOf(name), written)));
  const alone = JOBS.map(name =>
    WRITTEN.map(written =>
      nearest(
        written,
        JOBS.filter(one => one !== name),
      ),
    ),
  );
  expect(found).toEqual(alone);
  expect(new Set(found.flat()).size).toBeGreaterThan(5);
});

/** What it looks at. */
function judgementOf(name: string): JobJudgement {
  const job = resolveJob(scene.project, name);
  return { scene, job } as JobJudgement;
}
