/** What the workspace gets from outside: a clock, files, and what is open in the editor. */
import type { OpenDocuments } from '../ci/load-project.ts';
import type { Uri } from '../text/span.ts';
import type { IsExcluded } from './excludes.ts';
import type { FilesOf } from './roots.ts';

/** Runs something later; returns a function that cancels it. */
export type Later = (milliseconds: number, run: () => void) => () => void;

/** Shows the title while the work is in progress, and returns its result. */
export type Busy = <T>(title: string, work: Promise<T>) => Promise<T>;

export interface WorkspaceEnvironment {
  readonly filesOf: FilesOf;
  /** The folders of the workspace. */
  readonly folders: () => readonly Uri[];
  /** The open documents, parsed on demand. */
  readonly open: OpenDocuments;
  /** The text of an open file, CI or not. */
  readonly text: (uri: Uri) => string | undefined;
  readonly openUris: () => readonly Uri[];
  /** Called whenever pipelines were read or updated. */
  readonly onRead: (folder: Uri) => void;
  /** Called whenever the configuration of a repository may have changed. */
  readonly onConfigured: (folder: Uri) => void;
  readonly later: Later;
  /** What the editor hides in the workspace folder of the file. */
  readonly excludes: (uri: Uri) => Promise<IsExcluded>;
  readonly busy: Busy;
  /**
   * Gets warnings about work that was skipped because there is too much of it, and about files that cannot be
   * understood.
   */
  readonly warn: (message: string) => void;
}
