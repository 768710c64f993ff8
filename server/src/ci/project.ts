/** A pipeline as far as it could be read: its starting file and everything that it includes. */
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface Project {
  /** The file in which the pipeline starts. */
  readonly pipeline: Uri;
  /** The folder in which local includes start: the root of the repository. */
  readonly folder: Uri;
  readonly documents: ReadonlyMap<Uri, SourceDocument>;
}

/** The project of a file about which nothing else was read. */
export function projectOf(document: SourceDocument): Project {
  return {
    pipeline: document.uri,
    folder: document.uri.replace(/[^/]*$/, ''),
    documents: new Map([[document.uri, document]]),
  };
}
