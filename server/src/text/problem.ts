/** What a check has to say about a file, and how to mend it: plain data, free of the protocol. */
import { SEVERITIES, type Severity } from '../codes/code-info.ts';
import type { Code } from '../codes/codes.ts';
import type { Place, TextBlock } from './span.ts';

export type { Severity } from '../codes/code-info.ts';

export function isSeverity(value: unknown): value is Severity {
  return (SEVERITIES as readonly unknown[]).includes(value);
}

/** Sorts severities, the heaviest first. */
export function bySeverity(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}

export function isHeavier(one: Severity, than: Severity): boolean {
  return bySeverity(one, than) < 0;
}

/** Something else that a problem speaks of, such as the handler that is already there. */
export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** A replacement at a place; several edits of one fix never overlap. */
export interface Edit {
  readonly at: Place;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The one fix that keeps the meaning the author plainly had: applied by "fix all". */
  readonly preferred?: true;
}

export interface Problem {
  /** A row of `codes/codes.ts`. */
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, what was expected, where that comes from and how to mend it, in plain words. */
  readonly message: string;
  readonly at: Place;
  /** Where the same is told as well, being written there, if that is another place than this one. */
  readonly writtenAt?: Place;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly tag?: 'deprecated' | 'unnecessary';
  /** The key around it that a merge key overwrites: where that is reported, nothing inside needs mending. */
  readonly overwritten?: Place;
  /** The page of the key at hand, for codes that rest on the page of whatever key they are about. */
  readonly page?: string;
}

/** A problem before settings and the table of codes decide on its severity. */
export interface Finding extends Omit<Problem, 'severity'> {
  /** What the table says that it weighs, where that is not the default of the code. */
  readonly severity?: Severity;
  /** The highest severity it may have: GitLab does not validate hidden jobs, so nothing there is above a warning. */
  readonly atMost?: Severity;
  /** Blocks that hold nothing but consequences of it, so that no other problem of theirs is shown. */
  readonly explains?: readonly TextBlock[];
  /** The names that could be at the place, among which a fix looks for the one that was meant. */
  readonly expected?: readonly string[];
  /** The versions of GitLab, from the first one on and before the second, for which it holds; all of them unless said. */
  readonly versions?: { readonly from?: string; readonly until?: string };
  /** Its severity where the chosen GitLab is newer than the table, which cannot tell then. */
  readonly beyondTable?: { readonly severity: Severity; readonly message: string };
  /** How the hooks of a job and of `default` have to come together for it to hold; either way unless said. */
  readonly inheritance?: 'replace' | 'perHook';
}

/** Takes what a check finds. */
export type Report = (finding: Finding) => void;
