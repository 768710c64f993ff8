/** What scenarios use of the repository of a file: read through the client alone, and read again when it changes. */
import { afterEach, expect, test } from 'vitest';
import { REST } from '../../server/src/workspace/reading.ts';
import { open, ROOT, serverWith, type OnDisk } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEXT = `build:
  script: make
  rules:
    - exists: [Dockerfile]
next:
  script: make
  rules:
    - if: $CI_COMMIT_BRANCH == "next"
`;

let server: OnDisk;
afterEach(() => server.stop());

async function answer(name: string) {
  const choice = { folder: ROOT, name, own: [] };
  const about = { textDocument: { uri: MAIN } };
  const { scenarios } = await server.client.sendRequest<{ scenarios: { name: string; ref: string }[] }>(
    'gitlabCi/scenario',
    { ...about, choice },
  );
  const plan = await server.client.sendRequest<{ jobs: Record<string, { included: unknown }> }>('gitlabCi/plan', about);
  const included = Object.fromEntries(Object.entries(plan.jobs).map(([job, { included: is }]) => [job, is]));
  return { ref: scenarios.find(one => one.name === name)?.ref, included };
}

async function quiet(): Promise<void> {
  for (let round = 0; round < 10; round++) await server.settled();
}

test('branches come from .git, files from the working tree, and both follow what changes', async () => {
  const git = {
    '.git/HEAD': 'ref: refs/heads/topic\n',
    '.git/packed-refs': '0123 refs/remotes/origin/next\n',
    '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/next\n',
  };
  server = await serverWith({ ...git, '.gitlab-ci.yml': TEXT, Dockerfile: '' });
  await open(server, MAIN, TEXT);
  await quiet();
  expect(await answer('push')).toEqual({ ref: 'next', included: { build: true, next: true } });
  expect((await answer('push-branch')).ref).toBe('topic');
  server.disk.set(`${ROOT}.git/HEAD`, 'ref: refs/heads/other\n');
  server.disk.delete(`${ROOT}Dockerfile`);
  const changes = ['.git/HEAD', 'Dockerfile'].map(path => ({ uri: ROOT + path, type: 2 }));
  await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await quiet();
  expect(await answer('push-branch')).toEqual({ ref: 'other', included: { build: false, next: false } });
});

test('nothing is listed where no rule asks for files', async () => {
  const text = TEXT.replace('exists: [Dockerfile]', 'if: $CI');
  server = await serverWith({ '.git/HEAD': 'ref: refs/heads/topic\n', '.gitlab-ci.yml': text, 'src/a': '' });
  await open(server, MAIN, text);
  await quiet();
  expect((await answer('push-branch')).ref).toBe('topic');
  expect(server.asked).not.toContain(`${ROOT}src/`);
});

test('files are known also where edits and changes on disk come while they are being listed', async () => {
  const more = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`src/${index}/a`, '']));
  server = await serverWith({ '.git/HEAD': 'ref: refs/heads/topic\n', '.gitlab-ci.yml': TEXT, ...more });
  await open(server, MAIN, TEXT);
  await quiet();
  for (let turns = 0; turns < 16; turns++) {
    if (turns % 2 > 0) server.disk.delete(`${ROOT}Dockerfile`);
    else server.disk.set(`${ROOT}Dockerfile`, '');
    const changes = [{ uri: `${ROOT}Dockerfile`, type: 2 }];
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    for (let turn = 0; turn < turns; turn++) await server.settled();
    const textDocument = { uri: MAIN, version: turns + 2 };
    const contentChanges = [{ text: `${TEXT}# ${turns}\n` }];
    await server.client.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    server.clock.advance(REST);
    await quiet();
    expect((await answer('push-branch')).included['build'], `${turns}`).toBe(turns % 2 === 0);
  }
});

test('a CI file that is made or deleted is one of the files that exist', async () => {
  const text = TEXT.replace('Dockerfile', 'charts/values.yml');
  const uri = `${ROOT}charts/values.yml`;
  server = await serverWith({ '.git/HEAD': 'ref: refs/heads/topic\n', '.gitlab-ci.yml': text });
  await open(server, MAIN, text);
  await quiet();
  expect((await answer('push-branch')).included['build']).toBe(false);
  server.disk.set(uri, 'a: b\n');
  await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
  await quiet();
  expect((await answer('push-branch')).included['build']).toBe(true);
  server.disk.delete(uri);
  await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  await quiet();
  expect((await answer('push-branch')).included['build']).toBe(false);
});
