/**
 * The plan of a pipeline while somebody types: what GitLab refuses about the files is ignored here, since diagnostics
 * show it.
 */
import { addTo } from '../../text/grouped.ts';
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import type { Plan, PlannedJob } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { simulate } from '../../simulation/simulate.ts';
import { planIn } from '../../simulation/possible-plans.ts';
import { cachedByPair } from '../../text/cached.ts';
import { projectIn } from './project-in.ts';

export interface LivePlan extends Plan {
  /** The copies of each job of the file, by its name in the file. */
  readonly byBase: ReadonlyMap<string, readonly PlannedJob[]>;
}

/** Cached for each version of a project. */
export const livePlan = cachedByPair((project: Project, scenario: Scenario): LivePlan => {
  return withBases(planIn(projectIn(project, scenario), scenario, one => simulate(cachedPipeline(one), scenario)));
});

export function withBases(plan: Plan): LivePlan {
  return { ...plan, byBase: byBase(plan.jobs) };
}

function byBase(jobs: readonly PlannedJob[]): ReadonlyMap<string, readonly PlannedJob[]> {
  const found = new Map<string, PlannedJob[]>();
  for (const job of jobs) addTo(found, job.base, job);
  return found;
}
