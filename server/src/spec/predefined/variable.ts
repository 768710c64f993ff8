/** What the table says of a variable that GitLab or its runner sets. */
import type { Word } from '../shape.ts';

/**
 * From when on a variable has its value: `early` before the pipeline exists, so that even includes can ask for it;
 * `pipeline` while the pipeline is made, so that rules of jobs can; `job` only once a runner has taken the job.
 */
export type Phase = 'early' | 'pipeline' | 'job';

export interface PredefinedVariable {
  /** What it holds, in full sentences of inline Markdown. */
  readonly doc: string;
  readonly phase: Phase;
  /** People give it a value in the settings of a project as well, and then it is there from the start. */
  readonly settable?: true;
  /** Where it is set, if not everywhere: completes "Only …". */
  readonly only?: string;
  /** The one thing that surprises people. */
  readonly caveat?: string;
  /** The GitLab version that brought it. */
  readonly since?: string;
  /** All that it can hold, or what it usually does. */
  readonly values?: readonly Word[];
  /** It never holds anything that is not among its `values`. */
  readonly complete?: true;
  readonly example?: string;
}

export type PredefinedVariables = Readonly<Record<string, PredefinedVariable>>;

/** The word of a variable that is there or not. */
export const yes: readonly Word[] = [{ value: 'true', doc: 'It is so; otherwise the variable is not set.' }];

/** The words of a variable that is always there. */
export const yesOrNo: readonly Word[] = [
  { value: 'true', doc: 'It is so.' },
  { value: 'false', doc: 'It is not so.' },
];
