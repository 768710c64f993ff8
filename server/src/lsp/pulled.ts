/**
 * Problems for clients that pull them: kept as they are found, each list with an id, so that an unchanged list is not
 * sent again.
 */
import { DiagnosticRefreshRequest, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type {
  Connection,
  Diagnostic,
  FullDocumentDiagnosticReport,
  PreviousResultId,
  UnchangedDocumentDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Uri } from '../text/span.ts';
import { normal } from '../text/uri.ts';
import type { Outlet } from './outlet.ts';
import type { Documents } from './session.ts';

type Report = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

export interface Pulled extends Outlet {
  /** The problems of a file; for an open one, those of its newest text, as soon as they are known. */
  document(uri: string, previous: string | undefined): Promise<Report>;
  /** Those of all known files, without waiting. */
  workspace(previous: readonly PreviousResultId[]): WorkspaceDocumentDiagnosticReport[];
}

/** The latest problems of a file. */
interface CachedProblems {
  readonly uri: string;
  readonly version: number | undefined;
  readonly items: Diagnostic[];
  readonly text: string;
  readonly resultId: string;
  /** Whether the client got an answer about this version, so that it does not pull again by itself. */
  answered: boolean;
}

export function pulled(connection: Connection, documents: Documents): Pulled {
  const cache = new Map<Uri, CachedProblems>();
  const waiting = new Map<Uri, (() => void)[]>();
  const refresh = refresher(connection);
  let ids = 0;
  let isWorkspaceAsked = false;
  const next = (id: Uri): Promise<void> =>
    new Promise(resolve => void waiting.set(id, [...(waiting.get(id) ?? []), resolve]));
  const wake = (id: Uri): void => {
    const those = waiting.get(id) ?? [];
    waiting.delete(id);
    for (const resolve of those) resolve();
  };
  const isCurrent = (id: Uri): boolean => documents.get(id)?.version === cache.get(id)?.version;
  return {
    show({ uri, version, diagnostics: items }) {
      const id = normal(uri);
      const before = cache.get(id);
      const text = JSON.stringify(items);
      const isSame = before?.text === text;
      const answered = before?.version === version && before?.answered === true;
      const resultId = isSame ? before.resultId : String(++ids);
      if (version === undefined && items.length === 0) cache.delete(id);
      else cache.set(id, { uri, version, items, text, resultId, answered });
      if (!isSame && (version === undefined ? isWorkspaceAsked : answered)) refresh();
      wake(id);
    },
    clear(uri) {
      cache.delete(normal(uri));
      wake(normal(uri));
    },
    async document(uri, previous) {
      const id = normal(uri);
      while (documents.has(id) && !isCurrent(id)) await next(id);
      const found = cache.get(id);
      if (!found) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      found.answered = true;
      return reportOf(found, previous);
    },
    workspace(previous) {
      isWorkspaceAsked = true;
      const known = new Map(previous.map(({ uri, value }) => [normal(uri), value]));
      const gone = previous.filter(({ uri }) => !cache.has(normal(uri)));
      return [
        ...[...cache]
          .filter(([id]) => isCurrent(id))
          .map(([id, one]) => ({ ...reportOf(one, known.get(id)), uri: one.uri, version: one.version ?? null })),
        ...gone.map(({ uri }): WorkspaceDocumentDiagnosticReport => ({
          kind: DocumentDiagnosticReportKind.Full,
          items: [],
          uri,
          version: null,
        })),
      ];
    },
  };
}

function reportOf({ resultId, items }: CachedProblems, previous: string | undefined): Report {
  return resultId === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Makes the client pull again; while such a request is open, one more covers everything that changed since. */
function refresher(connection: Connection): () => void {
  let isTold = false;
  let isMissed = false;
  const tell = (): void => {
    isMissed = isTold;
    if (isTold) return;
    isTold = true;
    void connection
      .sendRequest(DiagnosticRefreshRequest.type)
      .catch(() => undefined)
      .finally(() => {
        isTold = false;
        if (isMissed) tell();
      });
  };
  return tell;
}
