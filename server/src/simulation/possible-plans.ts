/** The plan of a pipeline, parts of which may or may not be included: what all possible pipelines have in common. */
import type { Project } from '../ci/project.ts';
import { isDoubt, joined, type Doubt, type Truth } from '../expression/truth.ts';
import type { Place } from '../text/span.ts';
import { agreedAttributes } from './agree.ts';
import { allPipelinesIn, pipelinesIn, rulesAbove, type PossiblePipelines } from './inclusion.ts';
import type { Plan, PlannedJob } from './plan.ts';
import type { Scenario } from './scenario.ts';
import { isOuter } from './simulate.ts';

/** The plan of a project; `planned` makes that of a project whose includes are decided. */
export function planIn(project: Project, scenario: Scenario, planned: (project: Project) => Plan): Plan {
  const few = pipelinesIn(project, scenario);
  if (few.projects[0] === project) return planned(project);
  const combined = ({ projects: [most, ...others], ...how }: PossiblePipelines): Combined => {
    const possible = [planned(most), ...others.map(planned)] as const;
    const everything = how.leavesOut ? planned(project) : possible[0];
    return combinedPlan(possible, { ...how, everything, rulesOf: base => rulesAbove(project, base) });
  };
  const found = combined(few);
  if (found.isCertain) return found.plan;
  const all = allPipelinesIn(project, scenario);
  return all.areAll ? combined(all).plan : doubted(found.plan, few);
}

interface Combined {
  readonly plan: Plan;
  /** Whether combinations that were not planned cannot say anything else. */
  readonly isCertain: boolean;
}

interface Combination extends Omit<PossiblePipelines, 'projects'> {
  /** The plan with all files. */
  readonly everything: Plan;
  /** Finds the rules that decide whether a job's file is included. */
  readonly rulesOf: (base: string) => Place | undefined;
}

type Possible = readonly [Plan, ...Plan[]];

function combinedPlan(possible: Possible, how: Combination): Combined {
  const isRefused = possible.some(isRefusing);
  const { names, find } = jobsIn(possible, how.everything);
  const jobs = names.flatMap(name => {
    const { shown, each } = find(name);
    if (!shown) return [];
    const doubt = isRefused ? how.doubt : how.doubtAbout(shown.base);
    // conditions that have nothing to do with a job need not be looked at
    if ((each.length === 1 || !doubt) && each[0]) return [each[0]];
    const job = cachedJob(shown, each, doubt ?? how.doubt, how.rulesOf);
    const isWhole = how.isShown(shown.base) || each.every(one => one === undefined);
    return [isWhole ? job : { ...job, included: how.doubtAbout(shown.base) ?? how.doubt }];
  });
  const plan = { ...outcomeOf(possible, how), jobs };
  return { plan, isCertain: how.areAll || (!isRefused && how.areNeedsShown && isSettled(plan, possible)) };
}

/** GitLab does not even look at the jobs. */
function isRefusing({ reason, jobs }: Plan): boolean {
  return reason === 'config_error' && jobs.length === 0;
}

interface Jobs {
  /** In the order of the pipeline with all files. */
  readonly names: readonly string[];
  /** The job in each of the pipelines, and one of them to show. */
  readonly find: (name: string) => {
    readonly shown: PlannedJob | undefined;
    readonly each: readonly (PlannedJob | undefined)[];
  };
}

function jobsIn(possible: Possible, everything: Plan): Jobs {
  const byName = possible.map(byNameIn);
  const shown = byNameIn(everything);
  const names = new Set([shown, ...byName].flatMap(jobs => [...jobs.keys()]));
  const find: Jobs['find'] = name => {
    const each = byName.map(jobs => jobs.get(name));
    return { shown: each.find(job => job !== undefined) ?? shown.get(name), each };
  };
  return { names: [...names], find };
}

function byNameIn({ jobs }: Plan): ReadonlyMap<string, PlannedJob> {
  return new Map(jobs.map(job => [job.name, job]));
}

/** Whether the pipeline is the same in all combinations, given jobs that are. */
function isSettled({ pipeline, reason, errors, jobs }: Plan, possible: Possible): boolean {
  if (isDoubt(pipeline)) return true;
  if (pipeline) return jobs.some(({ included, stage }) => included === true && !isOuter(stage));
  if (possible.some(plan => plan.reason !== reason)) return false;
  if (reason === 'config_error') return errors.length > 0;
  return reason !== 'filtered_by_rules' || jobs.every(({ included }) => included === false);
}

/** Where too many combinations are possible, nothing is certain that conditions may decide. */
function doubted(plan: Plan, { doubt, doubtAbout }: PossiblePipelines): Plan {
  const { reason: _, ...rest } = plan;
  const jobs = plan.jobs.map(job => {
    const isKnown = isDoubt(job.included) || !(job.included || doubtAbout(job.base));
    return isKnown ? job : { ...job, included: doubt };
  });
  return { ...rest, pipeline: isDoubt(plan.pipeline) ? plan.pipeline : doubt, errors: [], jobs };
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

function outcomeOf(possible: Possible, { doubt, doubtAbout }: Combination): Omit<Plan, 'jobs'> {
  const [first, ...others] = possible;
  if (others.length === 0) return first;
  const { reason, name, errors, workflow } = first;
  const isByWorkflow = possible.every(plan => plan.pipeline !== false || plan.reason === 'filtered_by_workflow_rules');
  const pipeline = agreedTruth(
    possible.map(plan => plan.pipeline),
    (isByWorkflow ? doubtAbout('workflow') : undefined) ?? doubt,
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
