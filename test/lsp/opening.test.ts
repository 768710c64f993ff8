/** A file that was just opened is not shown as free of problems before that is known. */
import { afterEach, describe, expect, it } from 'vitest';
import { ABLE, openText, type Started } from './connect.ts';
import { open, read, ROOT, serverWith } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
/** Wrong by itself. */
const WRONG = 'job:\n  script: make\n  hooks: { nonsense: x }\n';
/** So many jobs are judged in slices; only the merged pipeline shows that the last one needs a job that is missing. */
const LONG = `${Array.from({ length: 400 }, (_, index) => `job-${index}:\n  script: make\n`).join('')}last:\n  script: make\n  needs: [absent]\n`;

const WATCHING = { ...ABLE, workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };

let running: Started | undefined;
afterEach(() => running?.stop());

/** The codes of everything that was published about the file, in order. */
function published({ published: all }: Started): unknown[] {
  return all.filter(({ uri }) => uri === MAIN).map(({ diagnostics }) => diagnostics.map(({ code }) => code));
}

describe.each([
  ['a client that reports changed files', WATCHING],
  ['one that does not', ABLE],
])('for %s', (_, capabilities) => {
  it('first come the problems of the file itself', async () => {
    const server = (running = await serverWith(
      { '.gitlab-ci.yml': WRONG },
      { capabilities, configuration: () => null },
    ));
    await open(server, MAIN, WRONG);
    expect(published(server)[0]).toEqual(['unknown-key']);
  });

  it('first come those of the merged pipeline if there are no others', async () => {
    const server = (running = await serverWith({ '.gitlab-ci.yml': LONG }, { capabilities }));
    await open(server, MAIN, LONG);
    expect(published(server)[0]).toEqual(['unknown-job']);
  });

  it('first come those that an included file causes if there are no others', async () => {
    const text = 'include: ci/base.yml\njob:\n  extends: .base\n  script: make\n';
    const server = (running = await serverWith(
      { 'ci/base.yml': '.base: { trigger: other/project }\n' },
      { capabilities },
    ));
    await open(server, MAIN, text);
    expect(published(server)[0]).not.toEqual([]);
  });

  it('a file without problems is shown as such once everything is read', async () => {
    const files = { 'ci/base.yml': '.base: { retry: 1 }\n' };
    const text = 'include: ci/base.yml\njob:\n  extends: .base\n  script: make\n';
    const server = (running = await serverWith(files, { capabilities }));
    await open(server, MAIN, text);
    expect(published(server).length).toBeGreaterThan(0);
    expect(published(server).flat()).toEqual([]);
  });
});

it('a file is not shown as free of problems while its settings are asked for again', async () => {
  let answer: (() => void) | undefined;
  let isSlow = false;
  const configuration = (): unknown => (isSlow ? new Promise(resolve => void (answer = () => resolve(null))) : null);
  const server = (running = await serverWith({}, { configuration }));
  await open(server, MAIN, WRONG);
  isSlow = true;
  void server.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: MAIN, version: 2 },
    contentChanges: [{ text: `${WRONG}# more\n` }],
  });
  await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await read(server);
  isSlow = false;
  answer?.();
  await read(server);
  expect(published(server)).not.toContainEqual([]);
  expect(server.published.at(-1)).toMatchObject({ uri: MAIN, version: 2 });
});

it('a file that was closed before it was judged stays empty', async () => {
  const server = (running = await serverWith({ '.gitlab-ci.yml': WRONG }));
  void openText(server, MAIN, WRONG);
  await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: MAIN } });
  await read(server);
  expect(published(server).flat()).toEqual([]);
});
