/** How the core accesses files. */
import type { Uri } from '../text/span.ts';

/**
 * Why a file cannot be read: it is a folder, a pipe or a device, a link leads out of the repository, or links form a
 * cycle.
 */
export type ReadFailure = 'missing' | 'folder' | 'special' | 'denied' | 'too-big' | 'outside' | 'loop';

export interface DirEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** Access to files; whoever provides it decides what may be read. */
export interface Files {
  read(uri: Uri): Promise<string | { readonly failed: ReadFailure }>;
  /** The content of a folder, nothing if it cannot be read; its URI ends with a slash. */
  list(folder: Uri): Promise<readonly DirEntry[]>;
  /** The other URIs by which a file was read, through links to it. */
  linksTo?(uri: Uri): Iterable<Uri>;
}

export interface Failure {
  readonly failed: ReadFailure;
  /** A name in the same folder that differs only in letter case. */
  readonly similar?: string;
}
