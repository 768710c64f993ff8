/** Workspace symbols: jobs and hidden jobs of all known pipelines, by a part of their names. */
import type { Project } from '../ci/project.ts';
import { holdsInOrder } from '../text/letters.ts';
import type { Span } from '../text/span.ts';
import { pathBelow } from '../text/uri.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { documentsOf } from './names/spots.ts';
import { entrySymbols, type DocumentSymbol, type SymbolRole } from './symbols.ts';

export interface WorkspaceSymbol extends Pick<DocumentSymbol, 'name' | 'role'> {
  readonly document: SourceDocument;
  /** The span of its key. */
  readonly span: Span;
  /** The path of the file in its repository. */
  readonly path: string;
}

/** More than anybody reads; typing more letters finds the others. */
const MOST = 1000;

const ROLES: ReadonlySet<SymbolRole> = new Set(['job', 'template', 'trigger-job']);

/** The symbols that contain the letters of the query in order; first those that contain them next to each other. */
export function workspaceSymbols(projects: readonly Project[], query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found = [...filesOf(projects)].flatMap(([document, project]) =>
    entrySymbols(document)
      .filter(({ name, role }) => ROLES.has(role) && holdsInOrder(name.toLowerCase(), wanted))
      .map(({ name, role, selectionSpan }): WorkspaceSymbol => ({
        name,
        role,
        document,
        span: selectionSpan,
        path: pathBelow(project.folder, document.uri) ?? document.uri,
      })),
  );
  const isInRow = ({ name }: WorkspaceSymbol): boolean => name.toLowerCase().includes(wanted);
  return [...found.filter(isInRow), ...found.filter(one => !isInRow(one))].slice(0, MOST);
}

/** Each file once, with the first pipeline that it belongs to. */
function filesOf(projects: readonly Project[]): ReadonlyMap<SourceDocument, Project> {
  const byUri = new Map<string, readonly [SourceDocument, Project]>();
  for (const project of projects)
    for (const document of documentsOf(project))
      if (!byUri.has(document.uri)) byUri.set(document.uri, [document, project]);
  return new Map(byUri.values());
}
