/** Until a CI file is opened, the extension is one small file: no client, no server, no page. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

const require = createRequire(import.meta.url);
const Module = require('node:module') as { _load: (id: string, ...more: readonly unknown[]) => unknown };

interface Document {
  readonly uri: { readonly path: string; readonly scheme: string; toString(): string };
  readonly languageId: string;
  getText(): string;
}

const documentOf = (path: string, text: string): Document => ({
  uri: { path, scheme: 'file', toString: () => `file://${path}` },
  languageId: 'yaml',
  getText: () => text,
});

test('a YAML file of another kind loads nothing more, a CI file the client', async () => {
  const opened: ((document: Document) => void)[] = [];
  const loaded: string[] = [];
  const editor = anything({
    workspace: anything({
      textDocuments: [documentOf('/k8s/pod.yml', 'kind: Pod\n')],
      workspaceFolders: undefined,
      getWorkspaceFolder: () => undefined,
      getConfiguration: () => ({ get: () => undefined }),
      onDidOpenTextDocument: (listener: (document: Document) => void) => {
        opened.push(listener);
        return { dispose: () => undefined };
      },
    }),
    window: anything({ activeTextEditor: undefined, visibleTextEditors: [] }),
    lm: undefined,
    l10n: { t: (text: string) => text },
  });
  const load = Module._load;
  Module._load = (id, ...more) => {
    if (id === 'vscode') return editor;
    if (/^\.{0,2}\//.test(id)) loaded.push(id);
    if (id === './client.js') throw new Error('not in this test');
    return load(id, ...more);
  };
  try {
    const extension = join(root, 'dist/extension.js');
    const { activate } = require(extension) as { activate: (context: unknown) => void };
    activate(anything({ subscriptions: [], workspaceState: anything({ get: () => undefined }) }));
    for (const listener of opened) listener(documentOf('/compose.yml', 'services: {}\n'));
    await settled();
    expect(loaded).toEqual([extension]);
    for (const listener of opened) listener(documentOf('/.gitlab-ci.yml', 'job: {script: x}\n'));
    await settled();
    expect(loaded).toEqual([extension, './client.js']);
  } finally {
    Module._load = load;
  }
});

/** An API of which only some parts matter: everything else can be read, called and constructed. */
function anything(parts: object): object {
  return new Proxy(function some() {}, {
    set: () => true,
    get: (_, key) =>
      key in parts ? (parts as Record<PropertyKey, unknown>)[key] : key === 'then' ? undefined : anything({}),
    apply: () => anything({}),
    construct: () => anything({}),
  });
}

function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 50));
}
