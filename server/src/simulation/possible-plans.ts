/** The plan of a pipeline, parts of which may or may not be included: what all possible pipelines have in common. */
import type { Project } from '../ci/project.ts';
import { isDoubt, joined, type Doubt, type Truth } from '../expression/truth.ts';
import type { Place } from '../text/span.ts';
import { agreedAttributes } from './agree.ts';
import { pipelinesIn, rulesAbove } from './inclusion.ts';
import type { Plan, PlannedJob } from './plan.ts';
import type { Scenario } from './scenario.ts';

/** The plan of a project; `planned` makes that of a project whose includes are decided. */
export function planIn(project: Project, scenario: Scenario, planned: (project: Project) => Plan): Plan {
  const {
    projects: [most, ...others],
    doubt,
    leavesOut,
  } = pipelinesIn(project, scenario);
  if (most === project) return planned(project);
  const possible = [planned(most), ...others.map(planned)] as const;
  return combinedPlan(possible, doubt, leavesOut ? planned(project) : possible[0], base => rulesAbove(project, base));
}

/** `everything` is the plan with all files; `rulesOf` finds the rules that decide whether a job's file is included. */
export function combinedPlan(
  possible: readonly [Plan, ...Plan[]],
  doubt: Doubt,
  everything: Plan,
  rulesOf: RulesOf,
): Plan {
  const jobs = possible.map(plan => new Map(plan.jobs.map(job => [job.name, job])));
  const all = new Map(possible.toReversed().flatMap(plan => plan.jobs.map(job => [job.name, job] as const)));
  const order = [...new Set([...everything.jobs.map(({ name }) => name), ...all.keys()])];
  const extra = new Map(everything.jobs.map(job => [job.name, job]));
  const combined = order.flatMap(name => {
    const shown = all.get(name) ?? extra.get(name);
    if (!shown) return [];
    const each = jobs.map(one => one.get(name));
    return [each.length === 1 && each[0] ? each[0] : cachedJob(shown, each, doubt, rulesOf)];
  });
  return { ...outcomeOf(possible, doubt), jobs: combined };
}

type RulesOf = (base: string) => Place | undefined;

interface CachedJob {
  readonly each: readonly (PlannedJob | undefined)[];
  readonly on: string;
  readonly rules: Place | undefined;
  readonly job: PlannedJob;
}

const CACHE = new WeakMap<PlannedJob, CachedJob>();

/** Plans keep the same objects for jobs that an edit does not change, and most do not change. */
function cachedJob(
  shown: PlannedJob,
  each: readonly (PlannedJob | undefined)[],
  doubt: Doubt,
  rulesOf: RulesOf,
): PlannedJob {
  const on = doubt.on.join('\n');
  const rules = each.includes(undefined) ? rulesOf(shown.base) : undefined;
  const cached = CACHE.get(shown);
  if (
    cached?.on === on &&
    cached.rules === rules &&
    cached.each.length === each.length &&
    each.every((job, at) => job === cached.each[at])
  )
    return cached.job;
  const job = combinedJob(shown, each, doubt, rules);
  CACHE.set(shown, { each, on, rules, job });
  return job;
}

/** `shown` stands for the job where it is not part of the pipeline. */
function combinedJob(
  shown: PlannedJob,
  each: readonly (PlannedJob | undefined)[],
  doubt: Doubt,
  rules: Place | undefined,
): PlannedJob {
  const present = each.flatMap(job => job ?? []);
  const [first] = present;
  if (!first) return { ...shown, included: false, cause: { by: 'include', rules } };
  if (each.length === 1) return first;
  const staying = present.filter(({ included }) => included !== false);
  const attributes = agreedAttributes(staying.length > 0 ? staying : present, doubt);
  const cause = present.length === each.length ? first.cause : { by: 'include' as const, rules };
  return {
    ...first,
    ...attributes,
    included: agreedTruth(
      each.map(job => job?.included ?? false),
      doubt,
    ),
    cause,
  };
}

function agreedTruth(truths: readonly Truth[], doubt: Doubt): Truth {
  const [first = false] = truths;
  if (truths.every(truth => truth === first)) return first;
  return joined(...truths.filter(isDoubt), ...(new Set(truths.map(kindOf)).size > 1 ? [doubt] : []));
}

function kindOf(truth: Truth): string {
  return isDoubt(truth) ? JSON.stringify(truth.on) : String(truth);
}

function outcomeOf(possible: readonly [Plan, ...Plan[]], doubt: Doubt): Omit<Plan, 'jobs'> {
  const [first, ...others] = possible;
  if (others.length === 0) return first;
  const { reason, name, errors, workflow } = first;
  const pipeline = agreedTruth(
    possible.map(plan => plan.pipeline),
    doubt,
  );
  const isSettled = others.every(plan => kindOf(plan.pipeline) === kindOf(first.pipeline));
  return {
    pipeline,
    workflow,
    errors: pipeline === false ? errors.filter(error => others.every(plan => plan.errors.includes(error))) : [],
    ...(pipeline === false && reason && others.every(plan => plan.reason === reason) && { reason }),
    ...(name !== undefined && others.every(plan => plan.name === name) && { name }),
    ...(!isSettled && isDoubt(pipeline) && { unsettled: pipeline }),
  };
}
