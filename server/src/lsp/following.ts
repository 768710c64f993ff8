/** What the server asks the client to tell: settings, files and folders that change. */
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  WatchKind,
} from 'vscode-languageserver';
import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Uri } from '../text/span.ts';
import type { Abilities } from './abilities.ts';
import { EXCLUDING_SECTIONS } from './excludes.ts';
import { notification, type Log } from './guard.ts';
import { SECTION } from './requests.ts';
import type { Session } from './session.ts';
import { asFolder } from './uris.ts';

/** The folders that are open in the editor at the start. */
export function foldersOf(params: InitializeParams): Set<Uri> {
  const { workspaceFolders } = params;
  // older clients name only one, in a field that the protocol keeps for them
  const { rootUri } = params as { readonly rootUri?: string | null };
  if (workspaceFolders) return new Set(workspaceFolders.map(({ uri }) => asFolder(uri)));
  return new Set(rootUri ? [asFolder(rootUri)] : []);
}

/** Rules of includes ask whether files of any kind are there, not what they hold. */
const COMING_AND_GOING = WatchKind.Create | WatchKind.Delete;

export async function watch(connection: Connection, { abilities }: Session): Promise<void> {
  if (abilities.watchConfiguration)
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: [SECTION, ...EXCLUDING_SECTIONS],
    });
  if (abilities.watchFiles)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/*.{yml,yaml}' }, { globPattern: '**/*', kind: COMING_AND_GOING }],
    });
}

export interface Folders {
  /** The folders in force; changed in place. */
  readonly folders: Set<Uri>;
  readonly changed: () => Promise<void>;
  readonly log: Log;
}

export function followFolders(
  connection: Connection,
  { capabilities }: InitializeParams,
  { folders, changed, log }: Folders,
): void {
  if (capabilities.workspace?.workspaceFolders !== true) return;
  connection.workspace.onDidChangeWorkspaceFolders(
    notification(log, 'didChangeWorkspaceFolders', ({ added, removed }) => {
      for (const { uri } of removed) folders.delete(asFolder(uri));
      for (const { uri } of added) folders.add(asFolder(uri));
      return changed();
    }),
  );
}

/** Lenses speak of other files; the editor asks for them again only when it is told. */
export function refreshLenses(connection: Connection, { refreshLenses: can }: Abilities): void {
  if (can) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
}
