/** Which open files are kept ready for work; all others rest. */
import type { Uri } from '../text/span.ts';

export interface Awake {
  /** Somebody looks at the file or types in it. */
  touch(uri: Uri, length: number): void;
  has(uri: Uri): boolean;
  closed(uri: Uri): void;
  /** Something of a file that is not among them was read, which need not stay in memory. */
  woken(uri: Uri): void;
  /** Lets every file rest that has fallen out or was woken, unless that has to wait. */
  settle(rest: (uri: Uri) => 'done' | 'later'): void;
}

/** So many are kept, and more as long as they are not longer than that together. */
export interface AwakeLimits {
  readonly files: number;
  readonly text: number;
}

/** More than an editor shows side by side; what is kept of a text takes up to a hundred times as much as the text. */
export const AWAKE: AwakeLimits = { files: 8, text: 256 * 1024 };

export function awakeWithin(limits: AwakeLimits): Awake {
  /** Their lengths; the first are those that were touched longest ago. */
  const awake = new Map<Uri, number>();
  const due = new Set<Uri>();
  let text = 0;
  const drop = (uri: Uri): void => {
    text -= awake.get(uri) ?? 0;
    awake.delete(uri);
  };
  return {
    touch(uri, length) {
      drop(uri);
      awake.set(uri, length);
      text += length;
      for (const oldest of awake.keys()) {
        if (awake.size <= limits.files || text <= limits.text) return;
        drop(oldest);
        due.add(oldest);
      }
    },
    has: uri => awake.has(uri),
    closed(uri) {
      drop(uri);
      due.delete(uri);
    },
    woken: uri => void due.add(uri),
    settle(rest) {
      for (const uri of [...due]) if (awake.has(uri) || rest(uri) === 'done') due.delete(uri);
    },
  };
}
