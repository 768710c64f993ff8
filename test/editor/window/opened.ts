/** The window that the tests of one editor share, since opening an editor takes longer than most of them. */
import type { openWindow } from '../window.mjs';

export type Window = Omit<Awaited<ReturnType<typeof openWindow>>, 'inLanguage'>;

export interface Opened {
  /** The extension is in a process with the files of the disk, or in the page with files that only the page has. */
  readonly kind: 'window' | 'web';
  readonly age: 'newest' | 'oldest';
  /** Set once the tests run, not while they are collected. */
  readonly window: Window;
}
