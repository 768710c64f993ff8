/** Messages with contents that no client should send: each request is answered, and nothing stays broken afterwards. */
import { afterEach, expect, it } from 'vitest';
import { ResponseError } from 'vscode-languageserver';
import { EVERY } from './asking.ts';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = 'job:\n  script: make\n  hooks: { nonsense: x }\n';

let server: Started;
afterEach(() => server.stop());

async function opened(): Promise<void> {
  const workspace = { ...ABLE.workspace, workspaceFolders: true };
  server = await start({ capabilities: { ...ABLE, workspace } }, ['file:///ws']);
  await openText(server, URI, TEXT);
  await server.settled();
}

/** Every member that a request may have, with the same value. */
function all(value: unknown): object {
  const names =
    'position range positions context newName ch options files query previousResultId previousResultIds command ' +
    'arguments data label choice job';
  return { textDocument: { uri: URI }, ...Object.fromEntries(names.split(' ').map(name => [name, value])) };
}

const BEFORE_ALL = { line: -1, character: -1 };
const PARAMS: Readonly<Record<string, unknown>> = {
  'no parameters': undefined,
  'a list': [],
  'a text': 'x',
  'no document': {},
  'a document that is null': { textDocument: null },
  'a number as the URI': { textDocument: { uri: 7 } },
  'a URI that is none': { textDocument: { uri: 'x y' } },
  'nothing but the document': { textDocument: { uri: URI } },
  'null everywhere': all(null),
  'numbers everywhere': all(7),
  'texts everywhere': all('x'),
  'objects everywhere': all({}),
  'lists everywhere': all([null, 7, {}]),
  'positions that do not exist': {
    ...all({ start: { line: 'x', character: null }, end: BEFORE_ALL }),
    position: { line: 1e308, character: 0.5 },
    positions: [BEFORE_ALL],
  },
  'names of the prototype': { ...all('__proto__'), data: { uri: URI, kind: 'uses', name: 'constructor' } },
};

it.each(Object.entries(PARAMS))('requests: %s', async (_, params) => {
  await opened();
  const before = await symbols();
  const asked = EVERY.map(method => server.client.sendRequest(method, params).catch(refusal));
  expect(await Promise.all(asked)).toHaveLength(EVERY.length);
  expect(await symbols()).toEqual(before);
});

const NOTIFICATIONS: Readonly<Record<string, readonly unknown[]>> = {
  'textDocument/didOpen': [{ textDocument: null }, { textDocument: { uri: 7, text: 'x' } }],
  'textDocument/didChange': [
    ...[undefined, null, 7, {}, [null], [{}], [{ text: null }], [{ range: {}, text: 'x' }]].map(contentChanges => ({
      textDocument: { uri: URI, version: 2 },
      contentChanges,
    })),
  ],
  'textDocument/didSave': [{}, { textDocument: { uri: null } }],
  'textDocument/didClose': [{}, { textDocument: { uri: null } }],
  'workspace/didChangeWatchedFiles': [{}, { changes: [null] }, { changes: [{ uri: 7, type: 'x' }] }],
  'workspace/didChangeConfiguration': [{}, { settings: 7 }, { settings: { gitlabCi: { rules: [], scenarios: {} } } }],
  'workspace/didChangeWorkspaceFolders': [{}, { event: null }, { event: { added: [{ uri: 7 }], removed: [null] } }],
  'gitlabCi/readOnly': [{}, { uri: 7 }],
  '$/setTrace': [{ value: 7 }],
  '$/cancelRequest': [{ id: null }, { id: 'x' }],
  'no/such/notification': [{}],
};

it.each(Object.entries(NOTIFICATIONS))('notifications: %s', async (method, all) => {
  await opened();
  const before = await symbols();
  for (const params of [undefined, null, 'x', [7], ...all]) await server.client.sendNotification(method, params);
  await server.settled();
  expect(await symbols()).toEqual(before);
  await server.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version: 9 },
    contentChanges: [{ text: `${TEXT}other: { script: x }\n` }],
  });
  await server.settled();
  expect(server.published.at(-1)).toMatchObject({ uri: URI, version: 9, diagnostics: [{ code: 'unknown-key' }] });
  expect(server.exits).toEqual([]);
});

function symbols(): Promise<unknown> {
  return server.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: URI } });
}

function refusal(error: unknown): unknown {
  if (error instanceof ResponseError) return error.message;
  throw error;
}
