/** Documentation of completions, which clients that can ask for it get only when they show an item. */
import { afterEach, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, InitializeParams } from 'vscode-languageserver';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = 'job:\n  script: make\n  ';
const END = { line: 2, character: 2 };

let running: Started | undefined;
afterEach(() => running?.stop());

function asking(
  properties: string[],
  documentationFormat: ('markdown' | 'plaintext')[] = ['markdown'],
): InitializeParams['capabilities'] {
  const completionItem = {
    ...ABLE.textDocument?.completion?.completionItem,
    documentationFormat,
    resolveSupport: { properties },
  };
  return { ...ABLE, textDocument: { ...ABLE.textDocument, completion: { completionItem } } };
}

async function opened(capabilities: InitializeParams['capabilities'], text = TEXT): Promise<Started> {
  running?.stop();
  const server = (running = await start({ capabilities }));
  await openText(server, URI, text);
  await server.settled();
  return server;
}

async function list({ client }: Started, position = END): Promise<CompletionItem[]> {
  const { items } = await client.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: { uri: URI },
    position,
  });
  return items;
}

const resolve = ({ client }: Started, item: CompletionItem): Promise<CompletionItem> =>
  client.sendRequest('completionItem/resolve', item);

it('is the same whether it comes with the list or is asked for', async () => {
  const whole = await list(await opened(ABLE));
  const server = await opened(asking(['documentation', 'detail']));
  expect(server.initialized.capabilities.completionProvider?.resolveProvider).toBe(true);
  const bare = await list(server);
  expect(bare.map(({ documentation }) => documentation)).toEqual(whole.map(() => undefined));
  const resolved = await Promise.all(bare.map(item => resolve(server, item)));
  expect(resolved.map(({ data: _, ...item }) => item)).toEqual(whole);
  expect(JSON.stringify(bare).length).toBeLessThan(0.6 * JSON.stringify(whole).length);
});

it('is found for items of a list, also once the text is another one and further lists were asked for', async () => {
  const server = await opened(asking(['documentation']));
  const [first] = await list(server);
  await server.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ text: 'stages: [a]\n' }],
  });
  await list(server, { line: 0, character: 0 });
  expect(first && (await resolve(server, first))).toHaveProperty('documentation.kind', 'markdown');
});

it('is plain text where the client shows that', async () => {
  const server = await opened(asking(['documentation'], ['plaintext']));
  const [first] = await list(server);
  expect(first && (await resolve(server, first))).toHaveProperty('documentation.kind', 'plaintext');
});

it.each([
  [['markdown', 'plaintext'], 'markdown'],
  [['plaintext', 'markdown'], 'plaintext'],
  [['html', 'plaintext', 'markdown'], 'plaintext'],
] as const)('is in the first known format of %j, and so is a hover', async (formats, kind) => {
  const contentFormat = formats as unknown as ('markdown' | 'plaintext')[];
  const able = asking(['documentation'], contentFormat);
  const server = await opened({ ...able, textDocument: { ...able.textDocument, hover: { contentFormat } } });
  const [first] = await list(server);
  expect(first && (await resolve(server, first))).toHaveProperty('documentation.kind', kind);
  const params = { textDocument: { uri: URI }, position: { line: 1, character: 3 } };
  expect(await server.client.sendRequest('textDocument/hover', params)).toHaveProperty('contents.kind', kind);
});

it.each([ABLE, asking([]), asking(['detail'])])(
  'comes with the list for clients that do not ask for it',
  async capabilities => {
    const server = await opened(capabilities);
    expect(server.initialized.capabilities.completionProvider).not.toHaveProperty('resolveProvider');
    for (const item of await list(server)) {
      expect(item.documentation).toBeTruthy();
      expect(item).not.toHaveProperty('data');
    }
  },
);

it.each([undefined, null, 1, {}, { list: 99, item: 0 }, { list: 1, item: 'constructor' }, { list: '1', item: 'x' }])(
  'an item with the data %j stays as it is',
  async data => {
    const server = await opened(asking(['documentation']));
    await list(server);
    const item = { label: 'x', ...(data === undefined ? {} : { data }) };
    expect(await resolve(server, item as CompletionItem)).toEqual(item);
  },
);

it('is left out where there is none', async () => {
  const text =
    'spec: { inputs: { a: { options: [x, y] } } }\n---\ninclude:\n  - local: /.gitlab-ci.yml\n    inputs: { a: }\n';
  const server = await opened(ABLE, text);
  const items = await list(server, { line: 4, character: 17 });
  expect(items.map(({ label }) => label)).toEqual(['x', 'y']);
  for (const item of items) expect(item).not.toHaveProperty('documentation');
});
