/**
 * Folds white space within a scalar of several lines: blanks are kept, one line break becomes a space, further ones
 * stay.
 */
import { isBlank, isBreak } from './characters.ts';
import { codeAt, skipBreak, type Scanner } from './scanner.ts';

export interface FoldedSpace {
  /** Blanks before the first break. */
  blanks: string;
  first: string;
  rest: string;
  broken: boolean;
}

export function gapOf(broken = false): FoldedSpace {
  return { blanks: '', first: '', rest: '', broken };
}

/** Adds one blank or break; blanks at the start of a line are ignored. */
export function widen(s: Scanner, gap: FoldedSpace): void {
  if (isBlank(codeAt(s))) {
    if (!gap.broken) gap.blanks += s.text[s.at] ?? '';
    s.at++;
    return;
  }
  const by = skipBreak(s);
  if (gap.broken) gap.rest += by;
  else gap.first = by;
  gap.broken = true;
}

export function readGap(s: Scanner, gap: FoldedSpace): void {
  while (isBlank(codeAt(s)) || isBreak(codeAt(s))) widen(s, gap);
}

/** What the white space becomes in the value. */
export function folded(gap: FoldedSpace): string {
  if (!gap.broken) return gap.blanks;
  if (gap.first !== '\n') return gap.first + gap.rest;
  return gap.rest === '' ? ' ' : gap.rest;
}
