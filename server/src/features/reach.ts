/**
 * How many fixes are tried for one answer: trying a fix reads the entries again that it changes, and judges the pipeline
 * again.
 */
import { codeInfo } from '../codes/codes.ts';
import type { Fix, Problem } from '../text/problem.ts';
import { flawedLength } from '../yaml/document/recovered.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface Reach {
  /** Whether this fix can be tried, too, after all others that were asked about. */
  readonly holds: (fix: Pick<Fix, 'edits'> & { readonly problem: Problem }) => boolean;
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

/** A problem of the file is compared at each trial; that takes as long as reading so many characters. */
const PROBLEM = 15;

export function reachOf(document: SourceDocument, problems: readonly Problem[]): Reach {
  const always = document.text.length / FRACTION + problems.length * PROBLEM;
  let tried = 0;
  let read = 0;
  let isRecovered = false;
  const holdsText = (length: number): boolean => {
    read += length + always;
    return read <= MOST_READ_AGAIN;
  };
  /** The first fix of a text that cannot be read has all of that text judged as recovery reads it. */
  const recovering = (code: Problem['code']): number => {
    if (isRecovered || codeInfo(code).breaksReading !== true) return 0;
    isRecovered = true;
    return flawedLength(document);
  };
  return {
    holdsText,
    holds({ edits, problem }) {
      const blocks = new Set(edits.map(({ at }) => at.block));
      const length = [...blocks].reduce((sum, block) => sum + block.text.length, 0);
      return ++tried <= MOST_TRIED && holdsText(length + recovering(problem.code));
    },
  };
}
