/** The state of the server while a client is connected, and how an open document is prepared for a feature. */
import type { Location } from 'vscode-languageserver';
import type { Project } from '../ci/project.ts';
import { recognise, type FileSettings, type Recognition } from '../features/recognise.ts';
import type { Place, Span, Uri } from '../text/span.ts';
import { locate } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Abilities } from './abilities.ts';
import type { Documentation } from './documentation.ts';
import { rangeOf, type LineTable } from './convert.ts';
import { readingOf, type OpenDocument } from './documents.ts';
import type { Linting } from './linting.ts';
import type { Outlet } from './outlet.ts';
import type { Settings, SettingsStore } from './settings.ts';
import { normal } from '../text/uri.ts';
import type { Chosen, Scenarios } from '../workspace/scenarios.ts';
import { lineTable } from '../yaml/document/line-table.ts';
import type { Awake } from '../workspace/awake.ts';
import type { Later } from '../workspace/environment.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface Session {
  /** The clock. */
  readonly later: Later;
  readonly abilities: Abilities;
  readonly settings: SettingsStore;
  /** Where problems go. */
  readonly outlet: Outlet;
  readonly documents: Documents;
  /** Which of them are ready for work. */
  readonly awake: Awake;
  /** What shellcheck says. */
  readonly linting: Linting;
  /** For completions that were sent without documentation. */
  readonly documentation: Documentation;
  readonly workspace: Workspace;
  readonly scenarios: Scenarios;
  /** Documents that the client says cannot be changed. */
  readonly readOnly: Set<Uri>;
}

/** The open documents, by the URI that the core uses. */
export type Documents = Map<Uri, OpenDocument>;

/** An open CI file, ready for the features. */
export interface Subject {
  readonly open: OpenDocument;
  readonly lines: LineTable;
  readonly document: SourceDocument;
  /** The first of the pipelines that the document belongs to. */
  readonly project: Project;
  /** All of them, as far as known. */
  readonly owners: readonly Project[];
  readonly settings: Settings;
  /** The active scenario, and the others. */
  readonly chosen: Chosen;
}

/** What an open document is taken for under these settings. */
export function recognitionOf(session: Session, open: OpenDocument, settings: Settings): Recognition {
  const alone = recognisedAlone(open, settings);
  const use = alone.as === 'other' ? session.workspace.use(open.id) : undefined;
  const found = use === undefined ? alone : recognise(open.id, open.lines.parts, settings.files, open.language, use);
  return found.service === 'full' && session.readOnly.has(open.id) ? { ...found, service: 'hover' } : found;
}

/** By what the file itself says; asked of all open files whenever any file changes. */
function recognisedAlone(open: OpenDocument, { files }: Settings): Recognition {
  const before = latest.get(open);
  if (before?.files === files) return before.found;
  const found = recognise(open.id, open.lines.parts, files, open.language);
  latest.set(open, { files, found });
  return found;
}

/** The latest answer for each version of a document. */
const latest = new WeakMap<OpenDocument, { readonly files: FileSettings; readonly found: Recognition }>();

/** The document ready for a feature; `undefined` if its service does not include the feature. */
export function subjectOf(
  session: Session,
  open: OpenDocument,
  settings: Settings,
  needed: Exclude<Recognition['service'], 'none'>,
): Subject | undefined {
  const { service } = recognitionOf(session, open, settings);
  if (service === 'none' || (needed === 'full' && service !== 'full')) return undefined;
  const document = readingOf(open);
  const owners = session.workspace.owners(document);
  const [project] = owners;
  const chosen = session.scenarios.of(open.id, settings.scenarios, session.workspace.grounds(open.id));
  return project && { open, lines: open.lines, document, project, owners, settings, chosen };
}

/** The open document with that URI. */
export function openAt(session: Session, uri: string): OpenDocument | undefined {
  return session.documents.get(normal(uri));
}

/** Somebody works on the document, or looks at it. */
export function touch({ awake }: Session, { id, lines }: OpenDocument): void {
  awake.touch(id, lines.parts.length);
}

/** The location of a place; `undefined` if its file was not read. */
export function locationOf(session: Session, { owners }: Pick<Subject, 'owners'>, place: Place): Location | undefined {
  for (const { documents } of owners) {
    const document = documents.get(place.uri);
    const at = document && locate(document, place);
    if (at) return locationIn(session, document, at);
  }
  return undefined;
}

/** The location of a range in a document, with the URI that the client uses. */
export function locationIn(session: Session, document: SourceDocument, span: Span): Location {
  const open = session.documents.get(document.uri);
  return { uri: open?.uri ?? document.uri, range: rangeOf(open?.lines ?? lineTable(document), span) };
}
