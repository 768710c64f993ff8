/** What a check says about a file and how to fix it: plain data, independent of the protocol. */
import { SEVERITIES, type Severity } from '../codes/code-info.ts';
import type { Code } from '../codes/codes.ts';
import type { Place, TextBlock } from './span.ts';

export type { Severity } from '../codes/code-info.ts';

export function isSeverity(value: unknown): value is Severity {
  return (SEVERITIES as readonly unknown[]).includes(value);
}

/** Sorts severities, the most severe first. */
export function bySeverity(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}

export function isHeavier(one: Severity, than: Severity): boolean {
  return bySeverity(one, than) < 0;
}

/** Another place that a problem refers to, such as the handler that is already there. */
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
  /** The one fix that keeps the meaning the author plainly had; "fix all" applies it. */
  readonly preferred?: true;
}

export interface Problem {
  /** A row of `codes/codes.ts`. */
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, what was expected, where that comes from and how to fix it, in plain words. */
  readonly message: string;
  readonly at: Place;
  /** Where the cause is written, if that is another place than `at`: the problem is shown there, too. */
  readonly writtenAt?: Place;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly tag?: 'deprecated' | 'unnecessary';
  /** The key around it that a merge key overwrites: where that is reported, nothing inside needs a fix. */
  readonly overwritten?: Place;
  /** The page of the key in question, for codes about any key. */
  readonly page?: string;
  /** What the program that found it calls it, such as `SC2086`; shown instead of our code. */
  readonly alias?: string;
}

/** A problem before its severity is decided by the settings and the table of codes. */
export interface Finding extends Omit<Problem, 'severity'> {
  /** The severity that the table gives it, where that is not the default of the code. */
  readonly severity?: Severity;
  /** The highest severity it may have: GitLab does not validate hidden jobs, so nothing in them is above a warning. */
  readonly atMost?: Severity;
  /** Blocks that contain nothing but consequences of it: no other problem of theirs is shown. */
  readonly explains?: readonly TextBlock[];
  /** Names that are valid at this place; a fix looks among them for the one that was meant. */
  readonly expected?: readonly string[];
  /** The versions of GitLab for which it holds: from the first on, before the second; all versions unless given. */
  readonly versions?: { readonly from?: string; readonly until?: string };
  /** Its severity if the chosen GitLab is newer than the table, which then cannot tell. */
  readonly beyondTable?: { readonly severity: Severity; readonly message: string };
  /** How hooks of a job and of `default` must be merged for it to hold; either way unless given. */
  readonly inheritance?: 'replace' | 'perHook';
  /** Seconds that it is about: it holds where the grace period is shorter. */
  readonly takes?: number;
  /** It holds where this tag belongs to runners without Kubernetes. */
  readonly otherTag?: string;
}

/** Takes what a check finds. */
export type Report = (finding: Finding) => void;
