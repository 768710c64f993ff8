/** The server: its state, and how it handles every notification. */
import { ErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type { Connection, DidChangeConfigurationParams, InitializeParams } from 'vscode-languageserver';
import { onFailure } from '../text/failure.ts';
import { abilitiesOf } from './abilities.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clientFiles } from './client-files.ts';
import { documentation } from './documentation.ts';
import { readingOf } from './documents.ts';
import { EXCLUDING_SECTIONS, excludesStore } from '../workspace/excludes.ts';
import { foldersOf, followFolders, patternWatcher, refreshing, watch } from './following.ts';
import { failureText, notification, uninitialised, type Log } from './guard.ts';
import { pushed } from './outlet.ts';
import { lintingOf } from './linting.ts';
import { inTime, timeout } from './patience.ts';
import { AWAKE, awakeWithin, type AwakeLimits } from '../workspace/awake.ts';
import { busyOf } from './progress.ts';
import type { Later, WorkspaceEnvironment } from '../workspace/environment.ts';
import { pulled } from './pulled.ts';
import { whenQuiet } from './quiet.ts';
import { READ_ONLY, SECTION, withLock, type InitializationOptions, type ReadOnlyParams } from './requests.ts';
import type { StartShellcheck } from '../shell/comments.ts';
import type { FilesOf } from '../workspace/roots.ts';
import type { Documents, Session } from './session.ts';
import { settingsStore, type Pull, type SettingsSource, type SettingsStore } from './settings.ts';
import { syncOf, type Sync } from './sync.ts';
import { normal } from '../text/uri.ts';
import { scenariosOf } from '../workspace/scenarios.ts';
import { workspaceOf } from '../workspace/workspace.ts';
import { warmUp } from './warm-up.ts';
import { answerAll } from './answers.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface ServerInfo {
  readonly name: string;
  readonly version: string;
}

/** What differs between platforms. */
export interface Platform {
  /** The timer, which tests replace. */
  readonly later?: Later;
  /** Runs work after waiting messages; tests stop it with the server. */
  readonly quiet?: (run: () => void) => void;
  /** Files that the server reads by itself; for all others it has to ask the client. */
  readonly filesOf?: FilesOf;
  /** Starts shellcheck, for people who switch it on. */
  readonly shellcheckAt?: (program: string) => StartShellcheck;
  /** Gets the process id of the client, in order to end with it even while the server is busy. */
  readonly outlive?: (client: number) => void;
  /** How much is kept ready for work; tests let everything rest. */
  readonly awake?: AwakeLimits | undefined;
  /** The name of a lock that this server holds as long as it lives, by which a client in the same browser sees its end. */
  readonly lock?: string | undefined;
}

/** Serves a connection until it ends. */
export function serve(
  connection: Connection,
  serverInfo: ServerInfo,
  { outlive = () => undefined, lock, ...platform }: Platform = {},
): void {
  const log: Log = message => connection.console.error(message);
  onFailure((name, error) => log(failureText(name, error)));
  let session: Session | undefined;
  connection.onRequest((method: string) => {
    if (!session) throw uninitialised;
    throw new ResponseError(ErrorCodes.MethodNotFound, `Unknown request: ${method}`);
  });
  connection.onInitialize(params => {
    if (session) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is already initialized.');
    if (typeof params.processId === 'number') outlive(params.processId);
    session = begin(connection, params, platform, log);
    const capabilities = capabilitiesOf(session.abilities);
    return { serverInfo, capabilities: lock === undefined ? capabilities : withLock(capabilities, lock) };
  });
  connection.listen();
}

/** What a session needs of its platform. */
type Served = Omit<Platform, 'outlive' | 'lock'>;

function begin(
  connection: Connection,
  params: InitializeParams,
  { later = timeout, quiet = whenQuiet, awake = AWAKE, shellcheckAt, filesOf }: Served,
  log: Log,
): Session {
  const abilities = abilitiesOf(params);
  const documents: Documents = new Map();
  const folders = foldersOf(params);
  const askExcludes = abilities.configuration ? excludesAsked(connection, later) : undefined;
  const excludes = excludesStore(() => [...folders], askExcludes);
  const watchPatterns = patternWatcher(connection, abilities);
  let sync: Sync | undefined = undefined as Sync | undefined;
  const survey = (): Promise<void> => surveyWanted(session, [...folders]);
  const configure = notification(log, 'configure', async (change: DidChangeConfigurationParams) => {
    await sync?.configure(change);
    await survey();
  });
  const workspace = workspaceOf({
    filesOf: folder => filesOf?.(folder) ?? (abilities.files ? clientFiles(connection, folder) : undefined),
    folders: () => [...folders],
    ...openTexts(documents),
    onRead(folder) {
      watchPatterns(workspace.sought());
      sync?.judgeAgain(folder);
    },
    onConfigured: () => void configure({ settings: null }),
    later,
    excludes: uri => excludes.of(uri),
    busy: busyOf(connection, later, abilities.translate),
    warn: message => connection.console.warn(message),
  });
  const asking = abilities.pullDiagnostics ? pulled(connection, documents) : undefined;
  const session: Session = {
    later,
    abilities,
    outlet: asking ?? pushed(connection),
    settings: settingsOf(connection, params, {
      pull: abilities.configuration ? sectionAsked(connection, later) : undefined,
      shared: uri => inTime(workspace.configuration(normal(uri)), later),
    }),
    documents,
    awake: awakeWithin(awake),
    linting: lintingOf({ start: shellcheckAt, later, arrived: id => sync?.linted(id), warn: warner(connection) }),
    documentation: documentation(),
    workspace,
    scenarios: scenariosAtStart(params),
    readOnly: new Set(),
  };
  sync = syncOf(connection, session, log, { later, quiet }, refreshing(connection, abilities));
  followTexts(connection, session, log, sync);
  followSettings(connection, log, change => {
    excludes.changed();
    return configure(change);
  });
  followFoldersOnceInitialized(connection, params, session, { folders, survey, configure, log });
  answerAll(connection, session, log, { asking, changed: () => sync.scenarioChanged() });
  warmUp(() => documents.size === 0, { later, quiet });
  return session;
}

function followSettings(
  connection: Connection,
  log: Log,
  changed: (change: DidChangeConfigurationParams) => Promise<void> | void,
): void {
  connection.onDidChangeConfiguration(notification(log, 'didChangeConfiguration', changed));
}

/** Shows a warning to the person; the connection has only a request for that, which a client may refuse. */
function warner(connection: Connection): (message: string) => void {
  return message =>
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}

function scenariosAtStart({ initializationOptions }: InitializeParams): Session['scenarios'] {
  return scenariosOf((initializationOptions as InitializationOptions | null | undefined)?.scenarios);
}

/** The open documents as the workspace sees them; a CI file is parsed on demand. */
function openTexts(documents: Documents): Pick<WorkspaceEnvironment, 'open' | 'text' | 'openUris'> {
  const get = (uri: string): SourceDocument | undefined => {
    const document = documents.get(uri);
    return document && readingOf(document);
  };
  return {
    open: { get },
    text: uri => documents.get(uri)?.lines.text,
    openUris: () => [...documents.keys()],
  };
}

/** The store of settings for a client that started the server with these parameters. */
function settingsOf(
  connection: Connection,
  { initializationOptions }: InitializeParams,
  sources: Pick<SettingsSource, 'pull' | 'shared'>,
): SettingsStore {
  const log = (message: string): void => connection.console.warn(message);
  return settingsStore({ ...sources, atStart: initializationOptions as unknown, log });
}

interface Followed {
  readonly folders: ReturnType<typeof foldersOf>;
  /** Searches the folders for pipelines, if the settings ask for it. */
  readonly survey: () => Promise<void>;
  /** Asks for all settings again, and searches then. */
  readonly configure: (change: DidChangeConfigurationParams) => Promise<void>;
  readonly log: Log;
}

/** Watches files and folders from the moment at which the client accepts requests. */
function followFoldersOnceInitialized(
  connection: Connection,
  params: InitializeParams,
  session: Session,
  { folders, survey, configure, log }: Followed,
): void {
  const changed = async (): Promise<void> => {
    await session.workspace.foldersChanged();
    // a file may lie in another repository now, which has its own configuration
    await configure({ settings: null });
  };
  connection.onInitialized(
    notification(log, 'initialized', async () => {
      // before anything is waited for: folders may come and go at once
      followFolders(connection, params, { folders, changed, log });
      await watch(connection, session);
      await survey();
    }),
  );
}

/** The client's settings of ours for a file. */
function sectionAsked(connection: Connection, later: Later): Pull {
  return uri =>
    inTime(connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }) as Promise<unknown>, later);
}

/** The client's settings about files that a folder hides. */
function excludesAsked(connection: Connection, later: Later): (folder: string) => Promise<readonly unknown[]> {
  return folder =>
    inTime(
      connection.workspace.getConfiguration(EXCLUDING_SECTIONS.map(section => ({ scopeUri: folder, section }))),
      later,
    );
}

/** Searches for pipelines if the settings ask for the problems of all files; otherwise nothing is searched. */
async function surveyWanted({ settings, workspace }: Session, folders: readonly string[]): Promise<void> {
  const chosen = await Promise.all(folders.map(folder => settings.of(folder)));
  await workspace.survey(folders.filter((_, index) => chosen[index]?.problemsOf === 'all'));
}

function followTexts(connection: Connection, session: Session, log: Log, sync: Sync): void {
  connection.onDidOpenTextDocument(notification(log, 'didOpen', sync.open));
  connection.onDidChangeTextDocument(notification(log, 'didChange', sync.change));
  connection.onDidSaveTextDocument(notification(log, 'didSave', sync.save));
  connection.onDidCloseTextDocument(notification(log, 'didClose', sync.close));
  connection.onDidChangeWatchedFiles(notification(log, 'didChangeWatchedFiles', sync.filesChanged));
  connection.onNotification(
    READ_ONLY,
    notification(log, READ_ONLY, ({ uri }: ReadOnlyParams) => void session.readOnly.add(normal(uri))),
  );
}
