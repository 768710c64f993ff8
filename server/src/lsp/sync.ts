/** Keeps the open texts in step with the editor, and answers every change with what is wrong now. */
import type {
  Connection,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import { diagnoseAll } from '../features/diagnostics-of-all.ts';
import type { Severity } from '../text/problem.ts';
import type { Uri } from '../text/span.ts';
import { locate } from '../yaml/document.ts';
import { rangeOf, toDiagnostic } from './convert.ts';
import { changed, opened, type OpenDocument } from './documents.ts';
import { attempt, type Log } from './guard.ts';
import { publisher, type Later, type Located } from './publish.ts';
import { RECOGNISED, SECTION, type RecognisedParams } from './requests.ts';
import { locationOf, recognitionOf, subjectOf, type Session, type Subject } from './session.ts';
import type { LineReader } from './typing.ts';
import { normal } from './uris.ts';

export interface Sync {
  readonly open: (params: DidOpenTextDocumentParams) => Promise<void>;
  readonly change: (params: DidChangeTextDocumentParams) => Promise<void>;
  readonly close: (params: DidCloseTextDocumentParams) => void;
  readonly filesChanged: (params: DidChangeWatchedFilesParams) => Promise<void>;
  /** Judges the open files of a folder again whose pipelines are others now. */
  readonly judgeAgain: (folder: Uri) => void;
  readonly configure: (params: DidChangeConfigurationParams) => Promise<void>;
}

/** The handlers of everything that changes a document or how it is judged. */
export function syncOf(connection: Connection, session: Session, log: Log, later: Later): Sync {
  const { documents, settings, workspace } = session;
  const subjects = new Map<string, Subject>();
  const said = new Map<string, string>();

  const publish = publisher(
    uri => attempt(log, 'diagnose', [], () => problemsOf(subjects.get(uri))),
    (uri, problems) => void connection.sendDiagnostics(diagnosticsOf(session, uri, subjects.get(uri), problems)),
    later,
  );

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

  return {
    async open({ textDocument }) {
      const document = opened(textDocument);
      documents.set(document.id, document);
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
        if (!id.startsWith(folder) || !settings.known(open.uri)) continue;
        const before = subjects.get(id);
        take(open);
        if (!isSame(before, subjects.get(id))) publish.all(id);
      }
    },
    async configure(params) {
      settings.changed(sectionOf(params));
      await Promise.all([...documents.keys()].map(showAll));
    },
  };
}

/** Whether nothing that the problems depend on has changed. */
function isSame(before: Subject | undefined, after: Subject | undefined): boolean {
  if (!before || !after) return before === after;
  return (
    before.document === after.document &&
    before.owners.length === after.owners.length &&
    before.owners.every((project, index) => project === after.owners[index])
  );
}

function problemsOf(subject: Subject | undefined): readonly Located[] {
  if (!subject) return [];
  const { owners, document, settings } = subject;
  return diagnoseAll(owners, document, { rules: settings.rules }).flatMap(problem => {
    const at = locate(document, problem.at);
    return at ? [{ problem, at }] : [];
  });
}

/** More than anybody reads; beyond it the message itself would be what is slow. */
const MOST = 1000;
const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

function diagnosticsOf(session: Session, id: Uri, subject: Subject | undefined, problems: readonly Located[]) {
  const { uri, version } = session.documents.get(id) ?? { uri: id };
  const locate = subject ? locationOf.bind(undefined, session, subject) : () => undefined;
  const most = problems.length <= MOST ? problems : heaviest(problems);
  const diagnostics = subject
    ? most.map(({ problem, at }) => toDiagnostic(problem, rangeOf(subject.lines, at), locate, session.abilities))
    : [];
  return { uri, ...(version === undefined ? {} : { version }), diagnostics };
}

function heaviest(problems: readonly Located[]): readonly Located[] {
  return [...problems].sort((a, b) => WEIGHT[a.problem.severity] - WEIGHT[b.problem.severity]).slice(0, MOST);
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
