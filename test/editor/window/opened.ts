/** The window that the tests of one editor share, since opening an editor takes longer than most of them. */
import type { openWindow } from '../window.mjs';

export type Window = Awaited<ReturnType<typeof openWindow>>;

export interface Opened {
  readonly age: 'newest' | 'oldest';
  /** Set once the tests run, not while they are collected. */
  readonly window: Window;
}
