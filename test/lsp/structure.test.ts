/** What follows the structure of a file, over the protocol. */
import { afterEach, expect, it } from 'vitest';
import type { FoldingRange } from 'vscode-languageserver';
import { ABLE, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = '# one\r\n# two\r\n# region all\r\njob:\r\n  script:\r\n    - make\r\n# endregion\r\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(text: string, uri = URI): Promise<Started['client']> {
  const server = (running = await start({ capabilities: ABLE }));
  await server.client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  return server.client;
}

const textDocument = { uri: URI };

it('folds are whole lines, with their kinds', async () => {
  const client = await opened(TEXT);
  expect(await client.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument })).toEqual([
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 2, endLine: 6, kind: 'region' },
    { startLine: 3, endLine: 5 },
    { startLine: 4, endLine: 5 },
  ]);
});

it('files that are no CI files have no folds of ours', async () => {
  const uri = 'file:///ws/other.yml';
  const client = await opened('a:\n  b: c\n', uri);
  expect(await client.sendRequest('textDocument/foldingRange', { textDocument: { uri } })).toEqual([]);
});
