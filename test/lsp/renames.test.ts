/** Renaming over the protocol: notes for the person besides the edits. */
import { afterEach, expect, it } from 'vitest';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

let running: Started | undefined;
afterEach(() => running?.stop());

it('notes of a rename are notifications, which need no answer of the client', async () => {
  const { client, settled } = (running = await start({ capabilities: ABLE }));
  const said: unknown[] = [];
  client.onNotification('window/showMessage', (message: unknown) => void said.push(message));
  await openText({ client }, URI, '.base: { script: x }\n');
  await settled();
  const position = { line: 0, character: 2 };
  expect(
    await client.sendRequest('textDocument/rename', { textDocument: { uri: URI }, position, newName: 'base' }),
  ).toMatchObject({ documentChanges: [{ edits: [{ newText: 'base' }] }] });
  expect(said).toEqual([{ type: 3, message: expect.stringContaining('no longer begins with a dot') as string }]);
});
