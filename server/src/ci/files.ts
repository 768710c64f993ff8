/** How the core gets at files. */
import type { Uri } from '../text/span.ts';

/**
 * Why a file cannot be read: a folder has its name, it is a pipe or a device, a link leads out of the repository, or links
 * lead in a cycle.
 */
export type ReadFailure = 'missing' | 'folder' | 'special' | 'denied' | 'too-big' | 'outside' | 'loop';

export interface DirEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** How the core gets at files; whoever gives it decides what may be read. */
export interface Files {
  read(uri: Uri): Promise<string | { readonly failed: ReadFailure }>;
  /** What a folder holds, nothing if it cannot be read; its URI ends with a slash. */
  list(folder: Uri): Promise<readonly DirEntry[]>;
}

export interface Failure {
  readonly failed: ReadFailure;
  /** A name in the same folder that differs in letter case only. */
  readonly similar?: string;
}
