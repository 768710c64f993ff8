/** What the server asks the client to report: changes of settings, files and folders. */
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
  WatchKind,
} from 'vscode-languageserver';
import type { Connection, Disposable, FileSystemWatcher, InitializeParams } from 'vscode-languageserver';
import type { Uri } from '../text/span.ts';
import type { Abilities } from './abilities.ts';
import { EXCLUDING_SECTIONS } from '../workspace/excludes.ts';
import { notification, type Log } from './guard.ts';
import { PICTURES_CHANGED, RUNNER_CONFIG_GLOB, SECTION } from './requests.ts';
import type { Session } from './session.ts';
import type { Refreshing } from './sync.ts';
import { asFolder, uriOfPath } from '../text/uri.ts';

/** The folders that are open in the editor at the start. */
export function foldersOf(params: InitializeParams): Set<Uri> {
  const { workspaceFolders } = params;
  // older clients name only one, and even older ones by its path, in fields that the protocol keeps for them
  const { rootUri, rootPath } = params as { readonly rootUri?: string | null; readonly rootPath?: string | null };
  if (workspaceFolders) return new Set(workspaceFolders.map(({ uri }) => asFolder(uri)));
  if (rootUri) return new Set([asFolder(rootUri)]);
  return new Set(rootPath ? [asFolder(uriOfPath(rootPath))] : []);
}

export async function watch(connection: Connection, { abilities }: Session): Promise<void> {
  if (abilities.watchConfiguration)
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: [SECTION, ...EXCLUDING_SECTIONS],
    });
  if (abilities.watchFiles)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: ['**/*.{yml,yaml}', '**/.git/HEAD', RUNNER_CONFIG_GLOB].map(globPattern => ({ globPattern })),
    });
}

/** Rules of includes depend on whether files exist, not on their content. */
const COMING_AND_GOING = WatchKind.Create | WatchKind.Delete;

/** Asks the client to watch the files that pipelines look for, and no others: each pattern is about one folder. */
export function patternWatcher(
  connection: Connection,
  { watchFiles }: Abilities,
): (patterns: readonly string[]) => void {
  let watched: readonly string[] = [];
  let registered: Promise<Disposable | undefined> = Promise.resolve(undefined);
  return patterns => {
    if (!watchFiles || (patterns.length === watched.length && patterns.every(one => watched.includes(one)))) return;
    watched = patterns;
    const watchers = patterns.map(one => ({ globPattern: `**/${one}`, kind: COMING_AND_GOING }));
    registered = registered.then(async before => {
      const now = watchers.length > 0 ? await register(connection, watchers) : undefined;
      before?.dispose();
      return now;
    });
  };
}

function register(connection: Connection, watchers: FileSystemWatcher[]): Promise<Disposable | undefined> {
  return connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
}

export interface Folders {
  /** The current folders; changed in place. */
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

/**
 * Lenses and inlay hints depend on other files, and colours on whether a file is ours; the editor requests them again
 * only when it is told.
 */
export function refreshing(
  connection: Connection,
  { refreshLenses, refreshHints, refreshTokens, pictures }: Abilities,
): Refreshing {
  return {
    beside() {
      if (refreshLenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
      if (refreshHints) void connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
    },
    pictures: () => void (pictures && connection.sendNotification(PICTURES_CHANGED).catch(() => undefined)),
    tokens: () =>
      void (refreshTokens && connection.sendRequest(SemanticTokensRefreshRequest.type).catch(() => undefined)),
  };
}
