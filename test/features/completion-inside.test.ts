/** Variables, inputs and the parts of conditions: the offered items, and the text after accepting one. */
import { describe, expect, test } from 'vitest';
import { complete, type Completion } from '../../server/src/features/completion.ts';
import { itemsAt, offered, taken } from './complete-at.ts';
import { sceneOf } from './navigation.ts';

const DECLARED = `variables:
  GLOBAL: one
  CHOSEN: { value: a, description: Which one., options: [a, b] }
`;
const JOB = `${DECLARED}.base:
  variables: { INHERITED: x }
job:
  extends: .base
  variables: { OWN: "1" }
`;

describe('variables behind a sign', () => {
  test.each([
    ['  script: echo $<|>\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  script: echo $O<|> b\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  script:\n    - a\n    - echo ${<|>\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  script:\n    - |\n      a\n      echo "$<|>\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  script:\n    - |\n      a "$<|>"\n      b\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  image: "x:$<|>"\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ["  hooks:\n    pre_get_sources_script: ['echo $<|>']\n", ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  rules:\n    - if: $<|>\n', ['INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  inherit: { variables: false }\n  script: $<|>\n', ['INHERITED', 'OWN']],
    ['  inherit: { variables: [GLOBAL] }\n  script: $<|>\n', ['INHERITED', 'OWN', 'GLOBAL']],
    ['  rules: [{ variables: { RULED: x } }]\n  script: $<|>\n', ['INHERITED', 'OWN', 'RULED', 'CHOSEN', 'GLOBAL']],
    ['  parallel: { matrix: [{ AXIS: [a, b] }] }\n  script: $<|>\n', ['AXIS', 'INHERITED', 'OWN', 'CHOSEN', 'GLOBAL']],
    ['  script: echo $$<|>\n', []],
    ['  script: echo $<|>[[ inputs.a ]]\n', []],
    ['  script: echo \\$<|>\n', []],
    ['  script: echo $(<|>\n', []],
    ['  script: echo O<|>\n', []],
    ['  script:\n    - |\n      # $<|>\n', []],
    ['  script: a # $<|>\n', []],
    ['  # $<|>\n  script: a\n', []],
    ['  timeout: $<|>\n', []],
    ['  hooks: { pre_stop_k8s_container_handler: { http_get: { host: "$<|>" } } }\n', []],
    ['  $<|>\n', []],
  ])('%j', async (text, labels) => {
    const found = await offered(`${JOB}${text}`);
    expect([...found].sort()).toEqual([...labels].sort());
    expect(await offered(`${JOB}${text}`, { only: 'inside' })).toEqual(found);
  });

  test('of other places', async () => {
    expect(await offered(`${DECLARED}  NEW: a$<|>\n`)).toEqual(['CHOSEN', 'GLOBAL']);
    expect(await offered(`${DECLARED}workflow: { name: "$<|>" }\n`)).toEqual(['CHOSEN', 'GLOBAL']);
    expect(await offered(`${DECLARED}include: "$<|>"\n`)).toEqual([]);
    expect(await offered(`${DECLARED}.lines: { setup: [a $<|>] }\n`)).toEqual(['CHOSEN', 'GLOBAL']);
    expect(
      await offered(
        '-- .gitlab-ci.yml --\ninclude: b.yml\njob: { script: "$<|>" }\n-- b.yml --\nvariables: { FAR: x }\n',
      ),
    ).toEqual(['FAR']);
  });

  test('that GitLab sets, as far as they are known there', async () => {
    const at = async (text: string): Promise<readonly string[]> => offered(text, { predefined: 'on' });
    const script = await at('job:\n  script: $<|>\n');
    expect(script).toEqual(expect.arrayContaining(['CI_JOB_ID', 'CI_JOB_NAME', 'CI_COMMIT_SHA', 'GITLAB_USER_LOGIN']));
    const rules = await at('job:\n  rules: [{ if: $<|> }]\n');
    expect(rules).toEqual(expect.arrayContaining(['CI_JOB_NAME', 'CI_COMMIT_SHA']));
    expect(rules).not.toContain('CI_JOB_ID');
    const workflow = await at('workflow:\n  rules: [{ if: $<|> }]\n');
    expect(workflow).toContain('CI_PIPELINE_SOURCE');
    expect(workflow).not.toContain('CI_JOB_NAME');
    const include = await at('include: { local: "$<|>" }\n');
    expect(include).toContain('CI_COMMIT_SHA');
    expect(include).not.toContain('CI_JOB_NAME');
    const own = await at('variables: { CI_COMMIT_SHA: x }\njob: { script: "$<|>" }\n');
    expect(own.filter(label => label === 'CI_COMMIT_SHA').length).toBe(1);
    expect(own[0]).toBe('CI_COMMIT_SHA');
  });

  test.each([
    ['  script: echo $<|>\n', '  script: echo $OWN'],
    ['  script: echo $O<|>LD b\n', '  script: echo $OWN b'],
    ['  script: echo ${<|>\n', '  script: echo ${OWN}'],
    ['  script: echo "${<|>}"\n', '  script: echo "${OWN}"'],
    ['  script: echo ${OL<|>:-x}\n', '  script: echo ${OWN:-x}'],
    ['  script: echo $$$<|>\n', '  script: echo $$$OWN'],
    ['  rules: [{ if: "${<|>" }]\n', '  rules: [{ if: "$OWN" }]'],
  ])('taken in %j', async (text, line) => expect(await taken(`${JOB}${text}`, 'OWN')).toBe(line));

  test('say their value, their place and what their author says', async () => {
    const items = await itemsAt(`${JOB}  script: $<|>\n`);
    const of = (label: string): Completion | undefined => items.find(item => item.label === label);
    expect(of('CHOSEN')?.documentation).toBe(
      'Which one.\n\n- `a` of the pipeline, [.gitlab-ci.yml:3](file:///project/.gitlab-ci.yml#L3)\n\nOptions: `a`, `b`',
    );
    expect(of('OWN')?.detail).toBe('1 of the job');
  });
});

test('no variable takes the sign of an interpolation that a condition begins with', async () => {
  const text = 'job:\n  variables: { MODE: a }\n  script: x\n  rules:\n    - if: $<|>[[ inputs.a ]] == "x"\n';
  expect(await offered(text)).toEqual([]);
});

test('no variable takes the sign of an interpolation in brackets', async () => {
  const job = (item: string): string => `job:\n  variables: { MODE: a }\n  script: [make, ${item}]\n`;
  expect(await offered(job('$<|>'))).toEqual(['MODE']);
  expect(await offered(job('$<|>[[ inputs.a ]]'))).toEqual([]);
});

describe('conditions', () => {
  const DECLARATIONS = 'variables:\n  MODE: { value: a, options: [a, "b c"] }\n';
  test.each([
    ['if: <|>', ['$MODE']],
    ['if:<|>', ['$MODE']],
    ['if: MO<|>', ['$MODE']],
    ['if: $MODE <|>', ['==', '!=', '=~', '!~', '&&', '||']],
    ['if: $MODE =<|>', ['==', '!=', '=~', '!~', '&&', '||']],
    ['if: $MODE == <|>', ['"a"', '"b c"', 'null', '$MODE']],
    ['if: $MODE ==<|>', ['"a"', '"b c"', 'null', '$MODE']],
    ['if: \'$MODE == "<|>', ['"a"', '"b c"', 'null', '$MODE']],
    ['if: "$MODE == <|>"', ["'a'", "'b c'", 'null', '$MODE']],
    ['if: $MODE == "a" <|>', ['&&', '||']],
    ['if: ($MODE == "a") <|>', ['&&', '||']],
    ['if: $MODE == "a" && (<|>', ['$MODE']],
    ['if: $MODE =~ <|>', []],
    ['if: $MODE == "a"<|>', []],
    ['if: $MODE ||<|> $OTHER', []],
    ['if: $MODE && <|> !$OTHER', []],
    ['if: $MODE == <|> "a"', []],
    [String.raw`if: "$MODE ==<|> \"a\""`, []],
    [String.raw`if: "$MODE == <|>\"a\""`, []],
    [String.raw`if: "$MODE == \<|>"a\""`, []],
    [String.raw`if: "$MODE == \"a\" <|>"`, ['&&', '||']],
    ["if: '$MODE ==<|> ''a'''", []],
    ['if: ($MODE && <|> )', ['$MODE']],
    ['if: $MODE <|> && $OTHER', ['==', '!=', '=~', '!~', '&&', '||']],
    ['if: >\n          $MODE == <|>', ['"a"', '"b c"', 'null', '$MODE']],
  ])('%j', async (text, labels) =>
    expect(await offered(`${DECLARATIONS}job:\n  script: x\n  rules:\n    - ${text}\n`)).toEqual(labels),
  );

  test.each([
    ['if: $CI_PIPELINE_SOURCE == <|>', '"merge_request_event"', 'if: $CI_PIPELINE_SOURCE == "merge_request_event"'],
    ['if: $CI_PIPELINE_SOURCE ==<|>', '"schedule"', 'if: $CI_PIPELINE_SOURCE == "schedule"'],
    ['if: $CI_PIPELINE_SOURCE == "pu<|>', '"push"', 'if: $CI_PIPELINE_SOURCE == "push"'],
    ['if: $CI_PIPELINE_SOURCE == "pu<|>"', '"push"', 'if: $CI_PIPELINE_SOURCE == "push"'],
    [String.raw`if: "$CI_PIPELINE_SOURCE == \"pu<|>"`, "'push'", `if: "$CI_PIPELINE_SOURCE == 'push'"`],
    ["if: '$CI_PIPELINE_SOURCE == ''pu<|>'", '"push"', `if: '$CI_PIPELINE_SOURCE == "push"'`],
    ['if:<|>', '$CI_COMMIT_BRANCH', 'if: $CI_COMMIT_BRANCH'],
    ['if: $CI_COMMIT_BRANCH <|>', '==', 'if: $CI_COMMIT_BRANCH =='],
    ['if: CI_COM<|>', '$CI_COMMIT_BRANCH', 'if: $CI_COMMIT_BRANCH'],
  ])('taken in %j', async (text, label, line) =>
    expect((await taken(`job:\n  script: x\n  rules:\n    - ${text}\n`, label)).trim()).toBe(`- ${line}`),
  );
});

describe('expressions of the runner', () => {
  const JOB = 'job:\n  inputs: { level: { default: a }, dry-run: { default: b } }\n';
  const ALL = ['bool', 'job.inputs.level', 'job.inputs["dry-run"]', 'num', 'str'];
  test.each([
    ['  script: echo ${{ job.inputs.<|> }}\n', ALL],
    ['  script: echo ${{ job.inputs.level == <|> }}\n', ALL],
    ['  script: echo ${{ job.inputs.level && "a" || <|> }}\n', ALL],
    ['  script: echo ${{ str(<|>\n', ALL],
    ['  script: echo ${{ 1 +j<|> }}\n', ALL],
    ['  image: ${{ [job.inputs.level, <|>] }}\n', ALL],
    ['  script: echo ${{ job.inputs.level <|> }}\n', []],
    ['  script: echo ${{ "a <|>" }}\n', []],
    ['  script: echo \\${{ <|>\n', []],
    ['  script: echo ${{ 1 }} <|>\n', []],
    ['  tags: ["${{ <|>"]\n', []],
  ])('of a job in %j', async (text, labels) => expect(await offered(JOB + text)).toEqual(labels));

  test('of steps: what the place knows, and the steps before', async () => {
    const run =
      'job:\n  run:\n    - { name: one, script: a }\n    - name: two\n      func: ./f\n      inputs:\n        a: ${{ <|>\n';
    expect(await offered(run)).toEqual(
      expect.arrayContaining(['steps.one.outputs', 'vars', 'env', 'inputs', 'work_dir', 'str']),
    );
    expect(await taken(run, 'vars')).toBe('        a: ${{ vars');
    expect(await taken(run, 'work_dir')).toBe('        a: ${{ work_dir }}');
  });

  test.each([
    ['  script: echo ${{<|>\n', 'job.inputs.level', '  script: echo ${{ job.inputs.level }}'],
    ['  script: echo ${{ 1 +<|> }}\n', 'num', '  script: echo ${{ 1 +num(value) }}'],
    ['  script: "${{ job.inputs.d<|> }}"\n', "job.inputs['dry-run']", '  script: "${{ job.inputs[\'dry-run\'] }}"'],
  ])('of a job taken in %j', async (text, label, line) => expect(await taken(JOB + text, label)).toBe(line));

  test('of jobs and of a matrix', async () => {
    const job = 'job:\n  inputs: { level: { default: a } }\n  parallel: { matrix: [{ AXIS: [a] }] }\n';
    expect(await offered(`${job}  script: echo \${{ <|>\n`)).toEqual(['bool', 'job.inputs.level', 'num', 'str']);
    expect(
      await offered(`${job}  needs:\n    - job: x\n      parallel:\n        matrix:\n          - AXIS: ["$[[ <|>"]\n`),
    ).toEqual(['matrix.AXIS']);
  });
});

describe('inputs that are given to an include', () => {
  const INCLUDED = `-- ci/a.yml --
spec:
  inputs:
    level: { default: info, options: [info, debug] }
    count: { type: number }
    sure: { type: boolean, default: true }
    names: { type: array, default: [] }
    text: { default: "yes" }
---
x: { script: a }
`;
  test.each([
    [
      '-- .gitlab-ci.yml --\ninclude:\n  - local: ci/a.yml\n    inputs:\n      <|>\n',
      ['count', 'level', 'sure', 'names', 'text'],
    ],
    [
      '-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    count: 1\n    <|>\n',
      ['level', 'sure', 'names', 'text'],
    ],
    [
      '-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs: { <|> }\n',
      ['count', 'level', 'sure', 'names', 'text'],
    ],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    level: <|>\n', ['info', 'debug']],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    sure: <|>\n', ['true', 'false']],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    text: <|>\n', ['yes']],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    none: <|>\n', []],
    ['-- .gitlab-ci.yml --\ninclude:\n  project: a/b\n  file: c.yml\n  inputs:\n    <|>\n', []],
  ])('%j', async (text, labels) => expect(await offered(`${text}${INCLUDED}`)).toEqual(labels));

  test.each([
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    <|>\n', 'count', '    count: '],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    le<|>: info\n', 'level', '    level: info'],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    text: <|>\n', 'yes', '    text: "yes"'],
    ['-- .gitlab-ci.yml --\ninclude:\n  local: ci/a.yml\n  inputs:\n    sure: <|>\n', 'true', '    sure: true'],
  ])('taken in %j', async (text, label, line) => expect(await taken(`${text}${INCLUDED}`, label)).toBe(line));

  test('of a pipeline that a job starts', async () => {
    const text = `-- .gitlab-ci.yml --\njob:\n  trigger:\n    include:\n      - local: ci/a.yml\n        inputs:\n          <|>\n${INCLUDED}`;
    const { projects, document, offset } = await sceneOf(text, ['.gitlab-ci.yml', 'ci/a.yml']);
    const [project] = projects;
    const found = project
      ? complete(project, document, offset, { snippets: false, projects: [project], others: projects })
      : [];
    expect(found.map(({ label }) => label)).toContain('level');
  });
});

test('in a text of more lines than a function can have arguments', async () => {
  const script = `job:\n variables: { OWN: a }\n script: |\n${'  a\n'.repeat(140_000)}  echo $<|>\n`;
  expect((await offered(script))[0]).toBe('OWN');
});
