/** Where problems go: sent as they are found, or kept until the client asks for them. A client gets them in one way, never in both. */
import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';

export interface Outlet {
  /** All problems of a file; with the version of the text that they are about, if it is open. */
  show(problems: PublishDiagnosticsParams): void;
  /** Nothing of the file is shown any more. */
  clear(uri: string): void;
}

/** For clients that do not ask, or that could not be told when to ask again. */
export function pushed(connection: Connection): Outlet {
  return {
    show: problems => void connection.sendDiagnostics(problems),
    clear: uri => void connection.sendDiagnostics({ uri, diagnostics: [] }),
  };
}
