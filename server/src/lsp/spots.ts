/** Converts places that features find in other files to the protocol. */
import type { Location } from 'vscode-languageserver';
import type { Project } from '../ci/project.ts';
import type { Span, TextChange, Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { openAt, locationIn, type Session } from './session.ts';

/** The locations of spots; the beginning of a file is known even if the file was not read. */
export function locationsOf(
  session: Session,
  projects: readonly Project[],
  spots: readonly { readonly uri: Uri; readonly span: Span }[],
): Location[] {
  return spots.flatMap(({ uri, span }) => {
    const document = documentIn(projects, uri);
    if (document) return [locationIn(session, document, span)];
    const start = { line: 0, character: 0 };
    return span.end === 0 ? [{ uri: openAt(session, uri)?.uri ?? uri, range: { start, end: start } }] : [];
  });
}

/** Changes of several files, each with its place. */
export function editsOf(
  session: Session,
  projects: readonly Project[],
  changes: ReadonlyMap<Uri, readonly TextChange[]>,
): { readonly location: Location; readonly text: string }[] {
  return [...changes].flatMap(([uri, list]) => {
    const document = documentIn(projects, uri);
    if (!document) return [];
    return list.map(({ span, text }) => ({ location: locationIn(session, document, span), text }));
  });
}

function documentIn(projects: readonly Project[], uri: Uri): SourceDocument | undefined {
  for (const { documents } of projects) {
    const document = documents.get(uri);
    if (document) return document;
  }
  return undefined;
}
