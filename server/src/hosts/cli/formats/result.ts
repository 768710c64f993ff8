/** The result of a `check`, as every format gets it. */
import type { Severity } from '../../../text/problem.ts';
import type { Found } from '../found.ts';

export interface Result {
  readonly tool: { readonly name: string; readonly version: string };
  /** Every file that was checked, including those without problems. */
  readonly files: readonly CheckedFile[];
  readonly unread: readonly Unread[];
  /** Whether everything that was requested was read and judged. */
  readonly complete: boolean;
  readonly exitCode: number;
}

export interface CheckedFile {
  /** The name that is shown. */
  readonly file: string;
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly problems: readonly Found[];
}

/** What was requested but could not be read, with the reason as a sentence. */
export interface Unread {
  readonly file: string;
  readonly path: string;
  readonly why: string;
}

/** Formats a result as text. */
export type Format = (result: Result, how: Showing) => string;

export interface Showing {
  readonly colours: boolean;
}

export function allFound({ files }: Pick<Result, 'files'>): readonly Found[] {
  return files.flatMap(({ problems }) => problems);
}

/** The number of problems of each severity. */
export function counts(found: readonly Found[]): Readonly<Record<Severity, number>> {
  const of = (one: Severity): number => found.filter(({ severity }) => severity === one).length;
  return { error: of('error'), warning: of('warning'), information: of('information'), hint: of('hint') };
}
