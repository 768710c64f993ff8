/** Features about the structure of a file, over the protocol. */
import { afterEach, expect, it } from 'vitest';
import type { FoldingRange, LinkedEditingRanges, SelectionRange, TextEdit } from 'vscode-languageserver';
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

it('Enter begins an item, once, and does nothing behind other characters', async () => {
  const text = 'job:\r\n  script:\r\n    - make\r\n    \r\n';
  const client = await opened(text);
  const options = { tabSize: 4, insertSpaces: true };
  const position = { line: 3, character: 4 };
  const typed = (ch: string, more = {}): Promise<TextEdit[]> =>
    client.sendRequest('textDocument/onTypeFormatting', { textDocument, position, ch, options, ...more });
  const range = { start: { line: 3, character: 0 }, end: position };
  const inside = { line: 3, character: 3 };
  expect(await typed('\n')).toEqual([{ range: { start: inside, end: inside }, newText: ' -' }]);
  expect(await typed(' ')).toEqual([]);
  expect(await typed('\n', { options: null })).toHaveLength(1);
  expect(await typed('\n', { position: { line: 900, character: 900 } })).toEqual([]);
  await running?.client.sendNotification('textDocument/didChange', {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ range, text: '    - ' }],
  });
  expect(await typed('\n', { position: { line: 3, character: 6 } })).toEqual([]);
});

it('below a key, the tab size of an editor that indents by spaces decides in a new file', async () => {
  const client = await opened('job:\n\n');
  const indentation = async (options: object): Promise<string | undefined> => {
    const position = { line: 1, character: 0 };
    const params = { textDocument, position, ch: '\n', options };
    return (await client.sendRequest<TextEdit[]>('textDocument/onTypeFormatting', params))[0]?.newText;
  };
  expect(await indentation({ tabSize: 4, insertSpaces: true })).toBe('    ');
  expect(await indentation({ tabSize: 4, insertSpaces: false })).toBe('  ');
});

it('files that are no CI files get no help behind Enter', async () => {
  const uri = 'file:///ws/other.yml';
  const client = await opened('job:\n\n', uri);
  const options = { tabSize: 4, insertSpaces: true };
  const params = { textDocument: { uri }, position: { line: 1, character: 0 }, ch: '\n', options };
  expect(await client.sendRequest('textDocument/onTypeFormatting', params)).toEqual([]);
});
