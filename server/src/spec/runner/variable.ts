/** What the table says of a variable by which a file tells the runner how to work. */
import type { Default, Word } from '../shape.ts';

export interface RunnerVariable {
  /** What it sets, in full sentences of inline Markdown. */
  readonly doc: string;
  /** Where it has an effect, if not everywhere: completes "Only …". */
  readonly only?: string;
  /** The one thing that surprises people. */
  readonly caveat?: string;
  /** The version of GitLab Runner that brought it. */
  readonly since?: string;
  /** All that it can be, or what it usually is. */
  readonly values?: readonly Word[];
  /** What comes of any other value, as a sentence: it can be one of `values` only. */
  readonly otherwise?: string;
  /** What holds where it is not set. */
  readonly default?: Default;
  readonly example?: string;
  /** Its name is only how the names of several begin, each of which adds an entry. */
  readonly series?: true;
}

export type RunnerVariables = Readonly<Record<string, RunnerVariable>>;

/** The words of a switch; the runner takes the forms of Go as well: `1`, `t`, `T`, `TRUE` and `True`, and their opposites. */
export const onOrOff: readonly Word[] = [
  { value: 'true', doc: 'On.' },
  { value: 'false', doc: 'Off.' },
];
