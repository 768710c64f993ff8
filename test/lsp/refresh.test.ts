/**
 * What the client is asked to request again: colours when a file starts or stops being a CI file, lenses when settings
 * change.
 */
import { afterEach, expect, it } from 'vitest';
import { ABLE, type Started } from './connect.ts';
import { open, read, rest, rewrite, ROOT, serverWith, type Options } from './files.ts';

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

async function serverOn(
  section: () => unknown,
  capabilities = CAPABLE,
): Promise<Started & { readonly told: string[] }> {
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
