/** Beyond its limits, the server gives up what nobody would wait for, and says so once. */
import { afterEach, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { symbols } from '../../server/src/features/symbols.ts';
import { MOST_PROBLEMS } from '../../server/src/lsp/problems.ts';
import { cursorAt } from '../../server/src/yaml/cursor/cursor.ts';
import { changedBy, parse } from '../../server/src/yaml/document/document.ts';
import { MOST_ENTRIES } from '../../server/src/yaml/value/limits.ts';
import { MAIN, at, projectOfTexts } from '../ci/memory.ts';
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

it('a file of more entries than anybody looks through is not read, and one warning says so', async () => {
  const server = (running = await start({ capabilities: ABLE }));
  await openText(
    server,
    URI,
    lines(MOST_ENTRIES + 1, at => `.x${at}: a`),
  );
  await server.settled();
  const { diagnostics = [] } = server.published.at(-1) ?? {};
  expect(diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
    [
      2,
      `This file has ${MOST_ENTRIES + 1} entries. With more than ${MOST_ENTRIES}, it is not read here, so nothing in it is checked or shown.`,
    ],
  ]);
});

it('a file is read as soon as it has few enough entries, and not any more once it has not', () => {
  const text = lines(MOST_ENTRIES, at => `.x${at}: a`);
  const document = parse(URI, text);
  expect(document.unreadEntries).toBeUndefined();
  const more = changedBy(document, [{ span: { start: text.length, end: text.length }, text: '.y: b\n' }]);
  expect(more.unreadEntries).toBe(MOST_ENTRIES + 1);
  expect(symbols(projectOf(more), more).length).toBe(1);
  expect(cursorAt(document, text.length).slot).toBe('key');
  expect(cursorAt(more, more.text.length).slot).toBe('none');
  const fewer = changedBy(more, [{ span: { start: text.length, end: more.text.length }, text: '' }]);
  expect(symbols(projectOf(fewer), fewer).length).toBe(MOST_ENTRIES);
});

it('what a file that is not read may contain is not missed elsewhere', async () => {
  const main = 'include: /many.yml\njob:\n  extends: .x7\n  needs: [other]\n  script: a\n';
  const codesWith = async (count: number): Promise<readonly string[]> => {
    const project = await projectOfTexts(main, { 'many.yml': lines(count, each => `.x${each}: { image: a }`) });
    const document = project.documents.get(at(MAIN));
    return document ? diagnose(project, document, {}).map(({ code }) => code) : [];
  };
  expect(await codesWith(10)).toEqual(['unknown-job']);
  expect(await codesWith(MOST_ENTRIES + 1)).toEqual([]);
});
