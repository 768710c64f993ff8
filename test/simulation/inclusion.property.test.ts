/** If one variable less is known that rules of includes ask for, the answer is the same or depends, never the opposite. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { livePlan, type LivePlan } from '../../server/src/features/plan/live-plan.ts';
import { isDoubt } from '../../server/src/expression/truth.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { sceneOf } from '../features/navigation.ts';

const VARIABLE = fc.constantFrom('A', 'B', 'C', 'D');
const CONDITION = fc.oneof(
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
);
const ENTRY = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom('p', 'q', 'r'), JOB).map(([name, job]) => `${name}: ${job}\n`) },
  { weight: 1, arbitrary: RULES.map(rules => `workflow: {rules: ${rules}}\n`) },
  { weight: 1, arbitrary: VARIABLE.map(name => `variables: {${name}: x}\n`) },
);
const FILE = fc.uniqueArray(ENTRY, { maxLength: 3, selector: entry => entry.split(':')[0] }).map(all => all.join(''));

const CASE = fc.record({
  root: FILE,
  files: fc.array(fc.tuple(RULES, FILE), { minLength: 1, maxLength: 4 }),
  values: fc.dictionary(VARIABLE, fc.constantFrom('x', 'y', '')),
  unknown: fc.uniqueArray(VARIABLE, { minLength: 1, maxLength: 2 }),
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

test('of pipelines with rules of includes', async () => {
  const [push] = usualScenarios({ tags: [] });
  if (!push) throw new Error('no scenario');
  await fc.assert(
    fc.asyncProperty(CASE, async ({ values, unknown, ...files }) => {
      const project = await projectOf(files);
      const scenario = { ...push, closed: true as const, variables: values };
      expect(opposites(livePlan(project, scenario), livePlan(project, { ...scenario, unknown }))).toEqual([]);
    }),
    { numRuns: 600 },
  );
}, 120_000);
