/** The files of a pipeline, each at the place at which it is included. */
import type { Uri } from '../text/span.ts';
import type { Include } from './include-entry.ts';
import type { Source } from './source.ts';

/** A file in its place in the tree; one that is included twice stands there twice. */
export interface TreeFile {
  readonly uri: Uri;
  readonly source: Source;
  /** Whether GitLab finds anything to include here; if so, the key `include` is gone from what comes of it. */
  readonly includes: boolean;
  readonly children: readonly TreeChild[];
}

export interface TreeChild {
  readonly include: Include;
  readonly file: TreeFile;
}

/** Something that has to be read to know more. */
export type Wanted =
  { readonly kind: 'file'; readonly uri: Uri } | { readonly kind: 'matches'; readonly pattern: string };
