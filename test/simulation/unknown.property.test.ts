/** If one fact less is known, the answer is the same or depends on that fact; it is never the opposite. */
import { expect, test } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { isDoubt } from '../../server/src/expression/truth.ts';
import { scenarioOf } from '../../server/src/simulation/event.ts';
import type { Plan, PlannedJob } from '../../server/src/simulation/plan.ts';
import type { Scenario } from '../../server/src/simulation/scenario.ts';
import { simulate } from '../../server/src/simulation/simulate.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { sample } from '../../scripts/sample.mjs';
import { casesIn } from './runs.ts';

/** Versions of the scenario that each lack one fact, with the name of that fact. */
function poorer(scenario: Scenario, yaml: string): readonly (readonly [string, Scenario])[] {
  const names = new Set(yaml.match(/(?<=\$\{?)\w+/g));
  return [
    ...[...names].map(name => [`$${name}`, { ...scenario, unknown: [name] }] as const),
    ['the changed files', { ...scenario, changed: undefined }],
    ['the files', { ...scenario, files: undefined }],
    ['the cluster', { ...scenario, hasCluster: undefined }],
    ['all but the event itself', open(scenario)],
  ];
}

/**
 * A scenario in which a person gives the source and the ref alone. Unknown commit messages are assumed not to skip the
 * pipeline.
 */
function open({ closed: _, ...scenario }: Scenario): Scenario {
  return { ...scenario, changed: undefined, files: undefined, hasCluster: undefined, project: undefined };
}

const KEYS = [
  'included',
  'when',
  'allowFailure',
  'startIn',
  'needs',
  'dag',
] as const satisfies readonly (keyof PlannedJob)[];

/** The parts where the poorer answer differs without saying that it depends on something. */
function opposites(rich: Plan, poor: Plan): readonly string[] {
  if (poor.pipeline !== rich.pipeline && !isDoubt(poor.pipeline)) return ['pipeline'];
  if (rich.jobs.length !== poor.jobs.length) return ['jobs'];
  return rich.jobs.flatMap((job, index) => {
    const other = poor.jobs[index];
    // How a job would run does not matter if it is left out.
    const keys = job.included === true && other?.included !== false ? KEYS : (['included'] as const);
    return keys.filter(key => isOther(job[key], other?.[key])).map(key => `${job.name}: ${key}`);
  });
}

function isOther(rich: unknown, poor: unknown): boolean {
  return !isDoubt(poor) && JSON.stringify(rich) !== JSON.stringify(poor);
}

/** The number of days in which all cases are tried. */
const DAYS = 3;

test.each(['rules', 'policies', 'matrix', 'pipelines'] as const)('%s', file => {
  const found: string[] = [];
  for (const { id, yaml, event } of sample(casesIn(file), DAYS)) {
    const pipeline = resolvePipeline(projectOf(parse('file:///repository/.gitlab-ci.yml', yaml)));
    const scenario = scenarioOf(event);
    const rich = simulate(pipeline, scenario);
    for (const [what, less] of poorer(scenario, yaml))
      found.push(...opposites(rich, simulate(pipeline, less)).map(where => `${id} without ${what}: ${where}`));
  }
  expect(found).toEqual([]);
});
