/** The settings in `docs/editors.md` for using yaml-language-server next to ours, exactly as they are written there. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { CompletionList, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { root } from '../../scripts/ready.mjs';
import { needPeer } from '../editor/neighbour.mjs';

const URI = 'file:///repository/.gitlab-ci.yml';
const TEXT = `job:
  script: !reference [.base, script]
  hooks:
    pre_stop_k8s_container_handler: { exec: [drain] }
${'  '}
`;

const peer = await needPeer();
const ended: (() => unknown)[] = [];
afterEach(() => ended.splice(0).forEach(end => end()));

interface Said {
  readonly problems: readonly unknown[];
  readonly offered: readonly string[];
}

/** The messages of that server about the file with these settings. */
async function said(settings: Readonly<Record<string, unknown>>): Promise<Said> {
  if ('why' in peer) throw new Error(peer.why);
  const yaml = {
    ...{ validate: true, completion: true, schemaStore: { enable: false } },
    schemas: settings['yaml.schemas'] ?? {},
    customTags: settings['yaml.customTags'] ?? [],
  };
  const child = spawn(process.execPath, [peer.server, '--stdio']);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  ended.push(() => child.kill());
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? yaml : {})),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('custom/schema/request', () => []);
  const published = new Promise<PublishDiagnosticsParams>(resolve =>
    connection.onNotification('textDocument/publishDiagnostics', resolve),
  );
  connection.listen();
  const capabilities = { workspace: { configuration: true }, textDocument: { completion: {} } };
  await connection.sendRequest('initialize', { processId: null, rootUri: 'file:///repository', capabilities });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml } });
  await connection.sendRequest('yaml/get/jsonSchema', URI).catch(() => undefined); // so that the settings have arrived
  const textDocument = { uri: URI, languageId: 'yaml', version: 1, text: TEXT };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const { diagnostics } = await published;
  const list = await connection.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: { uri: URI },
    position: { line: 4, character: 2 },
  });
  return {
    problems: diagnostics.map(({ message }) => message),
    offered: list.items.map(({ label }) => label),
  };
}

/** The settings of the guide, with the schema of this checkout. */
function settingsOfGuide(): Readonly<Record<string, unknown>> {
  const guide = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  const blocks = [...guide.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = '']) => text);
  const text = blocks.find(block => block.includes('yaml.schemas')) ?? '{}';
  return JSON.parse(text.replace('<npm root -g>/gitlab-ci-language-tools', root)) as Readonly<Record<string, unknown>>;
}

test.skipIf('why' in peer)('keep it from judging CI files, and from completing their keys', async () => {
  expect(await said({})).toMatchObject({ problems: ['Unresolved tag: !reference'] });
  expect(await said(settingsOfGuide())).toEqual({ problems: [], offered: ['!reference'] });
});
