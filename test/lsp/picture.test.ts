/**
 * The picture of a pipeline over the protocol: the places of its nodes, child pipelines, and when to request it again.
 */
import { afterEach, expect, test } from 'vitest';
import type { PictureAnswer } from '../../server/src/lsp/requests.ts';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = `build: { script: make }
tags-only: { script: make, rules: [{ if: $CI_COMMIT_TAG }] }
child-only: { script: make, rules: [{ if: $CI_PIPELINE_SOURCE == "parent_pipeline" }] }
docs:
  trigger: { include: docs/docs.yml }
`;

let started: Started;
afterEach(() => started.stop());

async function open(initializationOptions: object = {}): Promise<void> {
  started = await start({ capabilities: ABLE, initializationOptions }, ['file:///ws']);
  await openText(started, URI, TEXT);
  await started.settled();
}

const about = { textDocument: { uri: URI } };

async function ask(more: object = {}): Promise<PictureAnswer | null> {
  return started.client.sendRequest<PictureAnswer | null>('gitlabCi/picture', { ...about, ...more });
}

const choose = async (name: string) =>
  started.client.sendRequest('gitlabCi/scenario', { ...about, choice: { folder: 'file:///ws', name, own: [] } });

const stateOf = (answer: PictureAnswer | null, name: string) =>
  answer?.picture.nodes.find(node => node.name === name)?.state;

test('tells where each node is written, and the file of a child pipeline', async () => {
  await open();
  const answer = await ask();
  expect(answer?.files).toEqual([URI]);
  expect(answer?.places['job docs']).toEqual([
    {
      uri: URI,
      range: { start: { line: 3, character: 0 }, end: { line: 4, character: 37 } },
      key: { start: { line: 3, character: 0 }, end: { line: 3, character: 4 } },
    },
  ]);
  expect(answer?.places['started 0 docs']).toEqual(answer?.places['job docs']);
  const given = { variables: {}, unknown: [] };
  expect(answer?.opens).toEqual({ 'started 0 docs': { uri: 'file:///ws/docs/docs.yml', as: 'child', given } });
});

test('is that of the scenario in force, or that of a child pipeline if it is asked for', async () => {
  await open();
  expect([stateOf(await ask(), 'tags-only'), stateOf(await ask(), 'child-only')]).toEqual(['out', 'out']);
  await choose('tag');
  expect(stateOf(await ask(), 'tags-only')).toBe('runs');
  const child = await ask({ as: 'child' });
  // on the same ref as the parent
  expect([stateOf(child, 'tags-only'), stateOf(child, 'child-only')]).toEqual(['runs', 'runs']);
  expect(child?.picture.scenario).toContain('child');
});

test('a client that draws pictures is told when they may be others', async () => {
  await open({ pictures: true });
  let told = 0;
  started.client.onNotification('gitlabCi/picturesChanged', () => {
    told++;
  });
  await choose('tag');
  await started.settled();
  expect(told).toBeGreaterThan(0);
});

test('there is none for a file that is not open or no pipeline', async () => {
  await open();
  expect(await ask({ textDocument: { uri: 'file:///ws/other.yml' } })).toBeNull();
});
