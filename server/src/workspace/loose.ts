/** Open files without a repository, yet or at all: each is a pipeline of its own. */
import { isStart, projectOf, withDocument, type Project } from '../ci/project.ts';
import type { Uri } from '../text/span.ts';
import { folderAbove } from '../text/uri.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { isInFolder } from './roots.ts';
import type { WorkspaceEnvironment } from './environment.ts';

export interface Loose {
  /** The pipeline of a document, with its newest text. */
  of(document: SourceDocument): Project;
  all(): readonly Project[];
  forget(uri: Uri): void;
}

type Around = Pick<WorkspaceEnvironment, 'folders' | 'filesOf'>;

export function looseFiles(around: Around): Loose {
  const projects = new Map<Uri, Project>();
  return {
    of(document) {
      const before = projects.get(document.uri);
      const project = before ? withDocument(before, document) : first(document, around);
      projects.set(document.uri, project);
      return project;
    },
    all: () => [...projects.values()],
    forget: uri => void projects.delete(uri),
  };
}

/** Until the repository is found, a file in a folder may be part of its pipeline. */
function first(document: SourceDocument, { folders, filesOf }: Around): Project {
  const folder = folderAbove(document.uri);
  const isRoot = !isStart(document.uri) || !isInFolder(document.uri) || folders().includes(folder);
  return isRoot || !filesOf(folder) ? projectOf(document) : { ...projectOf(document), fragment: true };
}
