/** *Show Effective Hooks*: the answer of the server as a read-only document. */
import { Disposable, EventEmitter, l10n, Uri, window, workspace, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  EFFECTIVE_HOOKS,
  type EffectiveHooksAnswer,
  type EffectiveHooksParams,
} from '../../server/src/lsp/requests.ts';

const SCHEME = 'gitlab-ci-effective-hooks';

export interface EffectiveHooks {
  readonly show: () => Promise<void>;
  readonly dispose: () => void;
}

/** The command, and the documents that it opens; they are updated when the file they are about is saved. */
export function effectiveHooks(client: () => Promise<BaseLanguageClient> | undefined): EffectiveHooks {
  const asked = new Map<string, EffectiveHooksParams>();
  const changed = new EventEmitter<Uri>();
  const ask = async (params: EffectiveHooksParams): Promise<EffectiveHooksAnswer | null> => {
    const running = await client();
    const answer: unknown = await running?.sendRequest(EFFECTIVE_HOOKS, params);
    return (answer ?? null) as EffectiveHooksAnswer | null;
  };
  const watching = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri) {
        const params = asked.get(uri.toString());
        const answer = params && (await ask(params));
        return answer?.text ?? `# ${l10n.t('This job no longer exists.')}\n`;
      },
    }),
    workspace.onDidSaveTextDocument(() => [...asked.keys()].forEach(uri => changed.fire(Uri.parse(uri)))),
    workspace.onDidCloseTextDocument(({ uri }) => void asked.delete(uri.toString())),
  );
  return {
    dispose: () => void watching.dispose(),
    async show() {
      const params = paramsOf(window.activeTextEditor);
      const answer = params && (await ask(params));
      if (!params || !answer) {
        await window.showInformationMessage(l10n.t('Put the cursor in a job or template of a GitLab CI file first.'));
        return;
      }
      const { job } = answer;
      const name = l10n.t('{0} (effective hooks).yml', job.replace(/[/\\?#:]/g, '_'));
      const uri = Uri.from({ scheme: SCHEME, path: `/${name}`, query: JSON.stringify([params.textDocument.uri, job]) });
      asked.set(uri.toString(), { textDocument: params.textDocument, job });
      changed.fire(uri);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { preview: true });
    },
  };
}

function paramsOf(editor: TextEditor | undefined): EffectiveHooksParams | undefined {
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}
