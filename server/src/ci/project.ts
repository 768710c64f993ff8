/** A pipeline as far as it could be read: its starting file and everything that it includes. */
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Failure } from './files.ts';

export interface Project {
  /** The file in which the pipeline starts. */
  readonly pipeline: Uri;
  /** The folder in which local includes start: the root of the repository. It ends with a slash. */
  readonly folder: Uri;
  readonly documents: ReadonlyMap<Uri, SourceDocument>;
  /** Files that are named but could not be read. */
  readonly failures: ReadonlyMap<Uri, Failure>;
  /** The paths that each wildcard stands for. */
  readonly matches: ReadonlyMap<string, readonly string[]>;
  /** Set where not all could be looked at that wildcards may match. */
  readonly cut?: true;
  /** Set where the first file is one that pipelines we do not know include: names may come from those. */
  readonly fragment?: true;
  /** Set where the first file has the name of a pipeline, but lies below a folder that has none: it may be a part of one that is not here. */
  readonly rootless?: true;
  /** The same object in all versions of a project: what is kept from one to the next hangs on it. */
  readonly lineage: object;
}

/** What a pipeline starts with, and where. */
export interface Start {
  readonly pipeline: Uri;
  readonly folder: Uri;
  readonly fragment?: true;
}

/** Whether GitLab starts pipelines with files of this name. */
export function isStart(uri: Uri): boolean {
  return /(?:^|\/)\.gitlab-ci\.ya?ml$/.test(uri);
}

/** The project of a file about which nothing else was read; one of another name may be included by pipelines we do not know. */
export function projectOf(document: SourceDocument): Project {
  return {
    ...(isStart(document.uri) ? {} : { fragment: true }),
    pipeline: document.uri,
    folder: document.uri.replace(/[^/]*$/, ''),
    documents: new Map([[document.uri, document]]),
    failures: new Map(),
    matches: new Map(),
    lineage: {},
  };
}

/** The project with another version of one of its documents; what that includes may have to be read first, see `wantedOf`. */
export function withDocument(project: Project, document: SourceDocument): Project {
  if (project.documents.get(document.uri) === document) return project;
  const failures = new Map(project.failures);
  failures.delete(document.uri);
  return { ...project, documents: new Map(project.documents).set(document.uri, document), failures };
}
