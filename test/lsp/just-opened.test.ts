/** Requests that come before the pipeline of a file that was just opened is read. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Location, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver/node';
import { openText, type Started } from './connect.ts';
import { ROOT, serverWith } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEMPLATE = `${ROOT}ci/stops.yml`;

const EXEC = '.stops:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [/bin/drain]\n';
const PLAIN = 'include: /ci/stops.yml\ndeploy:\n  extends: .stops\n  script: make\n';

let running: Started | undefined;
afterEach(() => running?.stop());

describe('a request right behind the opening of a file', () => {
  const opening = async (): Promise<Started> => {
    const server = await serverWith({ 'ci/stops.yml': EXEC, '.gitlab-ci.yml': PLAIN });
    running = server;
    await openText(server, MAIN, PLAIN);
    return server;
  };

  it('is answered with what the whole pipeline has', async () => {
    const { client } = await opening();
    const at = { textDocument: { uri: MAIN }, position: { line: 2, character: 13 } };
    const [definition, uses, edit] = await Promise.all([
      client.sendRequest<Location[]>('textDocument/definition', at),
      client.sendRequest<Location[]>('textDocument/references', { ...at, context: { includeDeclaration: true } }),
      client.sendRequest<WorkspaceEdit>('textDocument/rename', { ...at, newName: '.drain' }),
    ]);
    expect(definition.map(({ uri }) => uri)).toEqual([TEMPLATE]);
    expect(uses.map(({ uri }) => uri).toSorted()).toEqual([MAIN, TEMPLATE]);
    expect(JSON.stringify(edit)).toContain(TEMPLATE);
  });

  it('also finds symbols and hooks of other files', async () => {
    const { client } = await opening();
    const [symbols, hooks] = await Promise.all([
      client.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'stops' }),
      client.sendRequest<{ readonly text: string }>('workspace/executeCommand', {
        command: 'gitlabCi.effectiveHooks',
        arguments: [{ textDocument: { uri: MAIN }, job: 'deploy' }],
      }),
    ]);
    expect(symbols.map(({ location }) => location.uri)).toEqual([TEMPLATE]);
    expect(hooks.text).toContain('/bin/drain');
  });
});
