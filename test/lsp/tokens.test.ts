/** Semantic tokens over the protocol: all, a range, and changes. */
import { afterEach, expect, it } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = 'stages: [one]\r\njob:\r\n  stage: one\r\n  script: echo $CI_JOB_ID\r\nlast:\r\n  extends: job\r\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(text: string, uri = URI): Promise<Started['client']> {
  const server = (running = await start({ capabilities: ABLE }));
  await openText(server, uri, text);
  return server.client;
}

const textDocument = { uri: URI };

/** `line:character length type modifiers`. */
function drawn({ data }: SemanticTokens): readonly string[] {
  const rows: string[] = [];
  let [line, character] = [0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [lines = 0, characters = 0, length, type, modifiers] = data.slice(index, index + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    rows.push(`${line}:${character} ${length} ${type} ${modifiers}`);
  }
  return rows;
}

it('are those of the legend, at their places', async () => {
  const client = await opened(TEXT);
  const all = await client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  expect(drawn(all)).toEqual(['0:9 3 2 1', '1:0 3 0 1', '2:9 3 2 0', '3:15 10 3 2', '4:0 4 0 1', '5:11 3 0 0']);
  const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
  const part = await client.sendRequest<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range });
  expect(drawn(part)).toEqual(expect.arrayContaining(['4:0 4 0 1', '5:11 3 0 0']));
});

it('after an edit are told by what is other than before', async () => {
  const client = await opened(TEXT);
  const all = await client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  const position = { line: 4, character: 4 };
  await client.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ range: { start: position, end: position }, text: 'X' }],
  });
  const ask = (previousResultId: string | undefined): Promise<SemanticTokens & SemanticTokensDelta> =>
    client.sendRequest('textDocument/semanticTokens/full/delta', { textDocument, previousResultId });
  const changed = await ask(all.resultId);
  const [edit] = changed.edits;
  expect(changed.edits.length).toBe(1);
  expect(edit?.data?.length).toBeLessThan(5);
  const data = [...all.data];
  data.splice(edit?.start ?? 0, edit?.deleteCount ?? 0, ...(edit?.data ?? []));
  const again = await client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  expect(data).toEqual(again.data);
  expect((await ask('unknown')).data).toEqual(again.data);
});

it('are none in files that are no CI files', async () => {
  const uri = 'file:///ws/other.yml';
  const client = await opened('stages: [one]\n', uri);
  const all = await client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } });
  expect(all.data).toEqual([]);
});

it('are announced with standard names', async () => {
  running = await start({ capabilities: ABLE });
  expect(running.initialized.capabilities.semanticTokensProvider).toMatchObject({
    legend: { tokenTypes: ['function', 'class', 'enumMember', 'variable', 'parameter', 'property', 'event', 'method'] },
    range: true,
    full: { delta: true },
  });
});
