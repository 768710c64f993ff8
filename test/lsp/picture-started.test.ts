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
    variables: { LEVEL: 'one' },
    unknown: ['MIXED'],
  });
  const child = await ask(uri, { as, ...(given && { given }) });
  expect(statesIn(child)).toEqual([
    ['big', 'runs', 'runs'],
    ['mixed', 'depends', 'depends on $MIXED'],
  ]);
  // even if the name contains inputs
  expect(child?.places['job big']?.map(({ key }) => key.start)).toEqual([{ line: 2, character: 0 }]);
  expect(opens['started 0 quiet']?.given).toEqual({ variables: {}, unknown: [] });
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

test.each([null, 7, { inputs: 3, variables: [null], unknown: 'x', ref: {} }])(
  'given %j, there is a picture',
  async given => {
    server = await serverWith({ '.gitlab-ci.yml': PARENT });
    await open(server, `${ROOT}.gitlab-ci.yml`, PARENT);
    expect(statesIn(await ask(`${ROOT}.gitlab-ci.yml`, { as: 'child', given: given as never }))).toHaveLength(4);
  },
);
