/**
 * Where problems go: pushed as they are found, or kept until the client pulls them. A client gets them in one of these
 * ways only.
 */
import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';

export interface Outlet {
  /** All problems of a file; with the version of the text that they are about, if it is open. */
  show(problems: PublishDiagnosticsParams): void;
  /** Shows no problems of the file any more. */
  clear(uri: string): void;
}

/** For clients that do not pull, or that could not be told when to pull again. */
export function pushed(connection: Connection): Outlet {
  return {
    show: problems => void connection.sendDiagnostics(problems),
    clear: uri => void connection.sendDiagnostics({ uri, diagnostics: [] }),
  };
}
