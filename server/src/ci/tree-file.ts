/** The files of a pipeline, each in the place where it is included. */
import type { Uri } from '../text/span.ts';
import type { Include } from './include-entry.ts';
import type { Source } from './source.ts';

/** A file in its place in the tree; a file that is included twice is there twice. */
export interface TreeFile {
  readonly uri: Uri;
  readonly source: Source;
  /** Whether GitLab finds anything to include here; if so, it removes the key `include`. */
  readonly includes: boolean;
  readonly children: readonly TreeChild[];
  /** The last include here of which not everything could be read. */
  readonly gap?: Gap;
}

/** What was not read lies over the files included before it, and below all that come later. */
export interface Gap {
  /** How many of the children come before it. */
  readonly after: number;
  /** The entry that names it; `undefined` if it is not known which entries there are. */
  readonly include?: Include;
}

export interface TreeChild {
  readonly include: Include;
  readonly file: TreeFile;
}

/** Something that has to be read to know more. */
export type Wanted =
  | { readonly kind: 'file'; readonly uri: Uri }
  | { readonly kind: 'matches'; readonly pattern: string };
