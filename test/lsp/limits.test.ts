/** Beyond its limits, the server gives up what nobody would wait for, and says so once. */
import { afterEach, expect, it } from 'vitest';
import type { SemanticTokens } from 'vscode-languageserver';
import { MOST_ENTRIES } from '../../server/src/features/first-entries.ts';
import { MOST_PROBLEMS } from '../../server/src/lsp/problems.ts';
import { ABLE, openText, start, type Started } from './connect.ts';
import { lines } from './costly-texts.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

let running: Started | undefined;
afterEach(() => running?.stop());

it('of more than a thousand problems, the most severe ones are shown, and one message says how many there are', async () => {
  const server = (running = await start({ capabilities: ABLE }));
  const warnings = lines(900, at => `w${at}:\n  script: a\n  variables: { V: a, V: b }`);
  const errors = lines(300, at => `e${at}:\n  script: a\n  stage: none`);
  await openText(server, URI, warnings + errors);
  await server.settled();
  const { diagnostics = [] } = server.published.at(-1) ?? {};
  expect(diagnostics[0]?.message).toBe('This file has 1200 problems, of which the 1000 most severe ones are shown.');
  expect(diagnostics.filter(({ severity }) => severity === 1).length).toBe(300);
  expect(diagnostics.length).toBe(1 + MOST_PROBLEMS);
});

it('of more entries than anybody looks through, the first ones are in the outline and have colours, and a message says so', async () => {
  const server = (running = await start({ capabilities: ABLE }));
  const count = MOST_ENTRIES + 10;
  const hidden = lines(count - 1, at => `.x${at}: a`);
  await openText(server, URI, `job: { script: a }\n${hidden}`);
  await server.settled();
  const { diagnostics = [] } = server.published.at(-1) ?? {};
  expect(diagnostics.map(({ message }) => message)).toEqual([
    `This file has ${count} entries, of which only the first ${MOST_ENTRIES} are in the outline and have colours and lenses.`,
  ]);
  const about = { textDocument: { uri: URI } };
  const symbols = await server.client.sendRequest<{ name: string }[]>('textDocument/documentSymbol', about);
  expect([symbols.length, symbols.at(-1)?.name]).toEqual([MOST_ENTRIES, `.x${MOST_ENTRIES - 2}`]);
  const all = await server.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', about);
  expect(all.data.length / 5).toBe(MOST_ENTRIES);
  const end = { line: count, character: 0 };
  const last = await server.client.sendRequest<SemanticTokens>('textDocument/semanticTokens/range', {
    ...about,
    range: { start: { line: count - 5, character: 0 }, end },
  });
  expect(last.data.length / 5).toBeGreaterThanOrEqual(5);
});
