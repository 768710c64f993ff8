/** Requests with a token show that they take long: begin and end, for nobody else and not for short ones. */
import { afterEach, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { MOMENT } from '../../server/src/lsp/progress.ts';
import { paramsOf } from './asking.ts';
import { openText, type Started } from './connect.ts';
import { read, ROOT, serverWith } from './files.ts';

const URI = `${ROOT}.gitlab-ci.yml`;
const TEXT = 'include: ci/a.yml\njob:\n  script: make\n';
const AT = { line: 1, character: 1 };
const HOOKS = { command: 'gitlabCi.effectiveHooks', arguments: [{ textDocument: { uri: URI }, position: AT }] };

let running: Started | undefined;
afterEach(() => running?.stop());

interface Slow extends Started {
  /** What was shown, by its token. */
  readonly shown: string[];
  /** Lets the client answer about the included file. */
  readonly answer: () => void;
}

/** A server that waits for an included file. */
async function slow(): Promise<Slow> {
  const server = await serverWith({});
  running = server;
  const shown: string[] = [];
  let answer: () => void = () => undefined;
  const answered = new Promise<void>(resolve => (answer = resolve));
  server.client.onNotification('$/progress', ({ token, value }: { token: string; value: Record<string, string> }) => {
    shown.push(`${token}: ${value['kind']} ${value['title'] ?? ''}`.trimEnd());
  });
  server.client.onRequest('gitlabCi/readFile', async ({ uri }: { uri: string }) => {
    if (uri.endsWith('/a.yml')) await answered;
    return { failed: 'missing' };
  });
  await openText(server, URI, TEXT);
  await read(server);
  return { ...server, shown, answer };
}

const ASKED: readonly (readonly [string, object, string])[] = [
  ['textDocument/references', paramsOf('textDocument/references', URI, AT), 'Finding references'],
  ['textDocument/rename', { ...paramsOf('textDocument/rename', URI, AT), newName: 'b' }, 'Renaming'],
  ['workspace/symbol', { query: 'job' }, 'Finding symbols'],
  ['workspace/executeCommand', HOOKS, 'Finding effective hooks'],
];

it.each(ASKED)('%s', async (method, params, title) => {
  const server = await slow();
  const asked = server.client.sendRequest(method, { ...params, workDoneToken: 'mine' });
  await server.settled();
  expect(server.shown).toEqual([]);
  server.clock.advance(MOMENT);
  await read(server);
  expect(server.shown).toEqual([`mine: begin ${title}`]);
  server.answer();
  await asked;
  await read(server);
  expect(server.shown).toEqual([`mine: begin ${title}`, 'mine: end']);
});

it.each(ASKED)('%s that is cancelled ends what it shows', async (method, params) => {
  const server = await slow();
  const source = new CancellationTokenSource();
  const asked = server.client
    .sendRequest(method, { ...params, workDoneToken: 'mine' }, source.token)
    .catch((error: unknown) => (error as { readonly code?: unknown }).code);
  await server.settled();
  server.clock.advance(MOMENT);
  await read(server);
  source.cancel();
  expect(await asked).toBe(LSPErrorCodes.RequestCancelled);
  await read(server);
  expect(server.shown.at(-1)).toBe('mine: end');
});

it.each(ASKED)('%s without a token, or that is answered in a moment, shows nothing', async (method, params) => {
  const server = await slow();
  const asked = server.client.sendRequest(method, params);
  server.clock.advance(MOMENT);
  await read(server);
  server.answer();
  await asked;
  await server.client.sendRequest(method, { ...params, workDoneToken: 'late' });
  server.clock.advance(MOMENT);
  await read(server);
  expect(server.shown).toEqual([]);
});
