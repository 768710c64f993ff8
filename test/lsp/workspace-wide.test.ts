/** Requests without a document: symbols of the workspace, and the command for effective hooks. */
import { afterEach, describe, expect, it } from 'vitest';
import type { SymbolInformation } from 'vscode-languageserver';
import type { Started } from './connect.ts';
import { open, ROOT, serverWith } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEXT = 'include: ci/base.yml\r\nbuild:\r\n  extends: .base\r\n  script: make\r\n';
const BASE = '.base:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [./drain]\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(): Promise<Started> {
  const server = (running = await serverWith({ 'ci/base.yml': BASE, '.gitlab-ci.yml': TEXT }));
  await open(server, MAIN, TEXT);
  return server;
}

describe('symbols of the workspace', () => {
  it('are found in files that are not open, too, with the file as their container', async () => {
    const { client } = await opened();
    const found = await client.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'b' });
    expect(found.map(({ name, containerName, location }) => [name, containerName, location.uri])).toEqual([
      ['build', '.gitlab-ci.yml', MAIN],
      ['.base', 'ci/base.yml', `${ROOT}ci/base.yml`],
    ]);
    expect(found[0]?.location.range.start).toEqual({ line: 1, character: 0 });
  });

  it('are none before a file is open', async () => {
    const { client } = (running = await serverWith({ '.gitlab-ci.yml': TEXT }));
    expect(await client.sendRequest('workspace/symbol', { query: '' })).toEqual([]);
  });
});

describe('the command for effective hooks', () => {
  const command = 'gitlabCi.effectiveHooks';

  it('answers about a position, and about a job', async () => {
    const { client, initialized } = await opened();
    expect(initialized.capabilities.executeCommandProvider).toMatchObject({
      commands: [command, 'gitlabCi.openLens'],
    });
    for (const about of [{ position: { line: 3, character: 4 } }, { job: 'build' }]) {
      const asked = { textDocument: { uri: MAIN }, ...about };
      const answer = await client.sendRequest('workspace/executeCommand', { command, arguments: [asked] });
      expect(answer).toMatchObject({ job: 'build', text: expect.stringContaining('./drain') as string });
    }
  });

  it('refuses what it cannot understand, and other commands', async () => {
    const { client, logged } = await opened();
    const about = { textDocument: { uri: MAIN }, job: 'build' };
    for (const params of [
      { command },
      { command, arguments: 1 },
      { command, arguments: [null] },
      { command, arguments: [{ textDocument: { uri: 1 } }] },
      { command: 'other', arguments: [about] },
    ])
      await expect(client.sendRequest('workspace/executeCommand', params)).rejects.toThrow(/gitlabCi\.effectiveHooks/);
    const nowhere = { textDocument: { uri: MAIN }, position: null };
    expect(await client.sendRequest('workspace/executeCommand', { command, arguments: [nowhere] })).toBeNull();
    expect(logged).toEqual([]);
  });
});
