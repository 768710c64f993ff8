/** Nothing is guessed about the content of an include that was not read. */
import { expect, test } from 'vitest';
import { cachedPipeline } from '../../server/src/ci/cached-pipeline.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { isDoubt } from '../../server/src/expression/truth.ts';
import type { Plan } from '../../server/src/simulation/plan.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { simulate } from '../../server/src/simulation/simulate.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const REMOTE = 'include: {project: group/other, file: ci.yml}\n';
const WORKFLOW = 'workflow: {rules: [{when: always}]}\n';

function plan(name: string, text: string): Plan {
  const scenario = usualScenarios({ tags: [] }).find(one => one.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  return simulate(resolvePipeline(projectOf(parse('file:///repository/.gitlab-ci.yml', text))), scenario);
}

function shown(value: unknown): unknown {
  return isDoubt(value) ? 'depends' : value;
}

test.each([
  [
    'a need that may be there',
    `${WORKFLOW}a: {script: x, needs: [b], rules: [{when: always}]}\n`,
    'push',
    'depends',
    true,
  ],
  ['a workflow', 'a: {script: x, rules: [{when: always}]}\n', 'push', 'depends', true],
  ['a workflow that lifts the default', 'a: {script: x}\n', 'merge-request', 'depends', 'depends'],
  ['nothing about branches', 'a: {script: x}\n', 'push', 'depends', true],
  ['no workflow beside the one of the file', `${WORKFLOW}a: {script: x}\n`, 'push', true, true],
  ['rules of a template', `${WORKFLOW}a: {extends: .remote, script: x}\n`, 'push', 'depends', 'depends'],
  [
    'rules in place of those of the job',
    `${WORKFLOW}a: {extends: .remote, rules: [{when: always}], script: x}\n`,
    'push',
    true,
    true,
  ],
  [
    'what its own only leaves out',
    `${WORKFLOW}a: {extends: .remote, script: x, only: [tags]}\n`,
    'push',
    'depends',
    false,
  ],
  ['jobs where the file has none for it', `${WORKFLOW}a: {script: x, only: [tags]}\n`, 'push', 'depends', false],
])('%s', (_, text, scenario, pipeline, included) => {
  const { jobs, ...whole } = plan(scenario, REMOTE + text);
  expect([shown(whole.pipeline), shown(jobs[0]?.included)]).toEqual([pipeline, included]);
});

test.each([
  [
    'a job that is silent',
    'a: {extends: .remote, script: x, rules: [{if: $CI}]}',
    ['depends', 'depends', 'depends', 'depends'],
  ],
  [
    'what its rule says',
    'a: {extends: .remote, script: x, rules: [{when: manual, allow_failure: true, needs: [b]}]}',
    ['manual', true, 'depends', ['b']],
  ],
  [
    'what the job says',
    'a: {extends: .remote, script: x, when: delayed, start_in: 1 day, allow_failure: false, needs: [b], rules: [{if: $CI}]}',
    ['delayed', false, '1 day', ['b']],
  ],
  [
    'manual, which may fail unless the template says otherwise',
    'a: {extends: .remote, script: x, when: manual, rules: [{if: $CI}]}',
    ['manual', 'depends', 'depends', 'depends'],
  ],
  ['no template', 'a: {script: x, rules: [{if: $CI}]}', ['on_success', false, undefined, []]],
])('of %s, how it runs is known as far as it says so', (_, text, expected) => {
  const { jobs } = plan('push', `${REMOTE}${WORKFLOW}b: {script: x}\n${text}\n`);
  const job = jobs.find(({ name }) => name === 'a');
  const needs = isDoubt(job?.needs) ? job.needs : job?.needs.map(need => need.job);
  expect([shown(job?.when), shown(job?.allowFailure), shown(job?.startIn), shown(needs)]).toEqual(expected);
  expect(job?.included).toBe(true);
});

test.each([
  ['/repository/.gitlab-ci.yml', `${REMOTE}a: {script: x}\n`, 'an include that was not read'],
  ['/repository/ci/jobs.yml', 'a: {script: x}\n', 'the file that includes this one'],
])('%s says what its pipeline depends on', (path, text, on) => {
  const [push] = usualScenarios({ tags: [] });
  const { pipeline } = simulate(cachedPipeline(projectOf(parse(`file://${path}`, text))), push!);
  expect(pipeline).toEqual({ on: [on] });
});
