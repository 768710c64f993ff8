/** What the server knows while a client is connected, and what it makes of an open document. */
import type { Location } from 'vscode-languageserver';
import { projectOf, type Project } from '../ci/project.ts';
import { recognise, type Recognition } from '../features/recognise.ts';
import { linesOf } from '../text/lines.ts';
import type { Place } from '../text/span.ts';
import { locate } from '../yaml/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Abilities } from './abilities.ts';
import { rangeOf, type LineTable } from './convert.ts';
import { readingOf, type OpenDocument } from './documents.ts';
import type { Settings, SettingsStore } from './settings.ts';

export interface Session {
  readonly abilities: Abilities;
  readonly settings: SettingsStore;
  readonly documents: Map<string, OpenDocument>;
  /** Documents of which the client says that they cannot be changed. */
  readonly readOnly: Set<string>;
}

/** An open CI file as the features take it. */
export interface Subject {
  readonly open: OpenDocument;
  readonly lines: LineTable;
  readonly document: SourceDocument;
  readonly project: Project;
  readonly settings: Settings;
}

export function sessionOf(abilities: Abilities, settings: SettingsStore): Session {
  return { abilities, settings, documents: new Map(), readOnly: new Set() };
}

/** What an open document is taken for under these settings. */
export function recognitionOf(session: Session, open: OpenDocument, settings: Settings): Recognition {
  const found = recognise(open.uri, open.lines.getText(), settings.files, open.language);
  return found.service === 'full' && session.readOnly.has(open.uri) ? { ...found, service: 'hover' } : found;
}

/** The document ready for a feature; nothing if the service it gets does not include that. */
export function subjectOf(
  session: Session,
  open: OpenDocument,
  settings: Settings,
  needed: Exclude<Recognition['service'], 'none'>,
): Subject | undefined {
  const { service } = recognitionOf(session, open, settings);
  if (service === 'none' || (needed === 'full' && service !== 'full')) return undefined;
  const document = readingOf(open);
  return { open, lines: open.lines, document, project: projectOf(document), settings };
}

/** Where a place stands in the protocol's terms; nothing if its file was not read. */
export function locationOf(session: Session, { project }: Subject, place: Place): Location | undefined {
  const document = project.documents.get(place.uri);
  const at = document && locate(document, place);
  if (!at) return undefined;
  const lines = session.documents.get(place.uri)?.lines ?? linesOf(document.text);
  return { uri: place.uri, range: rangeOf(lines, at) };
}
