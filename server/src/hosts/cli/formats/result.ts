/** What a `check` resolved to, as every format gets it. */
import type { Severity } from '../../../text/problem.ts';
import type { Found } from '../found.ts';

export interface Result {
  readonly tool: { readonly name: string; readonly version: string };
  /** Every file that was checked, also those without problems. */
  readonly files: readonly CheckedFile[];
  readonly unread: readonly Unread[];
  /** Whether everything that was asked for was read and judged. */
  readonly complete: boolean;
  readonly exitCode: number;
}

export interface CheckedFile {
  /** As it is named to a person. */
  readonly file: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly problems: readonly Found[];
}

/** What was asked for and could not be looked at, with the reason as a sentence. */
export interface Unread {
  readonly file: string;
  readonly path: string;
  readonly why: string;
}

/** A result as text. */
export type Format = (result: Result, how: Showing) => string;

export interface Showing {
  readonly colours: boolean;
}

export function allFound({ files }: Pick<Result, 'files'>): readonly Found[] {
  return files.flatMap(({ problems }) => problems);
}

/** How many there are of each severity. */
export function counts(found: readonly Found[]): Readonly<Record<Severity, number>> {
  const of = (one: Severity): number => found.filter(({ severity }) => severity === one).length;
  return { error: of('error'), warning: of('warning'), information: of('information'), hint: of('hint') };
}
