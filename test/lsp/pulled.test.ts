/**
 * Problems for clients that pull them: never pushed as well, always those of the newest text, and pulled again when
 * they may have changed.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { IDLE } from '../../server/src/workspace/publish.ts';
import { ABLE, start, type Started } from './connect.ts';
import { open, read, rest, rewrite, ROOT, serverWith, type Options } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const PART = `${ROOT}ci/part.yml`;
const PULLS: NonNullable<Options['capabilities']> = {
  ...ABLE,
  workspace: { ...ABLE.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...ABLE.textDocument, diagnostic: {} },
};

interface Report {
  readonly kind: string;
  readonly resultId?: string;
  readonly items?: readonly Diagnostic[];
}

type Pulling = Started & { readonly refreshed: unknown[] };

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverOn(files: Readonly<Record<string, string>>, options: Options = {}): Promise<Pulling> {
  const server = await serverWith(files, { capabilities: PULLS, ...options });
  running = server;
  const refreshed: unknown[] = [];
  server.client.onRequest('workspace/diagnostic/refresh', () => {
    refreshed.push(server.logged.length);
    return null;
  });
  return { ...server, refreshed };
}

function pull({ client }: Started, uri: string, previousResultId?: string): Promise<Report> {
  return client.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
}

function codesOf({ items = [] }: Report): readonly unknown[] {
  return items.map(({ code }) => code);
}

describe('a client that pulls', () => {
  it('gets the problems of a file when it asks, and nothing is pushed', async () => {
    const server = await serverOn({});
    await open(server, MAIN, 'job:\n  script: make\n  stage: nowhere\n');
    const first = await pull(server, MAIN);
    expect(codesOf(first)).toEqual(['unknown-stage']);
    expect(await pull(server, MAIN, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: MAIN } });
    await read(server);
    expect(codesOf(await pull(server, MAIN))).toEqual([]);
    expect(server.published).toEqual([]);
    expect(server.logged).toEqual([]);
  });

  it('gets those of the configuration of the repository in the same way', async () => {
    const server = await serverOn({});
    const uri = `${ROOT}.gitlab-ci-tools.yml`;
    await open(server, uri, 'rules: 1\n');
    expect((await pull(server, uri)).items).toMatchObject([{ message: expect.stringContaining('`rules`') as unknown }]);
    expect(server.published).toEqual([]);
  });

  it('gets those of the newest text, also when it asks before they are known', async () => {
    const server = await serverOn({});
    await open(server, MAIN, 'job:\n  script: make\n  stage: nowhere\n');
    const { resultId } = await pull(server, MAIN);
    const changed = server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: MAIN, version: 2 },
      contentChanges: [{ text: 'job:\n  script: make\n' }],
    });
    const second = pull(server, MAIN, resultId);
    await changed;
    expect(codesOf(await second)).toEqual([]);
    expect((await second).kind).toBe('full');
    expect(server.refreshed).toEqual([]);
  });

  it('is told to ask again when another file brings problems, and only then', async () => {
    const server = await serverOn({ 'ci/part.yml': '.base: { script: make }\n' });
    await open(server, MAIN, 'include: ci/part.yml\njob:\n  extends: .base\n');
    await open(server, PART, '.base: { script: make }\n');
    expect(codesOf(await pull(server, MAIN))).toEqual([]);
    await pull(server, PART);
    await rewrite(server, PART, '.bass: { script: make }\n');
    await rest(server);
    expect(server.refreshed).toHaveLength(1);
    expect(codesOf(await pull(server, MAIN))).toContain('unknown-base');
  });

  it('is told when what was being typed is called a problem after all', async () => {
    const server = await serverOn({});
    await open(server, MAIN, 'job:\n  script: make\n');
    await pull(server, MAIN);
    const at = { line: 2, character: 0 };
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: MAIN, version: 2 },
      contentChanges: [{ range: { start: at, end: at }, text: '  stag' }],
    });
    expect(codesOf(await pull(server, MAIN))).toEqual([]);
    server.clock.advance(IDLE);
    await read(server);
    expect(server.refreshed).toHaveLength(1);
    expect(codesOf(await pull(server, MAIN))).not.toEqual([]);
  });

  it('has files that are not open by a request for the whole workspace', async () => {
    const files = {
      '.gitlab-ci.yml': 'include: ci/part.yml\n',
      'ci/part.yml': 'job: { script: make, stage: nowhere }\n',
    };
    const server = await serverOn(files, { settings: { problems: { files: 'all' } } });
    await read(server);
    const ask = (previousResultIds: readonly object[]): Promise<WorkspaceDiagnosticReport> =>
      server.client.sendRequest('workspace/diagnostic', { previousResultIds });
    const { items } = await ask([]);
    const part = items.find(({ uri }) => uri === PART);
    expect(part).toMatchObject({ version: null, kind: 'full', items: [{ code: 'unknown-stage' }] });
    const [value, gone] = [part?.resultId, `${ROOT}gone.yml`];
    const again = await ask([
      { uri: PART, value },
      { uri: gone, value: '1' },
    ]);
    expect(again.items).toContainEqual({ kind: 'unchanged', uri: PART, version: null, resultId: value });
    expect(again.items).toContainEqual({ kind: 'full', uri: gone, version: null, items: [] });
    expect(server.published).toEqual([]);
  });
});

describe('problems are pushed to a client', () => {
  it.each([
    ['that cannot be told to ask again', { ...PULLS, workspace: {} }, {}],
    ['that does not ask', ABLE, {}],
    ['that could ask and wants them pushed', PULLS, { pushDiagnostics: true }],
  ])('%s', async (_, capabilities, initializationOptions) => {
    const server = (running = await start({ capabilities, initializationOptions }));
    expect(server.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await open(server, MAIN, 'job:\n  script: make\n  stage: nowhere\n');
    expect(server.published.at(-1)?.diagnostics.map(({ code }) => code)).toEqual(['unknown-stage']);
    await expect(pull(server, MAIN)).rejects.toThrow('Unknown request');
  });
});
