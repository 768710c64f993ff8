/**
 * `.gitlab-ci-tools.yml` in the editor: it applies to the files of its repository, and is checked itself while it is
 * open.
 */
import { afterEach, expect, it } from 'vitest';
import type { CodeAction, CompletionList } from 'vscode-languageserver';
import { ABLE, type Started } from './connect.ts';
import { codes, open, problems, read, rest, rewrite, ROOT, serverWith, touch, type Options } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const FILE = `${ROOT}.gitlab-ci-tools.yml`;
const TEXT = 'job: {script: x, hooks: {nope: 1}, retry: {max: 1, when: runner_interrupted}}\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverOn(configuration: string, options: Options = {}, path = '.gitlab-ci.yml') {
  const server = await serverWith({ '.gitlab-ci-tools.yml': configuration, [path]: TEXT }, options);
  running = server;
  await open(server, ROOT + path, TEXT);
  return server;
}

it('rules and the version hold for the files of the repository', async () => {
  expect(codes(await serverOn('{}\n'), MAIN)).toEqual(['unknown-key']);
  running?.stop();
  const server = await serverOn('gitlabVersion: "18.11"\nrules: {unknown-key: off}\n');
  expect(codes(server, MAIN)).toEqual(['needs-newer-gitlab']);
  expect(server.logged).toEqual([]);
});

it('a file is one of ours, or none, as it says', async () => {
  expect(codes(await serverOn('files: {include: [ops/*.yml]}\n', {}, 'ops/run.yml'), `${ROOT}ops/run.yml`)).toEqual([
    'unknown-key',
  ]);
  running?.stop();
  expect(codes(await serverOn('files: {exclude: [.gitlab-ci.yml]}\n'), MAIN)).toEqual([]);
});

it('settings of the editor win where both speak', async () => {
  const settings = {
    rules: { 'unknown-key': 'hint' },
    gitlabVersion: 'latest',
    files: { include: ['.gitlab-ci.yml'] },
  };
  const said = 'gitlabVersion: "18.11"\nrules: {unknown-key: off}\nfiles: {exclude: [.gitlab-ci.yml]}\n';
  const server = await serverOn(said, { settings });
  expect(problems(server, MAIN).map(({ code, severity }) => [code, severity])).toEqual([['unknown-key', 4]]);
  running?.stop();
  const answered = await serverOn(said, { configuration: (_, name) => (name === 'gitlabCi' ? settings : null) });
  expect(codes(answered, MAIN)).toEqual(['unknown-key']);
});

it('a change on the disk counts at once', async () => {
  const server = await serverOn('{}\n');
  server.disk.set(FILE, 'rules: {unknown-key: off}\n');
  await touch(server, FILE);
  expect(codes(server, MAIN)).toEqual([]);
  server.disk.delete(FILE);
  await touch(server, FILE);
  expect(codes(server, MAIN)).toEqual(['unknown-key']);
});

it('a file follows that of the repository in which it lies when folders change', async () => {
  const capabilities = { ...ABLE, workspace: { ...ABLE.workspace, workspaceFolders: true } };
  const server = await serverOn('rules: {unknown-key: off}\n', { capabilities }, 'ci/.gitlab-ci.yml');
  const [uri, folder] = [`${ROOT}ci/.gitlab-ci.yml`, `${ROOT}ci/`];
  expect(codes(server, uri)).toEqual([]);
  const changed = async (added: readonly string[], removed: readonly string[]): Promise<void> => {
    const named = (uris: readonly string[]): object[] => uris.map(one => ({ uri: one, name: one }));
    const event = { added: named(added), removed: named(removed) };
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await read(server);
  };
  await changed([folder], [ROOT]);
  expect(codes(server, uri)).toEqual(['unknown-key']);
  await changed([ROOT], [folder]);
  expect(codes(server, uri)).toEqual([]);
});

it('the text of the editor wins over the disk once typing rests, and until it is closed', async () => {
  const server = await serverOn('{}\n');
  await open(server, FILE, '{}\n');
  await rewrite(server, FILE, 'rules: {unknown-key: off}\n');
  await rest(server);
  expect(codes(server, MAIN)).toEqual([]);
  await rewrite(server, FILE, 'rules: {unknown-key: off\n');
  await rest(server);
  expect(codes(server, MAIN)).toEqual([]);
  await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: FILE } });
  await read(server);
  expect(codes(server, MAIN)).toEqual(['unknown-key']);
});

it('what is wrong in it is shown where it is open', async () => {
  const server = await serverOn('{}\n');
  await open(server, FILE, 'rule: 1\ngitlabVersion: 18.10\n');
  expect(problems(server, FILE)).toMatchObject([
    {
      severity: 2,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
      message:
        '`rule` is not known. Did you mean `rules`? Known are `files`, `gitlabVersion`, `hooks`, `kubernetes`, `rules` or `scenarios`.',
    },
    {
      severity: 1,
      range: { start: { line: 1, character: 15 }, end: { line: 1, character: 20 } },
      message: '`gitlabVersion` must be `string`, not number. Put it in quotes.',
    },
  ]);
  await rewrite(server, FILE, 'gitlabVersion: "18.10"\n');
  await rest(server);
  expect(problems(server, FILE)).toEqual([]);
});

it('that it is no YAML is left to another tool that reads it', async () => {
  const server = await serverOn('{}\n', { settings: { yamlSyntax: 'off' } });
  await open(server, FILE, 'rule: [\n');
  expect(problems(server, FILE)).toEqual([]);
  await rewrite(server, FILE, 'rule: 1\n');
  await rest(server);
  expect(problems(server, FILE)).toHaveLength(1);
});

it('help is given while it is written: keys, what they mean, and fixes', async () => {
  const server = await serverOn('{}\n');
  await open(server, FILE, 'hoks: { inheritance: perHook }\n');
  const textDocument = { uri: FILE };
  const position = { line: 0, character: 2 };
  const ask = <Answer>(method: string, more: object): Promise<Answer> =>
    server.client.sendRequest(`textDocument/${method}`, { textDocument, position, ...more });
  const { items } = await ask<CompletionList>('completion', {});
  expect(items.map(({ label }) => label)).toEqual([
    'files',
    'gitlabVersion',
    'hooks',
    'kubernetes',
    'rules',
    'scenarios',
  ]);
  expect(await ask('hover', {})).toBeNull();
  const range = { start: position, end: position };
  const actions = await ask<CodeAction[]>('codeAction', { range, context: { diagnostics: [] } });
  expect(actions).toMatchObject([
    { title: 'Replace with hooks', kind: 'quickfix', isPreferred: true, diagnostics: [{ severity: 2 }] },
  ]);
  expect(actions[0]?.edit?.documentChanges).toMatchObject([
    { textDocument: { uri: FILE, version: 1 }, edits: [{ range: { end: { character: 4 } }, newText: 'hooks' }] },
  ]);
  await rewrite(server, FILE, 'hooks: { inheritance: perHook }\n');
  expect(await ask('hover', { position: { line: 0, character: 12 } })).toMatchObject({
    contents: { kind: 'markdown' },
    range: { start: { character: 9 }, end: { character: 20 } },
  });
  expect(await ask('codeAction', { range, context: { diagnostics: [] } })).toEqual([]);
  expect(await ask('documentSymbol', {})).toEqual([]);
});

it('what is wrong in it is logged where it is not open, and the rest of it holds', async () => {
  const server = await serverOn('gitlabVersion: 18.10\nrules: {unknown-key: off}\n');
  expect(codes(server, MAIN)).toEqual([]);
  expect(server.logged).toEqual([`${FILE}:1:16: \`gitlabVersion\` must be \`string\`, not number. Put it in quotes.`]);
});
