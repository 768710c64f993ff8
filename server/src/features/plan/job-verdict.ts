/** What a job of the file does in a scenario, considering all its copies and the workflow. */
import { isDoubt, joined, type Doubt } from '../../expression/truth.ts';
import { doubtAmong } from '../../simulation/rules.ts';
import type { PlannedJob } from '../../simulation/plan.ts';
import { textOf } from '../../ci/blank.ts';
import { countsOf } from '../../text/grouped.ts';
import type { Place } from '../../text/span.ts';
import { member } from '../../yaml/value/value.ts';
import type { LivePlan } from './live-plan.ts';
import { dependsOn, verdictOf } from './words.ts';

export interface JobVerdict {
  /** `runs`, `manual`, `not in this pipeline`, `depends on $X`, `runs, 3 copies`. */
  readonly title: string;
  /** Where the deciding text is written. */
  readonly places: readonly Place[];
  /** Whether it is certainly left out. */
  readonly isOut: boolean;
  /** Whether the workflow leaves open if there is a pipeline at all. */
  readonly isOpen: boolean;
}

/** Nothing for a name that is not a job of the plan. */
export function jobVerdict(plan: LivePlan, name: string): JobVerdict | undefined {
  const copies = plan.byBase.get(name);
  const [first] = copies ?? [];
  if (!copies || !first) return undefined;
  const out = copies.every(({ included }) => included === false);
  const places = distinct(copies.flatMap(decidingPlaces));
  if (out) return { title: verdictOf(first), places, isOut: true, isOpen: false };
  const none = plan.pipeline === false ? NO_PIPELINE[plan.reason ?? 'config_error'] : undefined;
  if (none !== undefined) return { title: none, places: workflowPlaces(plan), isOut: true, isOpen: false };
  const doubt = workflowDoubt(plan);
  const known = copies.map(job => (doubt ? dependsOn(withDoubt(job, doubt)) : verdictOf(job)));
  const all = doubt ? [...workflowPlaces(plan), ...places] : places;
  return { title: together(known), places: all, isOut: false, isOpen: doubt !== undefined };
}

export const NO_PIPELINE = {
  config_error: 'no pipeline: GitLab refuses it',
  skipped: 'no pipeline: it is skipped',
  filtered_by_workflow_rules: 'no pipeline: workflow:rules',
  filtered_by_rules: 'no pipeline: no job for it',
} as const;

/** Each outcome with the number of its copies, if they differ. */
function together(verdicts: readonly string[]): string {
  const [first = ''] = verdicts;
  if (verdicts.length === 1) return first;
  const counts = countsOf(verdicts);
  if (counts.size === 1) return `${first}, ${verdicts.length} copies`;
  return `${verdicts.length} copies: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`;
}

function withDoubt({ included, when }: PlannedJob, doubt: Doubt): Doubt {
  return joined(doubt, ...[included, when].filter(isDoubt));
}

/** What it depends on whether the workflow lets a pipeline be created. */
function workflowDoubt({ workflow, unsettled }: LivePlan): Doubt | undefined {
  if (unsettled) return unsettled;
  const lets = new Set(
    workflow.map(({ rule }) => rule !== undefined && textOf(member(rule, 'when')?.value) !== 'never'),
  );
  return lets.size > 1 ? doubtAmong(workflow) : undefined;
}

function workflowPlaces({ workflow }: LivePlan): readonly Place[] {
  return workflow.flatMap(({ rule }) => rule?.at ?? []);
}

/** The rules that may decide, or the part of `only` or `except` that keeps the job out. */
export function decidingPlaces({ cause, included, value }: PlannedJob): readonly Place[] {
  if (cause.by === 'policies') {
    const [first] = cause.parts;
    return included === true ? [] : first?.value ? [first.value.at] : [];
  }
  if (cause.by === 'include') return cause.rules ? [cause.rules] : [];
  if (cause.by !== 'rules') return [];
  const rules = cause.decisions.flatMap(({ rule }) => rule?.at ?? []);
  const all = member(value, 'rules');
  return rules.length > 0 || !all ? rules : [all.key];
}

function distinct(places: readonly Place[]): readonly Place[] {
  return places.filter(
    ({ block, span }, index) =>
      places.findIndex(other => other.block === block && other.span.start === span.start) === index,
  );
}
