/** The server is started once, when the first CI file is opened. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import { recognitionOf, whenRecognised } from '../../client/src/recognised.ts';

type Listener = (event: never) => void;

interface Editor {
  documents: readonly unknown[];
  files: unknown;
  readonly opened: Listener[];
  readonly changed: Listener[];
  readonly configured: Listener[];
}

const editor = vi.hoisted((): Editor => ({ documents: [], files: undefined, opened: [], changed: [], configured: [] }));

vi.mock('vscode', () => {
  const listen = (listeners: Listener[]) => (listener: Listener) => {
    listeners.push(listener);
    return { dispose: () => void listeners.splice(listeners.indexOf(listener), 1) };
  };
  return {
    Disposable: class {
      constructor(readonly dispose: () => void) {}
    },
    Range: Array,
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
      getConfiguration: () => ({ get: () => editor.files }),
      getWorkspaceFolder: () => undefined,
      onDidOpenTextDocument: listen(editor.opened),
      onDidChangeTextDocument: listen(editor.changed),
      onDidChangeConfiguration: listen(editor.configured),
    },
  };
});

function document(uri: string, text = '', languageId = 'yaml'): TextDocument {
  return { uri: { toString: () => uri, path: new URL(uri).pathname }, languageId, getText: () => text } as never;
}

/** Sends an event to all listeners. */
function tell(listeners: readonly Listener[], event: unknown): void {
  for (const listener of [...listeners]) listener(event as never);
}

beforeEach(() => {
  editor.documents = [];
  editor.files = undefined;
});

describe('the server is wanted', () => {
  it('at once when a CI file is open already, and nobody listens any more', () => {
    editor.documents = [document('file:///ws/values.yml'), document('file:///ws/.gitlab-ci.yml')];
    const found = vi.fn();
    whenRecognised(found);
    expect(found).toHaveBeenCalledTimes(1);
    expect([...editor.opened, ...editor.changed, ...editor.configured]).toEqual([]);
  });

  it('once, with the first CI file that is opened', () => {
    const found = vi.fn();
    whenRecognised(found);
    tell(editor.opened, document('file:///ws/values.yml', 'a: 1\n'));
    tell(editor.opened, document('file:///ws/.gitlab-ci.yml', '', 'plaintext'));
    expect(found).not.toHaveBeenCalled();
    tell(editor.opened, document('file:///ws/.gitlab-ci.yml'));
    tell(editor.opened, document('file:///ws/other/.gitlab-ci.yml'));
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('when the configuration of a repository is opened, which is no CI file', () => {
    const found = vi.fn();
    whenRecognised(found);
    const configuration = document('file:///ws/.gitlab-ci-tools.yml', 'files: { include: ["*.yml"] }\n');
    tell(editor.opened, configuration);
    expect(found).toHaveBeenCalledTimes(1);
    expect(recognitionOf(configuration)).toMatchObject({ as: 'other', service: 'none' });
  });

  it('when what is typed shows what an unsaved file is', () => {
    const found = vi.fn();
    whenRecognised(found);
    tell(editor.changed, { document: document('untitled:Untitled-1', 'job:\n') });
    expect(found).not.toHaveBeenCalled();
    tell(editor.changed, { document: document('untitled:Untitled-1', 'job:\n  script: make\n') });
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('when a setting names an open file', () => {
    editor.documents = [document('file:///ws/ci/build.yml')];
    const found = vi.fn();
    whenRecognised(found);
    editor.files = { include: ['ci/*.yml'] };
    tell(editor.configured, { affectsConfiguration: (section: string) => section === 'editor' });
    expect(found).not.toHaveBeenCalled();
    tell(editor.configured, { affectsConfiguration: (section: string) => section === 'gitlabCi.files' });
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('never again once the extension is gone', () => {
    const found = vi.fn();
    whenRecognised(found).dispose();
    tell(editor.opened, document('file:///ws/.gitlab-ci.yml'));
    expect(found).not.toHaveBeenCalled();
  });
});

it('the reason shown before the server runs is the one that the server gives', () => {
  expect(recognitionOf(document('file:///ws/.gitlab-ci.yml', 'apiVersion: v1\nkind: Pod\n')).why).toMatch(/Kubernetes/);
});
