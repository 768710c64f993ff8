/** Keeps the open texts in step with the editor, and answers every change with what is wrong now. */
import type {
  Connection,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import type { Uri } from '../text/span.ts';
import { changed, opened, type OpenDocument } from './documents.ts';
import { attempt, type Log } from './guard.ts';
import { diagnosticsOf, problemsOf } from './problems.ts';
import { publisher, type Later, type Located } from '../workspace/publish.ts';
import { RECOGNISED, SECTION, type RecognisedParams } from './requests.ts';
import { recognitionOf, subjectOf, type Session, type Subject } from './session.ts';
import type { LineReader } from '../workspace/typing.ts';
import { unopenedOf } from './unopened.ts';
import { normal } from '../text/uri.ts';

export interface Sync {
  readonly open: (params: DidOpenTextDocumentParams) => Promise<void>;
  readonly change: (params: DidChangeTextDocumentParams) => Promise<void>;
  readonly close: (params: DidCloseTextDocumentParams) => void;
  readonly filesChanged: (params: DidChangeWatchedFilesParams) => Promise<void>;
  /** Judges the open files of a folder again whose pipelines are others now. */
  readonly judgeAgain: (folder: Uri) => void;
  readonly configure: (params: DidChangeConfigurationParams) => Promise<void>;
}

/** What the editor has to ask for again, since it changed without an edit. */
export interface Refreshing {
  readonly lenses: () => void;
  readonly tokens: () => void;
}

/** The handlers of everything that changes a document or how it is judged. */
export function syncOf(connection: Connection, session: Session, log: Log, later: Later, refresh: Refreshing): Sync {
  const { documents, settings, workspace } = session;
  const unopened = unopenedOf(connection, session, log, later);
  const subjects = new Map<string, Subject>();
  const said = new Map<string, string>();

  const publish = publisher(
    uri => attempt(log, 'diagnose', [], () => found(subjects.get(uri))),
    (uri, problems) => show(uri, problems),
    later,
  );
  const found = (subject: Subject | undefined): readonly Located[] => (subject ? problemsOf(subject) : []);
  const show = (id: Uri, problems: readonly Located[]): void => {
    const { uri, version } = documents.get(id) ?? { uri: id };
    const subject = subjects.get(id);
    const diagnostics = subject ? diagnosticsOf(session, subject, problems) : [];
    void connection.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics });
  };

  /** Takes the document as it is now; what a publication looks at is always the newest text. */
  const take = (open: OpenDocument): void => {
    const known = settings.known(open.uri);
    const subject = known && attempt(log, 'read', undefined, () => subjectOf(session, open, known, 'full'));
    if (subject) subjects.set(open.id, subject);
    else subjects.delete(open.id);
    if (known && session.abilities.recognised) tell(open, known);
  };
  const tell = (open: OpenDocument, known: Subject['settings']): void => {
    const params: RecognisedParams = { uri: open.uri, ...recognitionOf(session, open, known) };
    const text = JSON.stringify(params);
    if (said.get(open.id) === text) return;
    said.set(open.id, text);
    void connection.sendNotification(RECOGNISED, params);
  };
  /** Shows everything about a document as soon as its settings are known. */
  const showAll = async (id: Uri): Promise<void> => {
    const before = documents.get(id);
    if (before) await settings.of(before.uri);
    const open = documents.get(id);
    if (!open) return;
    take(open);
    publish.all(id);
  };
  /** Takes what is open once more after something else changed; tells whether anything depends on that. */
  const takeAgain = (open: OpenDocument): boolean => {
    const before = subjects.get(open.id);
    take(open);
    const after = subjects.get(open.id);
    if (isSame(before, after)) return false;
    publish.all(open.id);
    // a file that is one of ours only now was asked about in vain
    if (!before !== !after) refresh.tokens();
    return true;
  };
  const configureOne = async ({ id, uri }: OpenDocument): Promise<boolean> => {
    await settings.of(uri);
    const open = documents.get(id);
    return open !== undefined && settings.known(open.uri) !== undefined && takeAgain(open);
  };

  return {
    async open({ textDocument }) {
      const document = opened(textDocument);
      documents.set(document.id, document);
      unopened.opened(document.id, document.uri);
      workspace.edited(document.id);
      await showAll(document.id);
      if (documents.has(document.id)) await workspace.opened(document.id);
    },
    change({ textDocument: { uri, version }, contentChanges }) {
      const before = documents.get(normal(uri));
      if (!before) return Promise.resolve();
      const { document, edits } = changed(before, contentChanges, version);
      const { id } = document;
      documents.set(id, document);
      workspace.edited(id);
      if (!settings.known(document.uri)) return showAll(id);
      take(document);
      publish.edited(id, readerOf(document), edits);
      return Promise.resolve();
    },
    close({ textDocument: { uri } }) {
      const id = normal(uri);
      if (!documents.delete(id)) return;
      for (const kept of [subjects, said]) kept.delete(id);
      session.readOnly.delete(id);
      settings.closed(uri);
      workspace.closed(id);
      publish.closed(id);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    filesChanged: ({ changes }) => workspace.filesChanged(changes.map(({ uri }) => normal(uri))),
    judgeAgain(folder) {
      for (const [id, open] of documents) {
        if (id.startsWith(folder) && settings.known(open.uri)) takeAgain(open);
      }
      refresh.lenses();
      void unopened
        .judge(folder)
        .catch((error: unknown) => log(`checking files that are not open failed: ${String(error)}`));
    },
    async configure(params) {
      settings.changed(sectionOf(params));
      const changed = await Promise.all([...documents.values()].map(configureOne));
      if (changed.includes(true)) refresh.lenses();
    },
  };
}

/** Whether nothing that the problems depend on has changed. */
function isSame(before: Subject | undefined, after: Subject | undefined): boolean {
  if (!before || !after) return before === after;
  return (
    before.document === after.document &&
    before.settings === after.settings &&
    before.owners.length === after.owners.length &&
    before.owners.every((project, index) => project === after.owners[index])
  );
}

/** Settings that a client pushes, with or without the section around them. */
function sectionOf({ settings }: DidChangeConfigurationParams): unknown {
  const pushed = settings as Readonly<Record<string, unknown>> | null | undefined;
  return pushed?.[SECTION] ?? pushed ?? undefined;
}

function readerOf({ lines }: OpenDocument): LineReader {
  return {
    lineAt: offset => lines.positionAt(offset).line,
    line: line => lines.getText({ start: { line, character: 0 }, end: { line, character: 0x7fffffff } }),
  };
}
