/** Beyond its limits, the server gives up what nobody would wait for, and says so once. */
import { afterEach, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { MOST_ENTRIES } from '../../server/src/features/first-entries.ts';
import { symbols } from '../../server/src/features/symbols.ts';
import { tokens } from '../../server/src/features/tokens.ts';
import { cutsIn, MOST_PROBLEMS } from '../../server/src/lsp/problems.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
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

it('of more entries than anybody looks through, the first ones are in the outline and have colours, and a message says so', () => {
  const count = MOST_ENTRIES + 10;
  const text = lines(count, at => `.x${at}: a`);
  const document = parse(URI, text);
  expect(cutsIn(document, 0)).toEqual([
    `This file has ${count} entries, of which only the first ${MOST_ENTRIES} are in the outline and have colours and lenses.`,
  ]);
  const names = symbols(projectOf(document), document).map(({ name }) => name);
  expect([names.length, names.at(-1)]).toEqual([MOST_ENTRIES, `.x${MOST_ENTRIES - 1}`]);
  expect(tokens(document).length).toBe(MOST_ENTRIES);
  const last = { start: text.length - 5, end: text.length };
  expect(tokens(document, last).flatMap(({ of }) => of.tokens).length).toBe(1);
  expect(cutsIn(parse(URI, 'job:\n  script: a\n'), 0)).toEqual([]);
});
