/** What the table says about a variable that GitLab or its runner sets. */
import type { Word } from '../shape.ts';

/**
 * When a variable gets its value. `early`: before the pipeline exists, so that even includes can use it. `pipeline`:
 * while the pipeline is made, so that rules of jobs can use it. `job`: only when a runner has taken the job.
 */
export type Phase = 'early' | 'pipeline' | 'job';

export interface PredefinedVariable {
  /** What it contains, in full sentences of inline Markdown. */
  readonly doc: string;
  readonly phase: Phase;
  /** Rules of the workflow do not see it yet, although those of jobs do. */
  readonly afterWorkflow?: true;
  /** People also set it in the settings of a project, and then it exists from the start. */
  readonly settable?: true;
  /** It is for the scripts of the job alone: containers do not have it in their environment. */
  readonly secret?: true;
  /** Where it is set, if not everywhere: completes "Only …". */
  readonly only?: string;
  /** The one thing that surprises people. */
  readonly caveat?: string;
  /** The GitLab version that introduced it. */
  readonly since?: string;
  /** All possible values, or the usual ones. */
  readonly values?: readonly Word[];
  /** It never has a value that is not among `values`. */
  readonly complete?: true;
  readonly example?: string;
}

export type PredefinedVariables = Readonly<Record<string, PredefinedVariable>>;

/** For a variable that is either `true` or absent. */
export const yes: readonly Word[] = [{ value: 'true', doc: 'It is so; otherwise the variable is not set.' }];

/** For a variable that always is `true` or `false`. */
export const yesOrNo: readonly Word[] = [
  { value: 'true', doc: 'It is so.' },
  { value: 'false', doc: 'It is not so.' },
];
