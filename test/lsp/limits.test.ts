/** Beyond its limits, the server gives up what nobody would wait for, and says so once. */
import { afterEach, expect, it } from 'vitest';
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
