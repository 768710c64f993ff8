/** What scenarios use of the repository of a file: read through the client alone, and read again when it changes. */
import { afterEach, expect, test } from 'vitest';
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
