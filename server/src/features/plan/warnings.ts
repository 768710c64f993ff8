/** What GitLab warns about when it creates a pipeline. */
import { resolvePipeline } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { doublingRules } from '../../simulation/duplicates.ts';
import type { PipelinePlan } from './plan-of.ts';

/** Nothing if it creates none. */
export function doublingWarnings(project: Project, { problems }: PipelinePlan): readonly string[] {
  if (problems.length > 0) return [];
  return doublingRules(resolvePipeline(project)).map(
    ({ job }) =>
      `\`${job}\` may be in two pipelines of one push: its last rule only has \`when\`, so it matches for a branch and for its merge request, and no \`workflow:rules\` choose between them.`,
  );
}
