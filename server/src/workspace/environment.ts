/** What the workspace gets of the world around it: a clock, files, and what is open in the editor. */
import type { OpenDocuments } from '../ci/load-project.ts';
import type { Uri } from '../text/span.ts';
import type { IsExcluded } from './excludes.ts';
import type { FilesOf } from './roots.ts';

/** Runs something later; the answer is how to call it off. */
export type Later = (milliseconds: number, run: () => void) => () => void;

/** Shows the title while the work goes on; the answer is that of the work. */
export type Busy = <T>(title: string, work: Promise<T>) => Promise<T>;

export interface WorkspaceEnvironment {
  readonly filesOf: FilesOf;
  /** The folders of the workspace. */
  readonly folders: () => readonly Uri[];
  /** The open documents, read when they are asked for. */
  readonly open: OpenDocuments;
  /** The text of an open file, CI or not. */
  readonly text: (uri: Uri) => string | undefined;
  readonly openUris: () => readonly Uri[];
  /** Called whenever pipelines were read or brought up to date. */
  readonly onRead: (folder: Uri) => void;
  /** Called whenever the configuration of a repository may say something else. */
  readonly onConfigured: (folder: Uri) => void;
  readonly later: Later;
  /** What the editor hides in the folder of the workspace that holds the file. */
  readonly excludes: (uri: Uri) => Promise<IsExcluded>;
  readonly busy: Busy;
  /** Told of work that was left undone since there is too much of it, and of files that cannot be understood. */
  readonly warn: (message: string) => void;
}
