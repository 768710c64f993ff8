/** Features about the structure of a file, over the protocol. */
import { afterEach, expect, it } from 'vitest';
import type { FoldingRange, LinkedEditingRanges, SelectionRange } from 'vscode-languageserver';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = '# one\r\n# two\r\n# region all\r\njob:\r\n  script:\r\n    - make\r\n# endregion\r\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(text: string, uri = URI): Promise<Started['client']> {
  const server = (running = await start({ capabilities: ABLE }));
  await openText(server, uri, text);
  await server.settled();
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

it('selections grow one for each position, also beyond the text', async () => {
  const client = await opened(TEXT);
  const positions = [
    { line: 5, character: 7 },
    { line: 900, character: 900 },
  ];
  const params = { textDocument, positions };
  const grown = await client.sendRequest<SelectionRange[]>('textDocument/selectionRange', params);
  expect(grown.map(depthOf)).toEqual([5, 1]);
  expect(grown[0]?.range).toEqual({ start: { line: 5, character: 6 }, end: { line: 5, character: 10 } });
});

function depthOf(range: SelectionRange): number {
  return 1 + (range.parent ? depthOf(range.parent) : 0);
}

it('an anchor is edited with its aliases', async () => {
  const client = await opened('.a: &x { b: c }\r\nd: *x\r\n');
  const at = (line: number, character: number): Promise<LinkedEditingRanges | null> =>
    client.sendRequest('textDocument/linkedEditingRange', { textDocument, position: { line, character } });
  expect((await at(0, 5))?.ranges).toEqual([
    { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } },
    { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } },
  ]);
  expect(await at(1, 4)).toBeNull();
});
