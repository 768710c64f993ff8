/** Open files that nobody looks at rest: what is shown of them stays, and they answer as before. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type * as AtRest from '../../server/src/yaml/document/at-rest.ts';
import { codes, open, read, ROOT, serverWith, touch, type OnDisk } from './files.ts';

const reads = vi.hoisted((): string[] => []);
vi.mock('../../server/src/yaml/document/at-rest.ts', async original => {
  const real = await original<typeof AtRest>();
  const atRest: typeof real.atRest = (document, woken) =>
    real.atRest(document, uri => {
      reads.push(uri);
      woken(uri);
    });
  return { ...real, atRest };
});

beforeEach(() => void reads.splice(0));
let running: OnDisk | undefined;
afterEach(() => running?.stop());

const FILES = {
  'a.gitlab-ci.yml': '.base: {script: x}\njob: {extends: .base, retry: 9}\n',
  'b.gitlab-ci.yml': 'b: {script: x, when: now}\n',
  'c.gitlab-ci.yml': 'c: {script: x, retry: nine}\n',
};
const [A, B, C] = Object.keys(FILES).map(path => ROOT + path) as [string, string, string];

/** A server that keeps one file ready, with all of these open. */
async function opened(section: { current: unknown } = { current: {} }): Promise<OnDisk> {
  const server = (running = await serverWith(FILES, {
    configuration: () => section.current,
    awake: { files: 1, text: 0 },
  }));
  for (const [path, text] of Object.entries(FILES)) await open(server, ROOT + path, text);
  await read(server);
  // what could not rest while files were being read does so now
  server.clock.advance(1000);
  return server;
}

function about({ published }: OnDisk, uri: string): readonly PublishDiagnosticsParams[] {
  return published.filter(one => one.uri === uri);
}

/** Replaces all of its text. */
function replace({ client }: OnDisk, uri: string, text: string): Promise<void> {
  return client.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text }],
  });
}

it('is neither read nor shown again when other files are opened, edited and written', async () => {
  const server = await opened();
  const shown = [A, B].map(uri => about(server, uri).length);
  expect([A, B].map(uri => codes(server, uri).length)).toEqual([1, 1]);
  await replace(server, C, 'c: {script: x}\n');
  server.disk.set(`${ROOT}part.yml`, 'a: {script: x}\n');
  await touch(server, `${ROOT}part.yml`);
  expect([A, B].map(uri => about(server, uri).length)).toEqual(shown);
  expect(reads).toEqual([]);
});

it('answers as before, and its edits are judged with what was there', async () => {
  const server = await opened();
  const definition = await server.client.sendRequest('textDocument/definition', {
    textDocument: { uri: A },
    position: { line: 1, character: 16 },
  });
  expect(reads).toEqual([A]);
  expect(definition).toMatchObject([{ uri: A, range: { start: { line: 0, character: 0 } } }]);
  await replace(server, B, 'b: {script: x, when: now, retry: 9}\n');
  await read(server);
  server.clock.advance(1000);
  await read(server);
  expect(codes(server, B)).toHaveLength(2);
});

it('settings that change are heard by all, one after the other', async () => {
  const section: { current: unknown } = { current: {} };
  const server = await opened(section);
  const before = [A, B, C].map(uri => codes(server, uri));
  expect(before.flat().length).toBeGreaterThan(2);
  section.current = { rules: Object.fromEntries(before.flat().map(code => [String(code), 'off'])) };
  await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await read(server);
  expect([A, B, C].map(uri => codes(server, uri))).toEqual([[], [], []]);
});
