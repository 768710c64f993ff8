/** What a picture shows about each job: its stage, its state as shape and words, its copies, needs and pipelines. */
import { expect, test } from 'vitest';
import { picture } from './pictures.ts';

const TEXT = `stages: [build, test, deploy]
build: { stage: build, script: make }
unit:
  stage: test
  script: make test
  parallel: 3
  needs: [build]
lint: { stage: test, script: make lint, allow_failure: true, needs: [{ job: build, optional: true }] }
release:
  stage: deploy
  script: make release
  rules: [{ if: $CI_COMMIT_TAG }]
by-hand: { stage: deploy, script: make deploy, when: manual, allow_failure: false, needs: ["unit 2/3", "unit 3/3"] }
later: { stage: deploy, script: make later, when: delayed, start_in: 30 minutes }
mourn: { stage: deploy, script: make mourn, when: on_failure }
maybe: { stage: deploy, script: make maybe, rules: [{ if: $DEPLOY }] }
children: { stage: deploy, trigger: { include: ci/child.yml } }
others: { stage: deploy, trigger: group/other }
`;

const nodesOf = (text: string, scenario?: string) =>
  Object.fromEntries(picture(text, scenario).nodes.map(node => [node.id, node]));

test('every job is a node of its stage, with a state and words', () => {
  const { stages, nodes } = picture(TEXT);
  expect(stages).toEqual(['build', 'test', 'deploy']);
  expect(nodes.map(({ name, kind, stage, state, says }) => [name, kind, stage, state, ...says])).toEqual([
    ['build', 'job', 0, 'runs', 'runs'],
    ['unit', 'job', 1, 'runs', 'runs, 3 copies'],
    ['lint', 'job', 1, 'runs', 'runs, may fail'],
    ['release', 'job', 2, 'out', 'not in this pipeline', 'its only rule does not match'],
    ['by-hand', 'job', 2, 'manual', 'manual'],
    ['later', 'job', 2, 'delayed', 'delayed 30 minutes'],
    ['mourn', 'job', 2, 'on-failure', 'runs on failure'],
    ['maybe', 'job', 2, 'depends', 'depends on $DEPLOY'],
    ['children', 'job', 2, 'runs', 'runs'],
    ['ci/child.yml', 'child', 2, 'runs', 'child pipeline'],
    ['others', 'job', 2, 'runs', 'runs'],
    ['group/other', 'downstream', 2, 'runs', 'downstream pipeline', 'in another project'],
  ]);
});

test('copies are one node that names them all', () => {
  expect(nodesOf(TEXT)['job unit']?.copies).toEqual(
    ['unit 1/3', 'unit 2/3', 'unit 3/3'].map(name => ({ name, says: 'runs' })),
  );
});

test('needs are one line between two jobs; those that may be missing are told apart, and so is what starts a pipeline', () => {
  expect(picture(TEXT).edges).toEqual([
    { from: 'job build', to: 'job unit', kind: 'needs' },
    { from: 'job build', to: 'job lint', kind: 'optional' },
    { from: 'job unit', to: 'job by-hand', kind: 'needs' },
    { from: 'job children', to: 'started 0 children', kind: 'starts' },
    { from: 'job others', to: 'started 0 others', kind: 'starts' },
  ]);
});

test('another scenario changes what jobs do, and not which nodes there are', () => {
  const [push, tag] = [picture(TEXT), picture(TEXT, 'tag')];
  expect(tag.nodes.map(({ id }) => id)).toEqual(push.nodes.map(({ id }) => id));
  expect(nodesOf(TEXT, 'tag')['job release']).toMatchObject({
    state: 'runs',
    says: ['runs'],
    reason: 'rule 1 of 1: $CI_COMMIT_TAG',
  });
});

test('where there is no pipeline, every job is a ghost that says so', () => {
  const { verdict, nodes } = picture(`workflow: { rules: [{ if: $CI_COMMIT_TAG }] }\n${TEXT}`);
  expect(verdict).toContain('There is no pipeline');
  expect(new Set(nodes.map(({ state }) => state))).toEqual(new Set(['out']));
  expect(nodes[0]?.says).toEqual(['no pipeline: workflow:rules']);
});

test('where the workflow leaves open whether there is a pipeline, every job depends on it, also one whose copies differ', () => {
  const { nodes } = picture(`workflow: { rules: [{ if: $DEPLOY }] }
same: { script: make }
differ:
  script: make
  parallel: { matrix: [{ X: [a, b] }] }
  rules: [{ if: $X == "a" }, { if: $Y }]
`);
  expect(nodes.map(({ name, state, copies }) => [name, state, copies.length])).toEqual([
    ['same', 'depends', 0],
    ['differ', 'depends', 2],
  ]);
});

test('a trigger job that is left out starts nothing', () => {
  const [job, child] = picture(
    't: { trigger: { include: [{ artifact: a.yml, job: x }] }, rules: [{ when: never }] }\n',
  ).nodes;
  expect(job?.state).toBe('out');
  expect(child).toMatchObject({ name: 'a.yml', state: 'out', says: ['is not started'] });
});

test.each([
  ['{ include: ci/a.yml }', ['ci/a.yml', 'child pipeline']],
  ['{ include: [ci/a.yml, ci/b.yml] }', ['ci/a.yml and 1 more', 'child pipeline']],
  [
    '{ include: [ci/a.yml, { project: g/p, file: b.yml }] }',
    ['ci/a.yml and 1 more', 'child pipeline', 'not all of its files are here'],
  ],
  ['{ include: [{ artifact: a.yml, job: gen }] }', ['a.yml', 'child pipeline', 'its file is made by gen']],
  ['{ include: [{ project: g/p, file: a.yml }] }', ['a.yml', 'child pipeline', 'its file is in another project']],
  ['{ include: [{ template: A.yml }] }', ['A.yml', 'child pipeline', 'its file is a template of GitLab']],
  [
    '{ include: [{ remote: "https://x.y/a.yml" }] }',
    ['https://x.y/a.yml', 'child pipeline', 'its file is on another server'],
  ],
  ['{ include: "ci/*.yml" }', ['ci/*.yml', 'child pipeline']],
  ['{ include: ci/$X.yml }', ['ci/$X.yml', 'child pipeline', 'its path holds a variable']],
  ['{ project: g/p, branch: stable }', ['g/p', 'downstream pipeline', 'in another project, on stable']],
  ['{ project: 7 }', ['a project', 'downstream pipeline', 'in another project']],
])('what %s starts says where it is, unless it can be opened', (trigger, expected) => {
  const [, node] = picture(`t: { trigger: ${trigger} }\n`).nodes;
  expect([node?.name, ...(node?.says ?? [])]).toEqual(expected);
});

test.each([
  '',
  'a: {script: x, needs: [a, b]}',
  'a: {trigger: {include: 7}}',
  'a: {trigger: {include: []}}',
  'stages: 7\na: {script: x, stage: [1]}',
])('of %j there is a picture all the same', text => {
  const { stages, nodes } = picture(text);
  expect(nodes.every(({ stage }) => stages[stage] !== undefined)).toBe(true);
});

test('of thousands of jobs, the first are drawn, and the picture says so', () => {
  const job = (at: number): string => `j${at}: { script: a${at > 0 ? `, needs: [j${at - 1}]` : ''} }\n`;
  const { verdict, nodes, edges } = picture(Array.from({ length: 2500 }, (_, at) => job(at)).join(''));
  expect(verdict).toMatch(/ The first 2000 of 2500 jobs are drawn\.$/);
  expect([nodes.length, edges.length]).toEqual([2000, 1999]);
});
