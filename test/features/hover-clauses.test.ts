/** The table on `if`, `changes` and `exists`, wherever a file can have them. */
import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { sceneOf } from './navigation.ts';

/** The hover at the cursor, in `push` and with all usual scenarios. */
async function tableAt(fixture: string): Promise<string> {
  const { projects, document, offset } = await sceneOf(fixture);
  const all = usualScenarios({ tags: [] }, ['Dockerfile', 'src/a.ts']);
  const [inForce] = all;
  const [project] = projects;
  if (!project || !inForce) throw new Error('nothing to ask');
  return hover(project, document, offset, { projects, scenarios: { inForce, all } })?.markdown ?? '';
}

const TAGGED = /\| matches \| `tag` \|/;

describe('an `if` that only tags match, in', () => {
  test.each([
    ['rules of a job', 'a:\n  script: x\n  rules:\n    - if: $CI_<|>COMMIT_TAG\n'],
    ['its key', 'a:\n  script: x\n  rules:\n    - i<|>f: $CI_COMMIT_TAG\n'],
    ['nested lists of rules', 'a:\n  script: x\n  rules:\n    - - - if: $CI_<|>COMMIT_TAG\n'],
    ['the workflow', 'workflow:\n  rules:\n    - if: $CI_<|>COMMIT_TAG\na: {script: x}\n'],
    ['rules of an include', 'include:\n  - local: b.yml\n    rules:\n      - if: $CI_<|>COMMIT_TAG\na: {script: x}\n'],
    ['an include that is no list', 'include:\n  local: b.yml\n  rules:\n    - if: $CI_<|>COMMIT_TAG\na: {script: x}\n'],
    [
      'an include of another project',
      'include:\n  - project: a/b\n    file: b.yml\n    rules:\n      - if: $CI_<|>COMMIT_TAG\na: {script: x}\n',
    ],
    [
      'the include of a trigger',
      'a:\n  trigger:\n    include:\n      - local: b.yml\n        rules:\n          - if: $CI_<|>COMMIT_TAG\n',
    ],
    ['a template', '.t:\n  rules:\n    - if: $CI_<|>COMMIT_TAG\na: {extends: .t, script: x}\n'],
    [
      'a template by !reference',
      '.t:\n  rules:\n    - if: $CI_<|>COMMIT_TAG\na:\n  script: x\n  rules: [!reference [.t, rules]]\n',
    ],
    [
      'a list of any name by !reference',
      '.t:\n  tagged:\n    - if: $CI_<|>COMMIT_TAG\na:\n  script: x\n  rules: [!reference [.t, tagged]]\n',
    ],
    ['a rule by an alias', '.t:\n  - &tagged\n    if: $CI_<|>COMMIT_TAG\na:\n  script: x\n  rules: [*tagged]\n'],
    [
      'the workflow by !reference',
      '.t:\n  rules:\n    - if: $CI_<|>COMMIT_TAG\nworkflow:\n  rules: [!reference [.t, rules]]\na: {script: x}\n',
    ],
    ['rules of a trigger job', 'a:\n  trigger: {include: b.yml}\n  rules:\n    - if: $CI_<|>COMMIT_TAG\n'],
  ])('%s', async (_where, text) => {
    const file = '-- b.yml --\nb: {script: y}\n';
    const table = await tableAt(`-- .gitlab-ci.yml --\n${text}${file}`);
    expect(table).toContain('In `push`: **does not match**');
    expect(table).toMatch(TAGGED);
  });

  test('an included file, also of its own includes', async () => {
    const files = '-- .gitlab-ci.yml --\ninclude: b.yml\na: {script: x}\n-- c.yml --\nc: {script: x}\n';
    const own = '-- b.yml --\ninclude:\n  - local: c.yml\n    rules:\n      - if: $CI_<|>COMMIT_TAG\n';
    expect(await tableAt(files + own)).toMatch(TAGGED);
    expect(await tableAt(`${files}-- b.yml --\nb:\n  script: x\n  rules:\n    - if: $CI_<|>COMMIT_TAG\n`)).toMatch(
      TAGGED,
    );
  });
});

describe('`changes` and `exists`, in', () => {
  test.each([
    ['rules', 'a:\n  script: x\n  rules:\n    - exists: [Docker<|>file]\n', 'matches'],
    ['rules with paths', 'a:\n  script: x\n  rules:\n    - exists:\n        paths: [lib<|>/*]\n', 'does not match'],
    [
      'rules of an include',
      'include:\n  - local: b.yml\n    rules:\n      - exists: [src/<|>*.ts]\na: {script: x}\n',
      'matches',
    ],
    ['rules, unknown', 'a:\n  script: x\n  rules:\n    - changes: [Docker<|>file]\n', 'depends on the changed files'],
    ['only', 'a:\n  script: x\n  only:\n    changes: [Docker<|>file]\n', 'depends on the changed files'],
    ['except', 'a:\n  script: x\n  except:\n    chan<|>ges: [Dockerfile]\n', 'depends on the changed files'],
  ])('%s', async (_where, text, outcome) => {
    const file = '-- b.yml --\nb: {script: y}\n';
    expect(await tableAt(`-- .gitlab-ci.yml --\n${text}${file}`)).toContain(`In \`push\`: **${outcome}**`);
  });
});

test('rules of an include see no variable of the file', async () => {
  const text = 'variables: {OWN: x}\ninclude:\n  - local: b.yml\n    rules:\n      - if: $O<|>WN\na: {script: x}\n';
  expect(await tableAt(`-- .gitlab-ci.yml --\n${text}-- b.yml --\nb: {script: y}\n`)).toContain('depends on $OWN');
});

test('rules of an include of a trigger are those of the child pipeline', async () => {
  const rules = 'rules:\n          - if: $CI_PIPELINE_SOURCE<|> == "parent_pipeline"\n';
  const text = `a:\n  trigger:\n    include:\n      - local: b.yml\n        ${rules}`;
  expect(await tableAt(`-- .gitlab-ci.yml --\n${text}-- b.yml --\nb: {script: y}\n`)).toContain(
    'In `push`: **matches**',
  );
});

test('a variable of that name is no condition', async () => {
  const text = 'a:\n  script: x\n  rules:\n    - if: $X\n      variables:\n        changes: a<|>b\n';
  expect(await tableAt(`-- .gitlab-ci.yml --\n${text}`)).not.toContain('in scenario');
});

test('rules of inputs see the defaults of others, and what the scenario gives', async () => {
  const header = (condition: string) =>
    `spec:\n  inputs:\n    env: {default: staging}\n    other: {}\n    size:\n      rules:\n        - if: ${condition}\n          options: [a]\n`;
  const at = (condition: string) => tableAt(`-- .gitlab-ci.yml --\n${header(condition)}---\na: {script: x}\n`);
  expect(await at(`$[[ inputs.env ]] =<|>= 'staging'`)).toContain('In `push`: **matches**');
  expect(await at(`$[[ inputs.env ]] =<|>= 'production'`)).toContain('In `push`: **does not match**');
  expect(await at(`$[[ inputs.other ]] =<|>= 'x'`)).toContain('**depends on the input other**');
  const text = `${header("$[[ inputs.env ]] == 'production'")}---\na: {script: x}\n`;
  const { projects, document } = await sceneOf(`-- .gitlab-ci.yml --\n${text}`);
  const [project] = projects;
  const [push] = usualScenarios({ tags: [] });
  if (!project || !push) throw new Error('nothing to ask');
  const inForce = { ...push, inputs: { env: 'production' } };
  const shown = hover(project, document, text.indexOf('if:'), { projects, scenarios: { inForce, all: [push] } });
  expect(shown?.markdown).toContain('In `push`: **matches**');
  expect(shown?.markdown).toContain('| does not match | `push` |');
});
