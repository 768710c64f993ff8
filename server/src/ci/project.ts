/** A pipeline as far as it could be read: its starting file and everything that it includes. */
import { cachedByName } from '../text/cached.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Value } from '../yaml/value/value.ts';
import type { Failure } from './files.ts';
import type { Decide } from './include-rules.ts';

export interface Project {
  /** The file in which the pipeline starts. */
  readonly pipeline: Uri;
  /** The root of the repository, from which local includes are resolved. It ends with a slash. */
  readonly folder: Uri;
  readonly documents: ReadonlyMap<Uri, SourceDocument>;
  /** Files that are named but could not be read. */
  readonly failures: ReadonlyMap<Uri, Failure>;
  /** The paths that match each wildcard. */
  readonly matches: ReadonlyMap<string, readonly string[]>;
  /** Set if there were too many files to look at for all wildcards. */
  readonly cut?: true;
  /** Set if the first file may be included by pipelines we do not know: names may come from those. */
  readonly fragment?: true;
  /**
   * Set if the first file has the name of a pipeline but is below a folder that has none: it may be part of one that is
   * not here.
   */
  readonly rootless?: true;
  /** What a scenario decides about `rules` of includes; without one, they stay undecided. */
  readonly decide?: Decide;
  /** The inputs that whoever starts the pipeline gives to its first file. */
  readonly inputs?: Value;
  /** The same object in all versions of a project, so that caches can outlive a version. */
  readonly lineage: object;
}

/**
 * Of a project that is judged in another way, such as with decided includes: the same for the same name of that way, so
 * that what is remembered about it holds from one edit to the next.
 */
export const lineageFor = cachedByName((_lineage: object, _name: string): object => ({}));

/** The file and folder that a pipeline starts with. */
export interface Start {
  readonly pipeline: Uri;
  readonly folder: Uri;
  readonly fragment?: true;
}

/** Whether GitLab starts pipelines from files of this name. */
export function isStart(uri: Uri): boolean {
  return /(?:^|\/)\.gitlab-ci\.ya?ml$/.test(uri);
}

/** The project of a single file; one with another name may be included by pipelines we do not know. */
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

/** The project with another version of one of its documents; its includes may have to be read first, see `wantedOf`. */
export function withDocument(project: Project, document: SourceDocument): Project {
  if (project.documents.get(document.uri) === document) return project;
  const failures = new Map(project.failures);
  failures.delete(document.uri);
  return { ...project, documents: new Map(project.documents).set(document.uri, document), failures };
}
