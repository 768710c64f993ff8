/** What `workflow:rules` decide in a scenario, in a few words. */
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { isDoubt } from '../../expression/truth.ts';
import { workflowFor } from '../../simulation/explain.ts';
import { pipelinesIn } from '../../simulation/inclusion.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { projectIn } from './project-in.ts';
import { dependsOn, rulesReason } from './words.ts';

/** Nothing for a pipeline without such rules. */
export function workflowVerdict(project: Project, scenario: Scenario): string | undefined {
  const { projects, doubt } = pipelinesIn(projectIn(project, scenario), scenario);
  const [first, ...others] = new Set(projects.map(one => verdictIn(one, scenario)));
  return others.length === 0 ? first : `workflow: ${dependsOn(doubt)}`;
}

function verdictIn(project: Project, scenario: Scenario): string | undefined {
  const { lets, decisions } = workflowFor(cachedPipeline(project), scenario);
  if (decisions.length === 0) return undefined;
  const verdict = isDoubt(lets) ? dependsOn(lets) : lets ? 'a pipeline' : 'no pipeline';
  return `workflow: ${verdict} (${rulesReason(decisions)})`;
}
