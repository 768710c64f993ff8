/**
 * How many fixes are tried for one answer: trying a fix reads the entries again that it changes, and judges the pipeline
 * again.
 */
import type { Fix } from '../text/problem.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface Reach {
  /** Whether this fix can be tried, too, after all others that were asked about. */
  readonly holds: (fix: Pick<Fix, 'edits'>) => boolean;
  /** The same for a change of that many characters as a whole. */
  readonly holdsText: (length: number) => boolean;
}

/** A command may take the time that it needs. */
export const WITHOUT_END: Reach = { holds: () => true, holdsText: () => true };

/** More single fixes are not tried. */
const MOST_TRIED = 50;

/** So many characters can be read again in about half a second. */
export const MOST_READ_AGAIN = 300_000;

/** What is judged for the whole file costs a fraction of reading it. */
const FRACTION = 20;

export function reachOf({ text }: SourceDocument): Reach {
  let tried = 0;
  let read = 0;
  const holdsText = (length: number): boolean => {
    read += length + text.length / FRACTION;
    return read <= MOST_READ_AGAIN;
  };
  return {
    holdsText,
    holds({ edits }) {
      const blocks = new Set(edits.map(({ at }) => at.block));
      const length = [...blocks].reduce((sum, block) => sum + block.text.length, 0);
      return ++tried <= MOST_TRIED && holdsText(length);
    },
  };
}
