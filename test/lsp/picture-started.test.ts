/**
 * The pictures of pipelines that a job starts: what it passes to a child, and the pipeline of another project that is
 * open.
 */
import { afterEach, expect, test } from 'vitest';
import type { PictureAnswer, PictureParams } from '../../server/src/lsp/requests.ts';
import { open, ROOT, serverWith, type OnDisk } from './files.ts';

let server: OnDisk;
afterEach(() => server.stop());

const ask = async (uri: string, more: Partial<PictureParams> = {}): Promise<PictureAnswer | null> =>
  server.client.sendRequest<PictureAnswer | null>('gitlabCi/picture', { textDocument: { uri }, ...more });

const statesIn = (answer: PictureAnswer | null) =>
  answer?.picture.nodes.map(({ name, state, says }) => [name, state, ...says]);

const PARENT = `variables: { LEVEL: one, MIXED: "$LEVEL-x" }
start:
  trigger: { include: [{ local: child.yml, inputs: { kind: big, list: [a, b], no: null } }] }
quiet:
  trigger: { include: child.yml, forward: { yaml_variables: false } }
`;
const CHILD = `spec: { inputs: { kind: {}, list: { type: array } } }
---
$[[ inputs.kind ]]: { script: x, rules: [{ if: $LEVEL == "one" }] }
mixed: { script: x, rules: [{ if: $MIXED == "one-x" }] }
`;

test('a child gets the inputs and variables that the job gives to it', async () => {
  server = await serverWith({ '.gitlab-ci.yml': PARENT, 'child.yml': CHILD });
  await open(server, `${ROOT}.gitlab-ci.yml`, PARENT);
  await open(server, `${ROOT}child.yml`, CHILD);
  const opens = (await ask(`${ROOT}.gitlab-ci.yml`))?.opens ?? {};
  const { uri = '', as = 'child', given } = opens['started 0 start'] ?? {};
  expect(given).toEqual({
    inputs: { kind: 'big', list: '["a", "b"]' },
    variables: { LEVEL: 'one', MIXED: 'one-x' },
    unknown: [],
  });
  const child = await ask(uri, { as, ...(given && { given }) });
  expect(statesIn(child)).toEqual([
    ['big', 'runs', 'runs'],
    ['mixed', 'runs', 'runs'],
  ]);
  // even if the name contains inputs
  expect(child?.places['job big']?.map(({ key }) => key.start)).toEqual([{ line: 2, character: 0 }]);
  expect(opens['started 0 quiet']?.given).toEqual({ variables: {}, unknown: [] });
});

/** What the job `start` of a pipeline gives to its child. */
async function givenIn(text: string, variables: Readonly<Record<string, string>> = {}) {
  server = await serverWith({ '.gitlab-ci.yml': text, 'child.yml': 'child: { script: x }\n' });
  await open(server, `${ROOT}.gitlab-ci.yml`, text);
  const choice = { folder: ROOT, name: 'mine', own: [{ name: 'mine', variables }] };
  await server.client.sendRequest('gitlabCi/scenario', { textDocument: { uri: `${ROOT}.gitlab-ci.yml` }, choice });
  return (await ask(`${ROOT}.gitlab-ci.yml`))?.opens['started 0 start']?.given;
}

const START = 'start:\n  trigger:\n    include: child.yml\n';

test.each([
  ['of the file by default', '', { ROOT: 'r', JOB: 'j' }, []],
  [
    'of the run only if that is said',
    '    forward: {pipeline_variables: true}\n',
    { ROOT: 'run', JOB: 'j', RUN: 'x' },
    [],
  ],
  [
    'of the run alone',
    '    forward: {pipeline_variables: true, yaml_variables: false}\n',
    { ROOT: 'run', RUN: 'x' },
    [],
  ],
  ['none', '    forward: {yaml_variables: false}\n', {}, []],
  ['of the job alone', '  inherit: {variables: false}\n', { JOB: 'j' }, []],
  ['that the job inherits by name', '  inherit: {variables: [ROOT]}\n', { ROOT: 'r', JOB: 'j' }, []],
  ['of the rule', '  rules: [{if: $RUN, variables: {JOB: rule}}]\n', { ROOT: 'r', JOB: 'rule' }, []],
])('a child gets variables %s', async (_which, more, variables, unknown) => {
  const text = `variables: {ROOT: r}\n${START}${more}  variables: {JOB: j}\n`;
  expect(await givenIn(text, { ROOT: 'run', RUN: 'x' })).toEqual({ variables, unknown });
});

test('values are handed on expanded, if that is known', async () => {
  const values =
    '{A: "$CI_COMMIT_BRANCH/$B", B: b, C: "$SECRET", D: "$CI_PIPELINE_ID", E: {value: "$B", expand: false}}';
  expect(await givenIn(`variables: ${values}\n${START}`)).toEqual({
    variables: { A: 'main/b', B: 'b' },
    unknown: ['C', 'D', 'E'],
  });
});

test('what differs between copies is not known', async () => {
  const text = `${START}  variables: {SAME: s}\n  parallel: {matrix: [{KIND: [a, b]}]}\n`;
  expect(await givenIn(text)).toEqual({ variables: { SAME: 's' }, unknown: ['KIND'] });
});

const SEVERAL = `start:
  trigger:
    include:
      - local: one.yml
        inputs: {kind: big}
      - local: two.yml
      - local: three.yml
        rules: [{ if: $CI_PIPELINE_SOURCE == "push" }]
all:
  trigger: {include: parts/*.yml}
`;

test('a child pipeline of several files is all of them together', async () => {
  const files = {
    '.gitlab-ci.yml': SEVERAL,
    'one.yml': 'spec: {inputs: {kind: {}}}\n---\n$[[ inputs.kind ]]: {script: x}\nshared: {script: x}\n',
    'two.yml': 'include: deep.yml\nshared: {needs: [deep], rules: [{when: manual}]}\n',
    'three.yml': 'three: {script: x}\n',
    'deep.yml': 'deep: {script: x}\n',
    'parts/a.yml': 'a: {script: x}\n',
    'parts/b.yml': 'b: {script: x}\n',
  };
  server = await serverWith(files);
  await open(server, `${ROOT}.gitlab-ci.yml`, SEVERAL);
  const parent = await ask(`${ROOT}.gitlab-ci.yml`);
  expect(statesIn(parent)?.filter((_, index) => index % 2 === 1)).toEqual([
    ['one.yml and 2 more', 'runs', 'child pipeline'],
    ['parts/*.yml', 'runs', 'child pipeline'],
  ]);
  const { uri = '', ...how } = parent?.opens['started 0 start'] ?? {};
  expect(uri).toBe(`${ROOT}one.yml`);
  await open(server, uri, files['one.yml']);
  const child = await ask(uri, how);
  expect(statesIn(child)?.map(([name, state]) => [name, state])).toEqual([
    ['big', 'runs'],
    ['shared', 'manual'],
    ['deep', 'runs'],
    ['three', 'out'],
  ]);
  expect(child?.files.toSorted()).toEqual(['deep', 'one', 'three', 'two'].map(name => `${ROOT}${name}.yml`));
  expect(child?.picture.edges).toMatchObject([{ from: 'job deep', to: 'job shared' }]);
  expect(child?.places['job deep']?.map(place => place.uri)).toEqual([`${ROOT}deep.yml`]);
  const { uri: first = '', ...pattern } = parent?.opens['started 0 all'] ?? {};
  await open(server, first, files['parts/a.yml']);
  expect(statesIn(await ask(first, pattern))?.map(([name]) => name)).toEqual(['a', 'b']);
});

test.each([
  ['$CI_PIPELINE_SOURCE == "parent_pipeline"', 'runs', 'GitLab creates a pipeline.'],
  ['$CI_PIPELINE_SOURCE == "push"', 'out', 'GitLab refuses to create a pipeline.'],
  ['$DEPLOY', 'depends', 'Whether there is a pipeline depends on $DEPLOY.'],
])('the file of a child pipeline is there if its rules let it in: %s', async (condition, state, verdict) => {
  const parent = `start:\n  trigger:\n    include:\n      - local: one.yml\n        inputs: {kind: big}\n        rules: [{if: '${condition}'}]\n`;
  const files = {
    '.gitlab-ci.yml': parent,
    'one.yml': 'spec: {inputs: {kind: {}}}\n---\n$[[ inputs.kind ]]: {script: x}\n',
  };
  server = await serverWith(files);
  await open(server, `${ROOT}.gitlab-ci.yml`, parent);
  const { uri = '', ...how } = (await ask(`${ROOT}.gitlab-ci.yml`))?.opens['started 0 start'] ?? {};
  await open(server, uri, files['one.yml']);
  const child = await ask(uri, how);
  expect(statesIn(child)?.map(([name, is]) => [name, is])).toEqual([['big', state]]);
  expect(child?.picture.verdict).toBe(verdict);
});

const HERE = `other: { trigger: { project: group/other, branch: stable } }
unknown: { trigger: group/unknown }
`;
const OTHER = `job: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "pipeline" && $CI_COMMIT_BRANCH == "stable" }] }\n`;

test('the pipeline of another project opens where its repository is open', async () => {
  const remote = (path: string) => `[remote "origin"]\n\turl = git@gitlab.com:${path}.git\n`;
  server = await serverWith(
    {
      'here/.git/config': remote('group/here'),
      'here/.gitlab-ci.yml': HERE,
      'other/.git/config': remote('group/other'),
      'other/.gitlab-ci.yml': OTHER,
    },
    { folders: [`${ROOT}here/`, `${ROOT}other/`] },
  );
  await open(server, `${ROOT}here/.gitlab-ci.yml`, HERE);
  await open(server, `${ROOT}other/.gitlab-ci.yml`, OTHER);
  const answer = await ask(`${ROOT}here/.gitlab-ci.yml`);
  expect(statesIn(answer)?.filter((_, index) => index % 2 === 1)).toEqual([
    ['group/other', 'runs', 'downstream pipeline'],
    ['group/unknown', 'runs', 'downstream pipeline', 'in another project'],
  ]);
  const opening = answer?.opens['started 0 other'];
  expect(opening).toMatchObject({ uri: `${ROOT}other/.gitlab-ci.yml`, as: 'multi-project', given: { ref: 'stable' } });
  const { uri = '', ...how } = opening ?? {};
  expect(statesIn(await ask(uri, how))).toEqual([['job', 'runs', 'runs']]);
});

test.each([null, 7, { inputs: 3, variables: [null], unknown: 'x', ref: {}, start: 3 }, { start: 'gitlab-ci-child:[' }])(
  'given %j, there is a picture',
  async given => {
    server = await serverWith({ '.gitlab-ci.yml': PARENT });
    await open(server, `${ROOT}.gitlab-ci.yml`, PARENT);
    expect(statesIn(await ask(`${ROOT}.gitlab-ci.yml`, { as: 'child', given: given as never }))).toHaveLength(4);
  },
);
