/**
 * Cancelled requests are answered at once, whatever they are waiting for, and nothing is computed for them afterwards.
 */
import { afterEach, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { EVERY, paramsOf } from './asking.ts';
import { ABLE, openText, start, type Started } from './connect.ts';
import { read, ROOT, serverWith } from './files.ts';

const URI = `${ROOT}.gitlab-ci.yml`;
const TEXT = 'include: ci/a.yml\njob:\n  script: make\n';
const AT = { line: 1, character: 1 };

/** Requests that are answered without waiting for anything. */
const AT_ONCE = ['completionItem/resolve', 'workspace/symbol', 'workspace/willRenameFiles'];

let running: Started | undefined;
afterEach(() => running?.stop());

/** Sends a request, cancels it while it waits, and returns how it ended. */
async function cancelled(server: Started, method: string, params: object): Promise<unknown> {
  const source = new CancellationTokenSource();
  const asked = server.client.sendRequest(method, params, source.token);
  const ended = asked.then(
    () => 'answered',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
  await server.settled();
  source.cancel();
  return ended;
}

it.each(EVERY.filter(method => !AT_ONCE.includes(method)))('%s does not wait for the settings', async method => {
  const never = new Promise<unknown>(() => undefined);
  const server = (running = await start({ capabilities: ABLE, configuration: () => never }));
  await openText(server, URI, TEXT);
  expect(await cancelled(server, method, paramsOf(method, URI, AT))).toBe(LSPErrorCodes.RequestCancelled);
});

it.each([
  ['textDocument/rename', paramsOf('textDocument/rename', URI, AT)],
  ['textDocument/inlayHint', paramsOf('textDocument/inlayHint', URI, AT)],
  ['workspace/symbol', { query: 'job' }],
  ['workspace/willRenameFiles', { files: [{ oldUri: `${ROOT}ci/a.yml`, newUri: `${ROOT}b.yml` }] }],
  ['gitlabCi/plan', paramsOf('gitlabCi/plan', URI, AT)],
])('%s does not wait for files', async (method, params) => {
  const server = (running = await serverWith({}));
  server.client.onRequest('gitlabCi/readFile', ({ uri }: { uri: string }) =>
    uri.endsWith('/a.yml') ? new Promise(() => undefined) : { failed: 'missing' },
  );
  await openText(server, URI, TEXT);
  await read(server);
  expect(await cancelled(server, method, params)).toBe(LSPErrorCodes.RequestCancelled);
});

it('problems that a client asks for do not wait for the judging', async () => {
  const asking = { diagnostic: {} };
  const server = (running = await start({
    capabilities: {
      ...ABLE,
      workspace: { diagnostics: { refreshSupport: true } },
      textDocument: { ...ABLE.textDocument, ...asking },
    },
    configuration: () => new Promise(() => undefined),
  }));
  await openText(server, URI, TEXT);
  expect(await cancelled(server, 'textDocument/diagnostic', paramsOf('textDocument/diagnostic', URI, AT))).toBe(
    LSPErrorCodes.RequestCancelled,
  );
});
