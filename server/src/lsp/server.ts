/** The server: one line for every message that it understands. */
import {
  DidChangeConfigurationNotification,
  ErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Connection, InitializeParams, ServerCapabilities, TextDocumentIdentifier } from 'vscode-languageserver';
import { abilitiesOf } from './abilities.ts';
import { ACTION_KINDS, answerActions } from './actions.ts';
import { answerCompletions, NO_COMPLETIONS } from './completions.ts';
import { notification, outdated, request, uninitialised, type Log } from './guard.ts';
import { answerHover } from './hovers.ts';
import { answerSymbols } from './outline.ts';
import type { Later } from './publish.ts';
import { READ_ONLY, SECTION, type InitializationOptions, type ReadOnlyParams } from './requests.ts';
import { sessionOf, subjectOf, type Session, type Subject } from './session.ts';
import { settingsStore, type Pull } from './settings.ts';
import { syncOf } from './sync.ts';

export interface ServerInfo {
  readonly name: string;
  readonly version: string;
}

/** Serves a connection until it ends; `later` is the clock, which tests replace. */
export function serve(connection: Connection, serverInfo: ServerInfo, later: Later = timeout): void {
  const log: Log = message => connection.console.error(message);
  let session: Session | undefined;
  connection.onRequest((method: string) => {
    if (!session) throw uninitialised;
    throw new ResponseError(ErrorCodes.MethodNotFound, `Unknown request: ${method}`);
  });
  connection.onInitialize(params => {
    if (session) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialised already.');
    session = begin(connection, params, later);
    listen(connection, session, log, later);
    return { serverInfo, capabilities: CAPABILITIES };
  });
  connection.listen();
}

const CAPABILITIES: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  completionProvider: {},
  documentSymbolProvider: true,
  codeActionProvider: { codeActionKinds: ACTION_KINDS },
};

function begin(connection: Connection, params: InitializeParams, later: Later): Session {
  const abilities = abilitiesOf(params);
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const pull: Pull = uri =>
    inTime(connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }) as Promise<unknown>, later);
  return sessionOf(abilities, settingsStore(abilities.configuration ? pull : undefined, options.settings));
}

function listen(connection: Connection, session: Session, log: Log, later: Later): void {
  const sync = syncOf(connection, session, log, later);
  connection.onInitialized(notification(log, 'initialized', () => watchConfiguration(connection, session)));
  connection.onDidOpenTextDocument(notification(log, 'didOpen', sync.open));
  connection.onDidChangeTextDocument(notification(log, 'didChange', sync.change));
  connection.onDidCloseTextDocument(notification(log, 'didClose', sync.close));
  connection.onDidChangeConfiguration(notification(log, 'didChangeConfiguration', sync.configure));
  connection.onNotification(
    READ_ONLY,
    notification(log, READ_ONLY, ({ uri }: ReadOnlyParams) => void session.readOnly.add(uri)),
  );
  const { full, hover } = answering(session, log);
  connection.onHover(hover('hover', null, (subject, { position }) => answerHover(session, subject, position)));
  connection.onCompletion(
    full('completion', NO_COMPLETIONS, (subject, { position }) => answerCompletions(session, subject, position)),
  );
  connection.onDocumentSymbol(full('documentSymbol', [], subject => answerSymbols(session, subject)));
  connection.onCodeAction(full('codeAction', [], (subject, params) => answerActions(session, subject, params)));
}

type Handler<P, R> = ReturnType<typeof request<P, R>>;

/** Makes request handlers: they get the document ready to work on, and answer `empty` where the service does not include them. */
function answering(session: Session, log: Log) {
  const of =
    (service: 'full' | 'hover') =>
    <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
      name: string,
      empty: R,
      answer: (subject: Subject, params: P) => R,
    ): Handler<P, R> =>
      request(log, name, empty, async (params: P) => {
        const { uri } = params.textDocument;
        const open = session.documents.get(uri);
        if (!open) return empty;
        const settings = session.settings.known(uri) ?? (await session.settings.of(uri));
        if (session.documents.get(uri) !== open) throw outdated;
        const subject = subjectOf(session, open, settings, service);
        return subject ? answer(subject, params) : empty;
      });
  return { full: of('full'), hover: of('hover') };
}

async function watchConfiguration(connection: Connection, { abilities }: Session): Promise<void> {
  if (!abilities.watchConfiguration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
}

/** A client that never answers must not keep its documents from being checked. */
const PATIENCE = 2000;

function inTime<T>(answer: Promise<T>, later: Later): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = later(PATIENCE, () => reject(new Error('The client did not answer.')));
    void answer.then(resolve, reject).finally(callOff);
  });
}

function timeout(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
