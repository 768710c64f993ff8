/**
 * If one variable less is known that rules of includes ask for, the answer is the same or depends, never the opposite;
 * and it is what all combinations of their outcomes have in common, of which only some are planned.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cachedPipeline } from '../../server/src/ci/cached-pipeline.ts';
import type { Project } from '../../server/src/ci/project.ts';
import { livePlan, type LivePlan } from '../../server/src/features/plan/live-plan.ts';
import { isDoubt, type Truth } from '../../server/src/expression/truth.ts';
import { allPipelinesIn } from '../../server/src/simulation/inclusion.ts';
import type { Scenario } from '../../server/src/simulation/scenario.ts';
import { simulate } from '../../server/src/simulation/simulate.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { sceneOf } from '../features/navigation.ts';

const VARIABLE = fc.constantFrom('A', 'B', 'C', 'D');
const OWN = fc.constantFrom('X', 'Y');
const CONDITION = fc.oneof(
  OWN.map(name => `$${name} == "x"`),
  VARIABLE.map(name => `$${name}`),
  fc.tuple(VARIABLE, VARIABLE).map(([a, b]) => `$${a} == "x" && $${b}`),
  fc.tuple(VARIABLE, VARIABLE).map(([a, b]) => `$${a} || $${b} != "x"`),
);
const RULE = fc.tuple(CONDITION, fc.boolean()).map(([on, never]) => `{if: '${on}'${never ? ', when: never' : ''}}`);
const RULES = fc.array(RULE, { minLength: 1, maxLength: 2 }).map(rules => `[${rules.join(', ')}]`);
const JOB = fc.oneof(
  fc.constant('{script: x}'),
  fc.constant('{script: x, rules: [{when: manual}]}'),
  fc.constant('{rules: [{when: never}]}'),
  fc.constant('{script: x, parallel: 2}'),
  RULES.map(rules => `{script: x, rules: ${rules}}`),
  fc.constantFrom('p', 'q').map(need => `{script: x, needs: [{job: ${need}, optional: true}]}`),
  fc.constantFrom('p', 'q').map(need => `{script: x, needs: [${need}]}`),
  fc.constantFrom('.s', '.t').map(base => `{script: x, extends: ${base}}`),
);
const ENTRY = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom('p', 'q', 'r'), JOB).map(([name, job]) => `${name}: ${job}\n`) },
  { weight: 1, arbitrary: RULES.map(rules => `workflow: {rules: ${rules}}\n`) },
  { weight: 1, arbitrary: VARIABLE.map(name => `variables: {${name}: x}\n`) },
  { weight: 2, arbitrary: OWN.map(name => `variables: {${name}: ${name === 'X' ? 'x' : '$X'}}\n`) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('.s', '.t'), JOB).map(([name, job]) => `${name}: ${job}\n`) },
);
const FILE = fc.uniqueArray(ENTRY, { maxLength: 3, selector: entry => entry.split(':')[0] }).map(all => all.join(''));

const CASE = fc.record({
  root: FILE,
  files: fc.array(fc.tuple(RULES, FILE), { minLength: 1, maxLength: 7 }),
  values: fc.dictionary(VARIABLE, fc.constantFrom('x', 'y', '')),
  unknown: fc.uniqueArray(VARIABLE, { minLength: 1, maxLength: 4 }),
});

async function projectOf({ root, files }: { root: string; files: (readonly [string, string])[] }) {
  const includes = files.map(([rules], at) => `  - {local: ${at}.yml, rules: ${rules}}\n`).join('');
  const texts = files.map(([, text], at) => `-- ${at}.yml --\n${text || '.none: {}\n'}`).join('');
  const { projects } = await sceneOf(`-- .gitlab-ci.yml --\ninclude:\n${includes}a: {script: x}\n${root}${texts}`);
  const [project] = projects;
  if (!project) throw new Error('no pipeline');
  return project;
}

function opposes(known: unknown, less: unknown): boolean {
  return !isDoubt(less) && !isDoubt(known) && known !== less;
}

function opposites(known: LivePlan, less: LivePlan): readonly string[] {
  const names = new Set([...known.jobs, ...less.jobs].map(({ name }) => name));
  const find = (plan: LivePlan, name: string) => plan.jobs.find(job => job.name === name);
  const jobs = [...names].filter(name => {
    const [one, other] = [find(known, name), find(less, name)];
    if (opposes(one?.included ?? false, other?.included ?? false)) return true;
    return one?.included === true && other !== undefined && opposes(one.when, other.when);
  });
  return opposes(known.pipeline, less.pipeline) ? ['the pipeline', ...jobs] : jobs;
}

const [PUSH] = usualScenarios({ tags: [] });

test('of pipelines with rules of includes', async () => {
  if (!PUSH) throw new Error('no scenario');
  const push = PUSH;
  await fc.assert(
    fc.asyncProperty(CASE, async ({ values, unknown, ...files }) => {
      const project = await projectOf(files);
      const scenario = { ...push, closed: true as const, variables: values };
      expect(opposites(livePlan(project, scenario), livePlan(project, { ...scenario, unknown }))).toEqual([]);
    }),
    { numRuns: 600 },
  );
}, 120_000);

/** What each job is in all pipelines that are possible: yes, no, or it depends. */
function common(project: Project, scenario: Scenario): Record<string, unknown> {
  const all = allPipelinesIn(project, scenario);
  expect(all.areAll).toBe(true);
  const plans = all.projects.map(one => simulate(cachedPipeline(one), scenario));
  const names = [...new Set(plans.flatMap(({ jobs }) => jobs.map(({ name }) => name)))].toSorted();
  const truthOf = (truths: readonly Truth[]) =>
    truths.every(truth => truth === truths[0] && !isDoubt(truth)) ? truths[0] : 'depends';
  const included = (name: string) => plans.map(({ jobs }) => jobs.find(job => job.name === name)?.included ?? false);
  const jobs = Object.fromEntries(names.map(name => [name, truthOf(included(name))]));
  return { '': truthOf(plans.map(({ pipeline }) => pipeline)), ...jobs };
}

test('of few combinations as of all', async () => {
  if (!PUSH) throw new Error('no scenario');
  const push = PUSH;
  const unknown = ['A', 'B', 'C', 'D'];
  const conditioned = fc.array(fc.tuple(RULES, FILE), { minLength: 3, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(FILE, conditioned, async (root, files) => {
      const project = await projectOf({ root, files });
      const scenario = { ...push, closed: true as const, unknown };
      const { jobs, pipeline } = livePlan(project, scenario);
      const kind = (truth: Truth) => (isDoubt(truth) ? 'depends' : truth);
      const said = Object.fromEntries(jobs.map(({ name, included }) => [name, kind(included)]));
      // jobs of files that are left out are shown, too
      const out = Object.fromEntries(jobs.map(({ name }) => [name, false]));
      expect({ '': kind(pipeline), ...said }).toEqual({ ...out, ...common(project, scenario) });
    }),
    { numRuns: 600 },
  );
}, 120_000);
