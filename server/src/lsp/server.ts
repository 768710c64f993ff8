/** The server: one line for every message that it understands. */
import { DocumentDiagnosticReportKind, ErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  Connection,
  DidChangeConfigurationParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  InitializeParams,
  RenameFilesParams,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensRangeParams,
  WorkspaceDiagnosticParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { onFailure } from '../text/failure.ts';
import { abilitiesOf } from './abilities.ts';
import { answerActions } from './actions.ts';
import { answering } from './answering.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clientFiles } from './client-files.ts';
import { answerCompletions, NO_COMPLETIONS } from './completions.ts';
import { readingOf } from './documents.ts';
import { answerEffective } from './effective.ts';
import { answerWorkspaceSymbols, hooksAsked } from './workspace-wide.ts';
import { EXCLUDING_SECTIONS, excludesStore } from '../workspace/excludes.ts';
import { foldersOf, followFolders, patternWatcher, refreshing, watch } from './following.ts';
import { failureText, notification, request, uninitialised, type Log } from './guard.ts';
import { answerHover } from './hovers.ts';
import { answerLens, answerLenses, lensDataOf } from './lenses.ts';
import { answerDefinition, answerHighlights, answerLinks, answerReferences } from './navigation.ts';
import { answerSymbols } from './outline.ts';
import { pushed } from './outlet.ts';
import { inTime, timeout } from './patience.ts';
import { busyOf } from './progress.ts';
import { answerPicture } from './picture.ts';
import type { Later } from '../workspace/surroundings.ts';
import { pulled, type Pulled } from './pulled.ts';
import { whenQuiet } from './quiet.ts';
import { answerPrepareRename, answerRename, answerWillRename } from './renames.ts';
import {
  EFFECTIVE_HOOKS,
  PICTURE,
  PLAN,
  READ_ONLY,
  SCENARIO,
  SCENARIO_FIELDS,
  SECTION,
  type InitializationOptions,
  type PictureParams,
  type PlanParams,
  type ReadOnlyParams,
  type ScenarioFieldsParams,
  type ScenarioParams,
} from './requests.ts';
import { answerFields, answerPlan, answerScenario } from './scenario.ts';
import type { FilesOf } from '../workspace/roots.ts';
import type { Documents, Session } from './session.ts';
import { settingsStore, type Pull } from './settings.ts';
import { syncOf, type Sync } from './sync.ts';
import { answerFolds, answerLinked, answerSelections } from './structure.ts';
import { answerTokens, answerTokensDelta, answerTokensIn } from './tokens.ts';
import { normal } from '../text/uri.ts';
import { scenariosOf } from '../workspace/scenarios.ts';
import { workspaceOf } from '../workspace/workspace.ts';

export interface ServerInfo {
  readonly name: string;
  readonly version: string;
}

/** What differs from one platform to another. */
export interface Platform {
  /** The clock, which tests replace. */
  readonly later?: Later;
  /** Runs what messages go before, which tests stop with the server. */
  readonly quiet?: (run: () => void) => void;
  /** Files that the server reads by itself; all others it has to ask the client for. */
  readonly filesOf?: FilesOf;
  /** Gets the id of the client's process, to end with it even while the server is busy. */
  readonly outlive?: (client: number) => void;
}

/** Serves a connection until it ends. */
export function serve(
  connection: Connection,
  serverInfo: ServerInfo,
  { later = timeout, quiet = whenQuiet, filesOf = () => undefined, outlive = () => undefined }: Platform = {},
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
    session = begin(connection, params, { later, quiet, filesOf }, log);
    return { serverInfo, capabilities: capabilitiesOf(session.abilities) };
  });
  connection.listen();
}

function begin(
  connection: Connection,
  params: InitializeParams,
  { later, quiet, filesOf }: Required<Omit<Platform, 'outlive'>>,
  log: Log,
): Session {
  const abilities = abilitiesOf(params);
  const pull: Pull = uri =>
    inTime(connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }) as Promise<unknown>, later);
  const documents: Documents = new Map();
  const folders = foldersOf(params);
  const asked: FilesOf = folder => (abilities.files ? clientFiles(connection, folder) : undefined);
  const open = (uri: string) => {
    const document = documents.get(uri);
    return document && readingOf(document);
  };
  const askExcludes = (folder: string): Promise<readonly unknown[]> =>
    inTime(
      connection.workspace.getConfiguration(EXCLUDING_SECTIONS.map(section => ({ scopeUri: folder, section }))),
      later,
    );
  const excludes = excludesStore(() => [...folders], abilities.configuration ? askExcludes : undefined);
  const watchPatterns = patternWatcher(connection, abilities);
  let sync: Sync | undefined = undefined as Sync | undefined;
  const configure = notification(log, 'configure', async (change: DidChangeConfigurationParams) => {
    await sync?.configure(change);
    await surveyWanted(session, [...folders]);
  });
  const workspace = workspaceOf({
    filesOf: folder => filesOf(folder) ?? asked(folder),
    folders: () => [...folders],
    open: { get: open },
    text: uri => documents.get(uri)?.lines.getText(),
    openUris: () => [...documents.keys()],
    onRead(folder) {
      watchPatterns(workspace.sought());
      sync?.judgeAgain(folder);
    },
    onConfigured: () => void configure({ settings: null }),
    later,
    excludes: uri => excludes.of(uri),
    busy: busyOf(connection, later),
    warn: message => connection.console.warn(message),
  });
  const asking = abilities.pullDiagnostics ? pulled(connection, documents) : undefined;
  const session: Session = {
    abilities,
    outlet: asking ?? pushed(connection),
    settings: settingsStore({
      pull: abilities.configuration ? pull : undefined,
      atStart: params.initializationOptions as unknown,
      shared: uri => inTime(workspace.configuration(normal(uri)), later),
      log: message => connection.console.warn(message),
    }),
    documents,
    workspace,
    scenarios: scenariosOf((params.initializationOptions as InitializationOptions | null | undefined)?.scenarios),
    readOnly: new Set(),
  };
  sync = syncOf(connection, session, log, { later, quiet }, refreshing(connection, abilities));
  followTexts(connection, session, log, sync);
  const survey = (): Promise<void> => surveyWanted(session, [...folders]);
  connection.onDidChangeConfiguration(
    notification(log, 'didChangeConfiguration', async change => {
      excludes.changed();
      await configure(change);
    }),
  );
  connection.onInitialized(
    notification(log, 'initialized', async () => {
      const changed = async (): Promise<void> => {
        await workspace.foldersChanged();
        await survey();
      };
      await watch(connection, session);
      followFolders(connection, params, { folders, changed, log });
      await survey();
    }),
  );
  answer(connection, session, log, () => sync.scenarioChanged());
  answerStructure(connection, session, log);
  if (asking) answerPulls(connection, asking, log);
  answerWorkspaceWide(connection, session, log);
  return session;
}

/** Looks for pipelines where the settings ask for the problems of all files; nowhere else is anything searched. */
async function surveyWanted({ settings, workspace }: Session, folders: readonly string[]): Promise<void> {
  const chosen = await Promise.all(folders.map(folder => settings.of(folder)));
  await workspace.survey(folders.filter((_, index) => chosen[index]?.problemsOf === 'all'));
}

function followTexts(connection: Connection, session: Session, log: Log, sync: Sync): void {
  connection.onDidOpenTextDocument(notification(log, 'didOpen', sync.open));
  connection.onDidChangeTextDocument(notification(log, 'didChange', sync.change));
  connection.onDidCloseTextDocument(notification(log, 'didClose', sync.close));
  connection.onDidChangeWatchedFiles(notification(log, 'didChangeWatchedFiles', sync.filesChanged));
  connection.onNotification(
    READ_ONLY,
    notification(log, READ_ONLY, ({ uri }: ReadOnlyParams) => void session.readOnly.add(normal(uri))),
  );
}

/** `changed` is called when another scenario is in force. */
function answer(connection: Connection, session: Session, log: Log, changed: () => void): void {
  const { full, hover, settled } = answering(session, log);
  connection.onHover(hover('hover', null, (subject, { position }) => answerHover(session, subject, position)));
  connection.onCompletion(
    full('completion', NO_COMPLETIONS, (subject, params) => answerCompletions(session, subject, params)),
  );
  connection.onDocumentSymbol(full('documentSymbol', [], subject => answerSymbols(session, subject)));
  const noTokens: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(full('semanticTokens', noTokens, answerTokens));
  connection.languages.semanticTokens.onRange(
    full('semanticTokens/range', noTokens, (subject, { range }: SemanticTokensRangeParams) =>
      answerTokensIn(subject, range),
    ),
  );
  connection.languages.semanticTokens.onDelta(
    full<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
      'semanticTokens/delta',
      noTokens,
      (subject, { previousResultId }) => answerTokensDelta(subject, previousResultId),
    ),
  );
  connection.onCodeAction(full('codeAction', [], (subject, params) => answerActions(session, subject, params)));
  connection.onDefinition(
    settled('definition', null, (subject, { position }) => answerDefinition(session, subject, position)),
  );
  connection.onReferences(settled('references', [], (subject, params) => answerReferences(session, subject, params)));
  connection.onDocumentHighlight(
    full('documentHighlight', [], (subject, { position }) => answerHighlights(subject, position)),
  );
  connection.onDocumentLinks(full('documentLink', [], subject => answerLinks(session, subject)));
  connection.onPrepareRename(
    settled('prepareRename', null, (subject, { position }) => answerPrepareRename(session, subject, position)),
  );
  connection.onRenameRequest(
    settled('rename', null, (subject, params) => answerRename(session, subject, params, connection)),
  );
  connection.onCodeLens(full('codeLens', [], answerLenses));
  connection.onCodeLensResolve((lens, token) => {
    const data = lensDataOf(lens);
    const resolve = full('codeLens/resolve', lens, subject => answerLens(session, subject, lens));
    return data ? resolve({ textDocument: data }, token) : lens;
  });
  connection.onRequest(
    SCENARIO,
    settled('scenario', null, (subject, params: ScenarioParams) => {
      const answer = answerScenario(session, subject, params);
      if (params.choice) changed();
      return answer;
    }),
  );
  connection.onRequest(
    SCENARIO_FIELDS,
    settled('scenarioFields', null, (subject, _: ScenarioFieldsParams) => answerFields(session, subject)),
  );
  connection.onRequest(
    PLAN,
    settled('plan', null, (subject, _: PlanParams) => answerPlan(session, subject)),
  );
  connection.onRequest(
    PICTURE,
    settled('picture', null, (subject, params: PictureParams) => answerPicture(session, subject, params)),
  );
}

/** Problems for clients that ask for them. */
function answerPulls(connection: Connection, asking: Pulled, log: Log): void {
  const { diagnostics } = connection.languages;
  const none: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const ofDocument = request(log, 'diagnostic', none, ({ textDocument, previousResultId }: DocumentDiagnosticParams) =>
    asking.document(textDocument.uri, previousResultId),
  );
  const ofWorkspace = request(
    log,
    'workspace/diagnostic',
    { items: [] },
    ({ previousResultIds }: WorkspaceDiagnosticParams) => ({ items: asking.workspace(previousResultIds) }),
  );
  diagnostics.on(async (params, token) => orThrow(await ofDocument(params, token)));
  diagnostics.onWorkspace(async (params, token) => orThrow(await ofWorkspace(params, token)));
}

/** For handlers of which the protocol's library wants refusals as exceptions. */
function orThrow<Answer>(answer: Answer | ResponseError): Answer {
  if (answer instanceof ResponseError) throw answer;
  return answer;
}

/** What follows the structure of a text. */
function answerStructure(connection: Connection, session: Session, log: Log): void {
  const { full, hover } = answering(session, log);
  connection.onFoldingRanges(hover('foldingRange', [], answerFolds));
  connection.onSelectionRanges(
    hover<SelectionRangeParams, SelectionRange[] | null>('selectionRange', null, (subject, { positions }) =>
      answerSelections(subject, positions),
    ),
  );
  connection.languages.onLinkedEditingRange(
    full('linkedEditingRange', null, (subject, { position }) => answerLinked(subject, position)),
  );
}

/** What is about the whole workspace, or about a document that only arguments name. */
function answerWorkspaceWide(connection: Connection, session: Session, log: Log): void {
  const willRename = request(log, 'willRenameFiles', null, async (params: RenameFilesParams) => {
    await session.workspace.settled();
    return answerWillRename(session, params);
  });
  connection.workspace.onWillRenameFiles(async (params, token) => orThrow(await willRename(params, token)));
  connection.onWorkspaceSymbol(
    request(log, 'workspace/symbol', [], async ({ query }: WorkspaceSymbolParams) => {
      await session.workspace.settled();
      return answerWorkspaceSymbols(session, query);
    }),
  );
  const effective = answering(session, log).settled('effectiveHooks', null, answerEffective);
  connection.onRequest(EFFECTIVE_HOOKS, effective);
  connection.onExecuteCommand((params, token) => effective(hooksAsked(params), token));
}
