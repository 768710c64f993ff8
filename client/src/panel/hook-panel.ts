/** *Preview Pre-stop Hook*: the command, and one panel that follows the cursor from job to job. */
import { Disposable, l10n, Position, Uri, window, workspace } from 'vscode';
import { openHookPreview, type HookPanelOptions, type ShownHook } from './hook-shown.ts';

export const PREVIEW_HOOK = 'gitlabCi.previewHook';

export interface HookPanel {
  /** For the job at a position of a file, as a lens passes them; by default for the job at the cursor. */
  readonly preview: (uri?: unknown, at?: unknown) => Promise<void>;
  /** Asks again, since something other than a text changed. */
  readonly update: () => void;
  readonly dispose: () => void;
}

export function hookPanel(options: HookPanelOptions): HookPanel {
  let shown: ShownHook | undefined;
  const { isCiFile } = options;
  const following = Disposable.from(
    workspace.onDidChangeTextDocument(({ document }) => shown?.edited(document)),
    window.onDidChangeTextEditorSelection(
      ({ textEditor: { document, selection } }) =>
        shown && isCiFile(document) && shown.show({ document, position: selection.active }, true),
    ),
  );
  return {
    async preview(uri, at) {
      const editor = window.activeTextEditor;
      const isByLens = typeof uri === 'string'; // which only CI files have, even if nothing else is known of the file yet
      const document = isByLens ? await workspace.openTextDocument(Uri.parse(uri)) : editor?.document;
      if (!document || !(isByLens || isCiFile(document))) {
        await window.showInformationMessage(l10n.t('Open a GitLab CI file first.'));
        return;
      }
      shown ??= openHookPreview(options, () => (shown = undefined));
      shown.show({ document, position: positionOf(at) ?? editor?.selection.active ?? new Position(0, 0) });
      shown.reveal();
    },
    update: () => shown?.update(),
    dispose() {
      following.dispose();
      shown?.dispose();
    },
  };
}

function positionOf(at: unknown): Position | undefined {
  if (typeof at !== 'object' || at === null) return undefined;
  const { line, character } = at as { readonly line?: unknown; readonly character?: unknown };
  return typeof line === 'number' && typeof character === 'number' ? new Position(line, character) : undefined;
}
