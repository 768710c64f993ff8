/** Jobs and hidden jobs of all pipelines that are known, by a part of their names. */
import type { Project } from '../ci/project.ts';
import { holdsInOrder } from '../text/letters.ts';
import type { Span } from '../text/span.ts';
import { pathBelow } from '../text/uri.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { documentsOf } from './names/spots.ts';
import { entrySymbols, type DocumentSymbol, type SymbolRole } from './symbols.ts';

export interface WorkspaceSymbol extends Pick<DocumentSymbol, 'name' | 'role'> {
  readonly document: SourceDocument;
  /** Its key. */
  readonly span: Span;
  /** The file, as a path in its repository. */
  readonly path: string;
}

/** More than anybody reads; who types on gets the others. */
const MOST = 1000;

const ROLES: ReadonlySet<SymbolRole> = new Set(['job', 'template', 'trigger-job']);

/** Those that hold the letters of the query in its order; first those that hold them in a row. */
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
