/**
 * What the client is asked to request again: colours when a file starts or stops being a CI file, lenses when settings
 * change.
 */
import { afterEach, expect, it } from 'vitest';
import { ABLE, type Started } from './connect.ts';
import { open, read, rest, rewrite, ROOT, serverWith, touch, type OnDisk, type Options } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const PART = `${ROOT}ci/part.yml`;
const CAPABLE: NonNullable<Options['capabilities']> = {
  ...ABLE,
  workspace: {
    ...ABLE.workspace,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
  },
};

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverOn(section: () => unknown, capabilities = CAPABLE): Promise<OnDisk & { readonly told: string[] }> {
  const configuration = (_: unknown, name?: string): unknown => (name === 'gitlabCi' ? section() : null);
  const server = await serverWith({ '.gitlab-ci.yml': 'job: { script: make }\n' }, { capabilities, configuration });
  const told: string[] = [];
  for (const what of ['semanticTokens', 'codeLens', 'inlayHint'])
    server.client.onRequest(`workspace/${what}/refresh`, () => {
      told.push(what);
      return null;
    });
  running = server;
  return { ...server, told };
}

/** A server with an open file that includes another one, after everything about it was told. */
async function including(): ReturnType<typeof serverOn> {
  const server = await serverOn(() => ({}));
  server.disk.set(PART, 'part: { script: make }\n');
  await open(server, MAIN, 'include: ci/part.yml\njob: { script: make }\n');
  server.clock.advance(2000);
  await read(server);
  server.told.length = 0;
  return server;
}

async function configure(server: Started): Promise<void> {
  await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await read(server);
}

it('colours, when a setting makes a file one of ours, and when it does so no more', async () => {
  let section: unknown = {};
  const server = await serverOn(() => section);
  await open(server, `${ROOT}other.yml`, 'job: { script: make }\n');
  server.told.length = 0;
  section = { files: { include: ['other.yml'] } };
  await configure(server);
  expect(server.told).toContain('semanticTokens');
  server.told.length = 0;
  section = { files: { include: ['other.yml'] }, lens: { uses: false } };
  await configure(server);
  expect(server.told).toEqual(['codeLens', 'inlayHint']);
  server.told.length = 0;
  await configure(server);
  expect(server.told).toEqual([]);
  section = {};
  await configure(server);
  expect(server.told).toContain('semanticTokens');
});

it('colours, when a pipeline turns out to include the file', async () => {
  const server = await serverOn(() => ({}));
  await open(server, PART, 'job: { script: make }\n');
  await open(server, MAIN, 'job: { script: make }\n');
  server.told.length = 0;
  await rewrite(server, MAIN, 'include: ci/part.yml\n');
  await rest(server);
  expect(server.told).toContain('semanticTokens');
});

it('nothing of what the client cannot do', async () => {
  let section: unknown = {};
  const server = await serverOn(() => section, ABLE);
  await open(server, `${ROOT}other.yml`, 'job: { script: make }\n');
  section = { files: { include: ['other.yml'] } };
  await configure(server);
  expect(server.told).toEqual([]);
});

it('nothing after an edit that changes nothing elsewhere', async () => {
  const server = await serverOn(() => ({}));
  await open(server, MAIN, 'job: { script: make }\n');
  await rest(server);
  server.told.length = 0;
  await rewrite(server, MAIN, 'job: { script: test }\n');
  for (let count = 0; count < 5; count++) await rest(server);
  expect(server.told).toEqual([]);
});

it('lenses, when a file of the disk changes on which they depend, and not for others', async () => {
  const server = await including();
  server.disk.set(`${ROOT}ci/other.yml`, 'other: { script: make }\n');
  await touch(server, `${ROOT}ci/other.yml`);
  expect(server.told).toEqual([]);
  server.disk.set(PART, 'part: { script: test }\n');
  await touch(server, PART);
  expect(server.told).toContain('codeLens');
});

it('lenses at most once a second, when a file changes all the time, and the last change is not lost', async () => {
  const server = await including();
  const lensesTold = () => server.told.filter(what => what === 'codeLens').length;
  for (let count = 0; count < 20; count++) {
    server.disk.set(PART, `part: { script: make ${count} }\n`);
    await touch(server, PART);
    server.clock.advance(350);
    await read(server);
  }
  // seven seconds
  expect(lensesTold()).toBeGreaterThan(3);
  expect(lensesTold()).toBeLessThanOrEqual(8);
  const before = lensesTold();
  server.disk.set(PART, 'part: { script: last }\n');
  await touch(server, PART);
  server.clock.advance(1000);
  await read(server);
  expect(lensesTold()).toBeGreaterThan(before);
});
