/** The plan of a scenario: whether there is a pipeline, and what each job does in it. */
import type { Doubt, Truth } from '../expression/truth.ts';
import type { Place } from '../text/span.ts';
import type { Value } from '../yaml/value/value.ts';
import type { Cycle } from './cycle.ts';
import type { PolicyPart } from './policies.ts';
import type { Decision } from './rules.ts';
import type { Variables } from './scope.ts';

export type Reason = 'config_error' | 'skipped' | 'filtered_by_workflow_rules' | 'filtered_by_rules';

export interface Plan {
  readonly pipeline: Truth;
  /** Why there is none. */
  readonly reason?: Reason;
  /** Why GitLab refuses to create it. */
  readonly errors: readonly string[];
  readonly name?: string;
  /** What it depends on which workflow there is; absent if that is known. */
  readonly unsettled?: Doubt;
  /** The rules of the workflow that may decide; empty if it has none. */
  readonly workflow: readonly Decision[];
  /** In the order of stages, including those that are left out. */
  readonly jobs: readonly PlannedJob[];
}

export interface Need {
  readonly job: string;
  readonly artifacts: boolean;
  readonly optional: boolean;
}

/** What decides whether a job is in the pipeline. */
export type Cause =
  | { readonly by: 'rules'; readonly decisions: readonly Decision[] }
  | { readonly by: 'policies'; readonly parts: readonly PolicyPart[] }
  /** Its file is not included; `rules` is where that is decided. */
  | { readonly by: 'include'; readonly rules: Place | undefined }
  | { readonly by: 'chat' | 'nothing' }
  | { readonly by: 'refusal'; readonly message: string };

export interface PlannedJob extends Attributes {
  /** Including the number or the values of its copy. */
  readonly name: string;
  /** The name under which it is written, and its merged content. */
  readonly base: string;
  readonly value: Value;
  readonly stage: string;
  readonly included: Truth;
  readonly cause: Cause;
  /** The values of the matrix for this copy. */
  readonly row: ReadonlyMap<string, string>;
  /** The needs of the job itself, whichever rule decides. */
  readonly ownNeeds: readonly Need[];
  /** Variables that refer to each other in a cycle, for which GitLab refuses the job. */
  readonly cycle: Cycle | undefined;
}

/** How a job runs; a doubt if that depends on which rule decides. */
export interface Attributes {
  readonly when: string | Doubt;
  readonly allowFailure: boolean | Doubt;
  readonly startIn: string | Doubt | undefined;
  /** As stored with the job: not expanded. */
  readonly variables: Variables;
  readonly needs: readonly Need[] | Doubt;
  /** Whether it waits for its needs rather than for the previous stage. */
  readonly dag: boolean | Doubt;
}
