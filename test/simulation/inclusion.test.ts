/** Rules of includes decide in each scenario which files are part of its pipeline; what is unknown stays open. */
import { describe, expect, test } from 'vitest';
import { withDocument } from '../../server/src/ci/project.ts';
import { livePlan, type LivePlan } from '../../server/src/features/plan/live-plan.ts';
import { jobVerdict } from '../../server/src/features/plan/job-verdict.ts';
import { planOf } from '../../server/src/features/plan/plan-of.ts';
import { reasonOf } from '../../server/src/features/plan/words.ts';
import { workflowVerdict } from '../../server/src/features/plan/workflow-verdict.ts';
import { pipelinesIn } from '../../server/src/simulation/inclusion.ts';
import { isDoubt } from '../../server/src/expression/truth.ts';
import type { Scenario } from '../../server/src/simulation/scenario.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { update } from '../../server/src/yaml/document/document.ts';
import { sceneOf } from '../features/navigation.ts';

function scenario(name: string, more: Partial<Scenario> = {}): Scenario {
  const found = usualScenarios({ tags: [] }, ['Dockerfile']).find(one => one.name === name);
  if (!found) throw new Error(`no scenario ${name}`);
  return { ...found, ...more };
}

async function loaded(files: string) {
  const {
    projects: [project],
  } = await sceneOf(files);
  if (!project) throw new Error('no pipeline');
  return project;
}

/** What each job does, and the whole pipeline. */
async function says(files: string, given: Scenario): Promise<Record<string, string>> {
  const plan = livePlan(await loaded(files), given);
  const names = [...plan.byBase.keys()];
  return Object.fromEntries(names.map(name => [name, jobVerdict(plan, name)?.title ?? '']));
}

const file = (name: string, text: string) => `-- ${name} --\n${text}`;
const include = (rule: string, more = '') =>
  file('.gitlab-ci.yml', `include:\n  - local: b.yml\n    rules:\n      - ${rule}\na: {script: x}\n${more}`);
const B = file('b.yml', 'b: {script: y}\n');
const OUT = 'not in this pipeline';

describe('a file that an include brings', () => {
  test('for tags only is left out of a push, with the reason and the place', async () => {
    const files = include('if: $CI_COMMIT_TAG') + B;
    expect(await says(files, scenario('push'))).toEqual({ a: 'runs', b: OUT });
    expect(await says(files, scenario('tag'))).toEqual({ a: 'runs', b: 'runs' });
    const plan = livePlan(await loaded(files), scenario('push'));
    const [job] = plan.byBase.get('b') ?? [];
    expect(job && reasonOf(job)).toBe('its file is not included, by include:rules');
    const { block, span } = jobVerdict(plan, 'b')?.places[0] ?? {};
    expect(block?.text.slice(span?.start, span?.end)).toContain('$CI_COMMIT_TAG');
  });

  test.each([
    ['if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', 'runs'],
    ['{if: $CI_COMMIT_BRANCH, when: never}', OUT],
    ['{if: $CI_COMMIT_TAG, when: never}', OUT],
    ['if: $DEPLOY', 'depends on $DEPLOY'],
    ['if: $CI_COMMIT_TAG && $DEPLOY', OUT],
    ['if: $CI_COMMIT_BRANCH || $DEPLOY', 'runs'],
    ['exists: ["{Docker,Make}file"]', 'runs'],
    ['exists: [docs/**/*.md]', OUT],
    ['changes: [Dockerfile]', 'depends on the changed files'],
    // nothing that GitLab sets later, and nothing of the file
    ['if: $CI_PIPELINE_ID || $GITLAB_USER_LOGIN || $CI_JOB_NAME', OUT],
    ['if: $OWN', 'depends on $OWN'],
  ])('by %s', async (rule, outcome) => {
    expect((await says(include(rule, 'variables: {OWN: x}\n') + B, scenario('push')))['b']).toBe(outcome);
  });

  test('by a variable of the run', async () => {
    const files = include('if: $DEPLOY') + B;
    expect((await says(files, scenario('push', { variables: { DEPLOY: '1' } })))['b']).toBe('runs');
    expect((await says(files, scenario('push', { closed: true })))['b']).toBe(OUT);
  });

  test('by changed files, if they are known', async () => {
    const files = include('changes: [Dockerfile]') + B;
    expect((await says(files, scenario('push', { changed: ['Dockerfile'] })))['b']).toBe('runs');
    expect((await says(files, scenario('push', { changed: ['other'] })))['b']).toBe(OUT);
  });

  test('below another one', async () => {
    const middle = file('b.yml', 'include:\n  - local: c.yml\n    rules:\n      - if: $DEPLOY\nb: {script: y}\n');
    const files = `${include('if: $CI_COMMIT_TAG')}${middle}${file('c.yml', 'c: {script: z}\n')}`;
    expect(await says(files, scenario('push'))).toEqual({ a: 'runs', b: OUT, c: OUT });
    expect(await says(files, scenario('tag'))).toEqual({ a: 'runs', b: 'runs', c: 'depends on $DEPLOY' });
  });
});

test('what a file changes about a job holds only where it is included', async () => {
  const over = file('b.yml', 'a: {rules: [{when: manual}]}\n');
  expect(await says(include('if: $CI_COMMIT_TAG') + over, scenario('push'))).toEqual({ a: 'runs' });
  expect(await says(include('if: $CI_COMMIT_TAG') + over, scenario('tag'))).toEqual({ a: 'manual' });
  const unknown = await says(include('if: $DEPLOY') + over, scenario('push'));
  expect(unknown).toEqual({ a: 'runs; how depends on $DEPLOY' });
});

test('a workflow that may be included leaves open whether there is a pipeline', async () => {
  const workflow = file('b.yml', 'workflow: {rules: [{when: never}]}\n');
  expect(await says(include('if: $DEPLOY') + workflow, scenario('push'))).toEqual({ a: 'depends on $DEPLOY' });
  const project = await loaded(include('if: $DEPLOY') + workflow);
  expect(livePlan(project, scenario('push')).pipeline).toEqual({ on: ['$DEPLOY'] });
  expect(workflowVerdict(project, scenario('push'))).toBe('workflow: depends on $DEPLOY');
  expect(workflowVerdict(await loaded(include('if: $CI_COMMIT_TAG') + workflow), scenario('push'))).toBeUndefined();
});

test('two files of which each may be included: neither alone decides', async () => {
  const both = file(
    '.gitlab-ci.yml',
    'include:\n  - {local: b.yml, rules: [{if: $ONE}]}\n  - {local: c.yml, rules: [{if: $TWO}]}\na: {script: x}\n',
  );
  const files = `${both}${B}${file('c.yml', 'b: {rules: [{when: never}]}\n')}`;
  const plan = livePlan(await loaded(files), scenario('push'));
  expect(plan.byBase.get('b')?.[0]?.included).toEqual({ on: ['$ONE', '$TWO'] });
});

const conditioned = (count: number, text: (index: number) => string, more = '') => {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const entries = indexes.map(index => `  - {local: f${index}.yml, rules: [{if: $V${index}}]}\n`).join('');
  const files = indexes.map(index => file(`f${index}.yml`, text(index))).join('');
  return `${file('.gitlab-ci.yml', `include:\n${entries}a: {script: x}\n${more}`)}${files}`;
};

describe('of many conditions', () => {
  test('each job depends on its own, and no more combinations are planned than for two', async () => {
    const files = conditioned(12, index => `j${index}: {script: x}\n`);
    const said = await says(files, scenario('push'));
    expect(said['a']).toBe('runs');
    for (let index = 0; index < 12; index++) expect(said[`j${index}`]).toBe(`depends on $V${index}`);
    expect(pipelinesIn(await loaded(files), scenario('push')).projects).toHaveLength(2);
  });

  test('only those are combined that are about the same job', async () => {
    const files = conditioned(12, index =>
      index < 2 ? `b: {rules: [{when: ${index === 0 ? 'always' : 'never'}}]}\n` : `j${index}: {script: x}\n`,
    );
    expect((await says(files.replaceAll('{rules', '{script: x, rules'), scenario('push')))['b']).toBe(
      'depends on $V0 and $V1',
    );
    expect(pipelinesIn(await loaded(files), scenario('push')).projects).toHaveLength(4);
  });

  test('a job depends on those of its templates and variables', async () => {
    const texts = [
      '.t: {rules: [{when: manual}]}\n',
      'variables: {OWN: $BASE}\n',
      'variables: {BASE: x}\n',
      'stages: [test]\n',
    ];
    const more =
      '.t: {image: x}\nd: {extends: .t, script: x}\ne: {script: x, rules: [{exists: [$OWN]}]}\nf: {script: x, rules: [{if: $BASE}]}\n';
    const unknown = texts.map((_, index) => `V${index}`);
    const given = scenario('push', { closed: true, unknown, files: ['x'] });
    const files = conditioned(4, index => texts[index] ?? '', more);
    const verdicts = { a: 'runs', d: 'runs; how depends on $V0', f: 'depends on $V2' };
    expect(await says(files, given)).toEqual({ ...verdicts, e: 'depends on $V1 and $V2' });
  });

  test('a needed job that comes with the needing one keeps no pipeline from being created', async () => {
    const files = conditioned(6, index => `b${index}: {script: x}\nc${index}: {script: x, needs: [b${index}]}\n`);
    expect(livePlan(await loaded(files), scenario('push')).pipeline).toBe(true);
    const apart = files.replace('needs: [b0]', 'needs: [b5]');
    const { pipeline } = livePlan(await loaded(apart), scenario('push'));
    expect(isDoubt(pipeline) ? pipeline.on : []).toEqual(expect.arrayContaining(['$V0', '$V5']));
  });

  test('more than four about one job are not combined: it depends on them', async () => {
    const entries = Array.from({ length: 30 }, (_, index) => `  - {local: b.yml, rules: [{if: $V${index}}]}\n`).join(
      '',
    );
    const files = `${file('.gitlab-ci.yml', `include:\n${entries}a: {script: x}\n`)}${B}`;
    const { a, b } = await says(files, scenario('push'));
    expect(a).toBe('runs');
    expect(b).toContain('depends on $V0');
  });
});

test('an include of another project that is left out leaves nothing open', async () => {
  const text =
    'include:\n  - {project: a/b, file: c.yml, rules: [{if: $CI_COMMIT_TAG}]}\na: {extends: .t, script: x}\n';
  const project = await loaded(file('.gitlab-ci.yml', text));
  expect(livePlan(project, scenario('tag')).pipeline).not.toBe(true);
  const plain = await loaded(file('.gitlab-ci.yml', text.replace('extends: .t, ', '')));
  expect(livePlan(plain, scenario('push')).pipeline).toBe(true);
});

test('GitLab refuses a pipeline only where what it lacks is not included', async () => {
  const files = `${include('if: $CI_COMMIT_TAG').replace('{script: x}', '{extends: .b, script: x}')}${file('b.yml', '.b: {image: x}\n')}`;
  const project = await loaded(files);
  expect(planOf(project, scenario('push'))).toMatchObject({ pipeline: false, reason: 'config_error' });
  expect(planOf(project, scenario('tag'))).toMatchObject({ pipeline: true, problems: [] });
  const unknown = await loaded(files.replace('$CI_COMMIT_TAG', '$DEPLOY'));
  expect(planOf(unknown, scenario('push'))).toMatchObject({ pipeline: { on: ['$DEPLOY'] }, problems: [] });
});

test('of what GitLab refuses, only that is told which it refuses in any case', async () => {
  const needing = '{script: x, needs: [gone], rules: [{when: always}]}';
  const main = include('if: $DEPLOY', `gone: {script: x, rules: [{if: $CI_COMMIT_TAG}]}\nc: ${needing}\n`);
  const { pipeline, errors } = livePlan(await loaded(main + file('b.yml', `b: ${needing}\n`)), scenario('push'));
  expect(pipeline).toBe(false);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('`c` needs `gone`');
});

test('after an edit, the plan is the same as a fresh one, and jobs that it does not change are the same objects', async () => {
  const others = Array.from({ length: 20 }, (_, index) => `c${index}: {script: x, needs: [a]}\n`).join('');
  const main = include('if: $DEPLOY', others).slice('-- .gitlab-ci.yml --\n'.length);
  const extended = `${main}d: {script: x, rules: [{if: $E}]}\n`;
  const push = scenario('push');
  const first = await loaded(file('.gitlab-ci.yml', extended) + B);
  const before = livePlan(first, push);
  const document = first.documents.get(first.pipeline);
  if (!document) throw new Error('no document');
  for (const [from, to] of [
    ['$E', '$CI_COMMIT_TAG'],
    ['$DEPLOY', '$OTHER'],
    ['a: {script: x}', 'a: {script: x, rules: [{when: manual}]}'],
  ] as const) {
    const start = document.text.indexOf(from);
    const edited = update(document, [{ span: { start, end: start + from.length }, text: to }]);
    const now = livePlan(withDocument(first, edited), push);
    const fresh = livePlan(await loaded(file('.gitlab-ci.yml', edited.text) + B), push);
    expect(shownOf(now)).toEqual(shownOf(fresh));
    for (const { block } of jobVerdict(now, 'b')?.places ?? []) expect(edited.text).toContain(block.text.trim());
    if (from === '$E') expect(now.byBase.get('c7')?.[0]).toBe(before.byBase.get('c7')?.[0]);
  }
});

function shownOf({ jobs, pipeline, errors }: LivePlan): unknown {
  return [pipeline, errors, jobs.map(({ name, included, when, cause }) => [name, included, when, cause.by])];
}

test('rules of inputs decide about the jobs of a file', async () => {
  const header = `spec: { inputs: { env: { default: dev }, mode: { rules: [{ if: '$[[ inputs.env ]] == "dev"', default: manual }, { default: always }] } } }\n---\n`;
  const files = file('.gitlab-ci.yml', `${header}a: {script: x, rules: [{when: "$[[ inputs.mode ]]"}]}\n`);
  expect(await says(files, scenario('push'))).toEqual({ a: 'manual' });
  expect(await says(files, scenario('push', { inputs: { env: 'prod' } }))).toEqual({ a: 'runs always' });
});
