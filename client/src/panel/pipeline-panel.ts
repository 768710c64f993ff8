/** *Preview Pipeline*: the command, and one panel that follows the active CI file. */
import { Disposable, l10n, Uri, window, workspace } from 'vscode';
import { openShown, type Shown, type ShownOptions } from './shown.ts';

export const PREVIEW_PIPELINE = 'gitlabCi.previewPipeline';

export interface PipelinePanel {
  readonly preview: (uri?: unknown) => Promise<void>;
  /** Asks again, since something other than a text changed. */
  readonly update: () => void;
  readonly dispose: () => void;
}

export function pipelinePanel(options: ShownOptions): PipelinePanel {
  let shown: Shown | undefined;
  const { isCiFile } = options;
  const following = Disposable.from(
    workspace.onDidChangeTextDocument(({ document }) => shown?.edited(document)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => shown?.follow(textEditor)),
    window.onDidChangeActiveTextEditor(editor => editor && isCiFile(editor.document) && shown?.front(editor)),
  );
  return {
    async preview(given) {
      const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
      const document = uri && (await workspace.openTextDocument(uri));
      if (!document || !isCiFile(document)) {
        await window.showInformationMessage(l10n.t('Open a GitLab CI file first.'));
        return;
      }
      shown ??= openShown(options, () => (shown = undefined));
      shown.show({ uri: document.uri.toString() });
      shown.reveal();
    },
    update: () => shown?.update(),
    dispose() {
      following.dispose();
      shown?.dispose();
    },
  };
}
