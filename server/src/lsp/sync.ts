/** Keeps the open texts in sync with the editor, and has the problems updated after every change. */
import {
  FileChangeType,
  type Connection,
  type DidChangeConfigurationParams,
  type DidChangeTextDocumentParams,
  type DidChangeWatchedFilesParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  type DidSaveTextDocumentParams,
  type FileEvent,
} from 'vscode-languageserver';
import type { Uri } from '../text/span.ts';
import { coveredTexts } from './covered.ts';
import { normal } from '../text/uri.ts';
import { changed, opened, type OpenDocument } from './documents.ts';
import type { Log } from './guard.ts';
import { judgingOf, type Judging, type Times } from './judging.ts';
import type { Later } from '../workspace/environment.ts';
import { touch, type Session } from './session.ts';
import { unopenedOf, type Unopened } from './unopened.ts';

export interface Sync {
  readonly open: (params: DidOpenTextDocumentParams) => Promise<void>;
  readonly change: (params: DidChangeTextDocumentParams) => Promise<void>;
  readonly save: (params: DidSaveTextDocumentParams) => Promise<void>;
  readonly close: (params: DidCloseTextDocumentParams) => Promise<void>;
  readonly filesChanged: (params: DidChangeWatchedFilesParams) => Promise<void>;
  /** Judges the open files of a folder again after its pipelines changed. */
  readonly judgeAgain: (folder: Uri) => void;
  /** Shows the problems of an open file again after shellcheck read a script of it. */
  readonly linted: (id: Uri) => void;
  /** Shows again what depends on the active scenario. */
  readonly scenarioChanged: () => void;
  readonly configure: (params: DidChangeConfigurationParams) => Promise<void>;
}

/** What the editor has to request again, since it changed without an edit. */
export interface Refreshing {
  /** Lenses and inlay hints. */
  readonly beside: () => void;
  readonly pictures: () => void;
  readonly tokens: () => void;
}

/** What the handlers share. */
interface Held {
  readonly session: Session;
  readonly log: Log;
  readonly refresh: Refreshing;
  readonly judging: Judging;
  readonly unopened: Unopened;
  readonly later: Later;
}

/** Handlers for everything that changes a document or how it is judged. */
export function syncOf(connection: Connection, session: Session, log: Log, times: Times, refresh: Refreshing): Sync {
  const judging = judgingOf(connection, session, log, times);
  const unopened = unopenedOf(session, log, times.later);
  const held = { session, log, refresh, judging, unopened, later: times.later };
  return { ...textsOf(held), ...surroundingsOf(held) };
}

/** What happens to one text, whoever opens or closes it. */
interface Texts {
  /** Shows all problems of a document as soon as its settings are known. */
  readonly showAll: (document: OpenDocument) => Promise<void>;
  /** Looks for changed files around it. */
  readonly lookAgain: (id: Uri) => Promise<void>;
  readonly begin: (document: OpenDocument) => Promise<void>;
  readonly end: (document: OpenDocument) => void;
}

function textsIn({ session, judging, unopened }: Held): Texts {
  const { documents, settings, workspace } = session;
  const showAll = async ({ id, uri }: OpenDocument): Promise<void> => {
    await settings.of(uri);
    const open = documents.get(id);
    if (open) judging.all(open);
  };
  /**
   * Changed files are looked for whenever a file is opened or saved, but for our own client, whose editor is known to
   * report all of them: Helix agrees to watch files, but reports only those that it saves itself.
   */
  const lookAgain = async (id: Uri): Promise<void> => {
    const { watchFiles, recognised } = session.abilities;
    if (!watchFiles || !recognised) await workspace.lookAgain(id);
  };
  const begin = async (document: OpenDocument): Promise<void> => {
    documents.set(document.id, document);
    touch(session, document);
    unopened.opened(document.id, document.uri);
    workspace.edited(document.id);
    judging.reading(document.id);
    try {
      await showAll(document);
      if (!documents.has(document.id)) return;
      await lookAgain(document.id);
      await workspace.opened(document.id);
    } finally {
      judging.read(document.id);
    }
  };
  const end = ({ id, uri }: OpenDocument): void => {
    documents.delete(id);
    session.readOnly.delete(id);
    session.awake.closed(id);
    settings.closed(uri);
    workspace.closed(id);
    judging.closed(id);
    session.outlet.clear(uri);
  };
  return { showAll, lookAgain, begin, end };
}

/** Handlers for open texts. */
function textsOf(held: Held): Pick<Sync, 'open' | 'change' | 'save' | 'close'> {
  const { session, judging } = held;
  const { documents, settings, workspace } = session;
  const { showAll, lookAgain, begin, end } = textsIn(held);
  const covered = coveredTexts();
  return {
    async open({ textDocument }) {
      const document = opened(textDocument);
      const before = documents.get(document.id);
      covered.forget(document.uri);
      if (before && before.uri !== document.uri) {
        end(before);
        covered.keep(before);
      }
      await begin(document);
    },
    save: ({ textDocument }) => lookAgain(normal(textDocument.uri)),
    async change({ textDocument: { uri, version }, contentChanges }) {
      const hidden = covered.at(uri);
      if (hidden) return covered.keep(changed(hidden, contentChanges, version).document);
      const before = documents.get(normal(uri));
      if (!before) return;
      const { document, edits } = changed(before, contentChanges, version);
      documents.set(document.id, document);
      touch(session, document);
      workspace.edited(document.id);
      if (settings.cached(document.uri)) judging.edited(document, edits);
      else await showAll(document);
    },
    async close({ textDocument: { uri } }) {
      const hidden = covered.at(uri);
      if (hidden) return covered.forget(uri);
      const document = documents.get(normal(uri));
      if (!document) return;
      end(document);
      const uncovered = covered.uncover(document.id);
      if (uncovered) await begin(uncovered);
    },
  };
}

/** Handlers for everything around open texts. */
function surroundingsOf(
  held: Held,
): Pick<Sync, 'filesChanged' | 'judgeAgain' | 'linted' | 'scenarioChanged' | 'configure'> {
  const { session, log, refresh, judging, unopened, later } = held;
  const { documents, settings, workspace } = session;
  /** Whether anything about the document depends on what changed. */
  const again = (open: OpenDocument): boolean => {
    if (!settings.cached(open.uri)) return false;
    const outcome = judging.again(open);
    // requests about a file that just became one of ours were answered with nothing before
    if (outcome === 'recognised') refresh.tokens();
    return outcome !== 'same';
  };
  const besideSoon = atMost(later, refresh.beside);
  const picturesSoon = atMost(later, refresh.pictures);
  const configureOne = async ({ id, uri }: OpenDocument): Promise<boolean> => {
    await settings.of(uri);
    const open = documents.get(id);
    return open !== undefined && again(open);
  };
  return {
    filesChanged({ changes }) {
      const comings = changes.filter(({ type }) => type !== FileChangeType.Changed);
      return workspace.filesChanged(urisOf(changes), urisOf(comings));
    },
    judgeAgain(folder) {
      const outcomes = [...documents].map(([id, open]) => id.startsWith(folder) && again(open));
      if (outcomes.includes(true)) besideSoon();
      // a picture may be that of a pipeline of which no file is open
      picturesSoon();
      void unopened
        .judge(folder)
        .catch((error: unknown) => log(`judging files that are not open failed: ${String(error)}`));
    },
    linted(id) {
      const open = documents.get(id);
      if (!open || !settings.cached(open.uri)) return;
      if (again(open)) besideSoon();
      judging.all(open);
    },
    scenarioChanged() {
      for (const open of documents.values()) again(open);
      refresh.beside();
      refresh.pictures();
    },
    async configure(params) {
      settings.changed(params.settings as unknown);
      const changed = await Promise.all([...documents.values()].map(configureOne));
      if (!changed.includes(true)) return;
      refresh.beside();
      refresh.pictures();
    },
  };
}

/**
 * An editor waits a while before it requests lenses again, and begins to wait anew each time: files that change all the
 * time would keep them away.
 */
const PAUSE = 1000;

/** Runs at once and then at most once per pause; what came meanwhile is done at its end. */
function atMost(later: Later, run: () => void): () => void {
  let state: 'idle' | 'pausing' | 'wanted' = 'idle';
  const now = (): void => {
    state = 'pausing';
    run();
    later(PAUSE, () => {
      if (state === 'wanted') now();
      else state = 'idle';
    });
  };
  return () => {
    if (state === 'idle') now();
    else state = 'wanted';
  };
}

function urisOf(changes: readonly FileEvent[]): readonly Uri[] {
  return changes.map(({ uri }) => normal(uri));
}
