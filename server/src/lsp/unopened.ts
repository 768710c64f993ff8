/** The problems of files that are not open, for users who want them for the whole workspace. */
import { recognise } from '../features/recognise.ts';
import type { Project } from '../ci/project.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { attempt, type Log } from './guard.ts';
import { diagnosticsOf, problemsOf } from './problems.ts';
import type { Later } from '../workspace/environment.ts';
import type { Session } from './session.ts';
import { lineTable } from '../yaml/document/line-table.ts';
import type { Settings } from './settings.ts';

export interface Unopened {
  /** Judges the files of a repository again after its pipelines changed, and clears those that are gone. */
  judge(folder: Uri): Promise<void>;
  /** The editor has opened the file, with this spelling of its URI. */
  opened(id: Uri, uri: string): void;
}

/** The problems that were shown for a file, and what they depended on. */
interface Shown {
  readonly folder: Uri;
  readonly document: SourceDocument;
  readonly owners: readonly Project[];
  readonly settings: Settings;
  readonly text: string;
}

/** So many files are judged in a row, so that requests are answered in between. */
const AT_ONCE = 10;

/** Does nothing for folders that nobody asked to search. */
export function unopenedOf(session: Session, log: Log, later: Later): Unopened {
  const shown = new Map<Uri, Shown>();
  const latest = new Map<Uri, object>();
  const send = (uri: Uri, diagnostics: ReturnType<typeof diagnosticsOf>): void =>
    session.outlet.show({ uri, diagnostics });
  const clear = (uri: Uri): void => {
    if (shown.delete(uri)) send(uri, []);
  };

  const show = (uri: Uri, folder: Uri, owners: readonly Project[], settings: Settings): void => {
    const document = owners[0]?.documents.get(uri);
    if (!document || isLeftAlone(document, settings)) return clear(uri);
    const before = shown.get(uri);
    if (before && isSame(before, { document, owners, settings })) return;
    const judged = { document, owners, settings, lines: lineTable(document) };
    const diagnostics = attempt(log, 'diagnose', [], () => diagnosticsOf(session, judged, problemsOf(judged)));
    const text = JSON.stringify(diagnostics);
    shown.set(uri, { folder, document, owners, settings, text });
    if (text !== (before?.text ?? '[]')) send(uri, diagnostics);
  };

  return {
    async judge(folder) {
      const turn = {};
      latest.set(folder, turn);
      const files = session.workspace.surveyed(folder);
      for (const [uri, { folder: of }] of [...shown]) if (of === folder && !files.has(uri)) clear(uri);
      if (files.size === 0) return;
      // those of a file, since the repository that a folder is in is unknown
      const settings = await session.settings.of(`${folder}.gitlab-ci.yml`);
      let count = 0;
      for (const [uri, owners] of files) {
        if (++count % AT_ONCE === 0) await new Promise<void>(resolve => later(0, resolve));
        if (latest.get(folder) !== turn) return;
        if (!session.documents.has(uri)) show(uri, folder, owners, settings);
      }
    },
    opened(id, uri) {
      if (id === uri) shown.delete(id);
      else clear(id);
    },
  };
}

function isSame(a: Omit<Shown, 'folder' | 'text'>, b: Omit<Shown, 'folder' | 'text'>): boolean {
  const isSameList = a.owners.length === b.owners.length && a.owners.every((owner, at) => owner === b.owners[at]);
  return a.document === b.document && a.settings === b.settings && isSameList;
}

/** Whether a setting excludes the file; otherwise it is a CI file, since a pipeline includes it. */
function isLeftAlone({ uri, text }: SourceDocument, { files }: Settings): boolean {
  return recognise(uri, text, files, 'yaml', 'A pipeline includes it.').service === 'none';
}
