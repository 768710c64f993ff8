/** The window that the tests of one editor share: an editor takes longer to open than most of them take. */
import type { openWindow } from '../window.mjs';

export type Window = Awaited<ReturnType<typeof openWindow>>;

export interface Opened {
  readonly age: 'newest' | 'oldest';
  /** There once the tests run, not while they are listed. */
  readonly window: Window;
}
