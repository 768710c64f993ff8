/** The beginning and the end of a conversation, and messages at the wrong time. */
import { afterEach, describe, expect, it } from 'vitest';
import { foldersOf } from '../../server/src/lsp/following.ts';
import { connect, start, type Started } from './connect.ts';

let running: Pick<Started, 'stop'> | undefined;
afterEach(() => running?.stop());

describe('lifecycle', () => {
  it('says who it is and what it can do', async () => {
    const server = (running = await start());
    expect(server.initialized.serverInfo?.name).toBe('gitlab-ci-language-tools');
    expect(server.initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
    });
  });

  it('refuses requests before it is initialised', async () => {
    const server = (running = connect());
    await expect(server.client.sendRequest('textDocument/hover', {})).rejects.toMatchObject({ code: -32002 });
  });

  it('refuses to be initialised twice', async () => {
    const server = (running = await start());
    const again = server.client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await expect(again).rejects.toMatchObject({ code: -32600 });
  });

  it('refuses methods that it does not know', async () => {
    const server = (running = await start());
    await expect(server.client.sendRequest('textDocument/unheardOf', {})).rejects.toMatchObject({ code: -32601 });
  });

  it('ends with 0 after shutdown, and with 1 without it', async () => {
    const server = (running = await start());
    await server.client.sendRequest('shutdown');
    await server.client.sendNotification('exit');
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(server.exits).toEqual([0]);
    const rude = await start();
    await rude.client.sendNotification('exit');
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(rude.exits).toEqual([1]);
    rude.stop();
  });
});

const FOLDER = 'file:///a%20b/';
it.each([
  [{ rootUri: null, rootPath: '/a b' }, [FOLDER]],
  [{ rootUri: 'file:///a%20b', rootPath: '/other' }, [FOLDER]],
  [{ workspaceFolders: [{ uri: 'file:///a%20b', name: 'a b' }], rootUri: 'file:///x', rootPath: '/x' }, [FOLDER]],
  [{ rootUri: null, rootPath: null }, []],
])('%j names the folders', (named, folders) => {
  expect([...foldersOf({ processId: null, capabilities: {}, ...named })]).toEqual(folders);
});
