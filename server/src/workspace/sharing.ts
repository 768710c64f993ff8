/** What the pipelines of a repository read together: many include the same files. */
import type { OpenDocuments } from '../ci/load-project.ts';
import type { Project } from '../ci/project.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';

interface Sharing {
  readonly shared: OpenDocuments;
  readonly add: (project: Project) => void;
  /** The characters of all that was added, of each file once. */
  readonly length: () => number;
}

/** The open documents and those that one pipeline has read already. */
export function sharing(open: OpenDocuments): Sharing {
  const read = new Map<Uri, SourceDocument>();
  let length = 0;
  return {
    length: () => length,
    shared: { get: uri => open.get(uri) ?? read.get(uri) },
    add({ documents }) {
      for (const [uri, document] of documents) {
        if (!read.has(uri)) length += document.text.length;
        read.set(uri, document);
      }
    },
  };
}
