/** What the table says about a variable by which a file tells the runner how to work. */
import type { Default, Word } from '../shape.ts';

export interface RunnerVariable {
  /** What it controls, in full sentences of inline Markdown. */
  readonly doc: string;
  /** Where it has an effect, if not everywhere: completes "Only …". */
  readonly only?: string;
  /** The one thing that surprises people. */
  readonly caveat?: string;
  /** The version of GitLab Runner that introduced it. */
  readonly since?: string;
  /** All possible values, or the usual ones. */
  readonly values?: readonly Word[];
  /** What any other value does, as a sentence: no value outside of `values` is valid then. */
  readonly otherwise?: string;
  /** What applies if it is not set. */
  readonly default?: Default;
  readonly example?: string;
  /** Its name is a prefix: each variable that begins with it adds an entry. */
  readonly series?: true;
}

export type RunnerVariables = Readonly<Record<string, RunnerVariable>>;

/**
 * The usual spellings of a switch; like Go, the runner also accepts `1`, `t`, `T`, `TRUE` and `True`, and their
 * opposites.
 */
export const onOrOff: readonly Word[] = [
  { value: 'true', doc: 'On.' },
  { value: 'false', doc: 'Off.' },
];
