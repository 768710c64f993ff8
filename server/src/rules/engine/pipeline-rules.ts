/**
 * The kinds of rules about a merged pipeline; `rules/all.ts` lists the rules, so that the engine knows none of them.
 */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import type { Code } from '../../codes/codes.ts';
import type { Heir, InheritedEdit } from './inherited-edit.ts';
import type { NeedGraph } from './job-facts.ts';
import type { JobJudgement } from './judgement.ts';
import type { OtherJobs } from './other-jobs.ts';
import type { MergedFinding } from './reported.ts';
import type { Scene } from './scene.ts';

interface Rule<Subject extends readonly unknown[], Found = readonly MergedFinding[]> {
  readonly codes: readonly Code[];
  readonly check: (...subject: Subject) => Found;
  /** A rule without this reads none of the `LONE_KEYS`, and is asked again after edits of other keys. */
  readonly stays?: Stays;
}

/** Whether a job without findings certainly has none after the edit. */
export type Stays = (scene: Scene, edit: InheritedEdit, job: Heir) => boolean;

/** What is wrong with an entry by itself, given what it and `default` resolve to. */
export type EntryRule = Rule<[scene: Scene, entry: EffectiveJob, standard: EffectiveJob | undefined]>;

/** What is wrong with a job in relation to others, which its variables do not matter to. */
export type JobRule = Rule<[judgement: JobJudgement]>;

/** What is wrong with the older, global form of a key of `default`, such as `image` at the top level. */
export type GlobalFormRule = Rule<[scene: Scene, name: string]>;

/** What is wrong with the jobs of each cycle of needs; `names` has all entries in GitLab's order. */
export type NeedCycleRule = Rule<[graph: NeedGraph, names: readonly string[]], readonly NeedCycle[]>;

export interface NeedCycle {
  readonly jobs: readonly string[];
  /** For a job, the need that closes the cycle. */
  readonly findings: ReadonlyMap<string, MergedFinding>;
}

/** What is wrong with what a job runs, by itself and with what it inherits from `default` and the top level. */
export type ScriptRule = Rule<[scene: Scene, job: EffectiveJob]>;

/** What is wrong with a job in the pipelines that contain it; all jobs depend on the variables and the workflow. */
export type RunRule = Rule<[scene: Scene, job: EffectiveJob, others: OtherJobs]>;

export interface PipelineRules {
  readonly entry: EntryRule;
  readonly globalForm: GlobalFormRule;
  readonly jobs: readonly JobRule[];
  readonly needCycles: NeedCycleRule;
  readonly scripts: readonly ScriptRule[];
  readonly runs: readonly RunRule[];
}
