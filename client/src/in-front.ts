/** Whether the active file is a CI file, for what the manifest shows only there. */
import { commands, window, type TextDocument } from 'vscode';

const KEY = 'gitlabCi.fileInFront';

export interface InFront {
  readonly dispose: () => void;
  /** Checks again what the file is. */
  readonly update: () => void;
}

export function followFileInFront(isCiFile: (document: TextDocument) => boolean): InFront {
  let known: boolean | undefined;
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    if (!document) return; // a panel is active; the file that it is about is beside it
    const is = isCiFile(document);
    if (is !== known) void commands.executeCommand('setContext', KEY, is);
    known = is;
  };
  const watching = window.onDidChangeActiveTextEditor(update);
  update();
  return { update, dispose: () => void watching.dispose() };
}
