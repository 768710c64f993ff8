/** Variables that GitLab and its runner set by themselves, by their names. */
import type { Link } from './links.ts';
import { commitVariables } from './predefined/commit.ts';
import { integrationVariables } from './predefined/integrations.ts';
import { jobVariables } from './predefined/job.ts';
import { mergeRequestVariables } from './predefined/merge-request.ts';
import { pipelineVariables } from './predefined/pipeline.ts';
import { projectVariables } from './predefined/project.ts';
import { serverVariables } from './predefined/server.ts';
import type { Phase, PredefinedVariable, PredefinedVariables } from './predefined/variable.ts';

export type { Phase, PredefinedVariable, PredefinedVariables };

/** By subject, in the order in which the manual has them. */
export const predefinedSubjects = {
  'Commits, branches and tags': commitVariables,
  'The pipeline': pipelineVariables,
  'Merge requests': mergeRequestVariables,
  'The job and its runner': jobVariables,
  'The project': projectVariables,
  'The instance': serverVariables,
  'Auto DevOps and integrations': integrationVariables,
} as const satisfies Readonly<Record<string, PredefinedVariables>>;

export const predefinedVariables: PredefinedVariables = Object.fromEntries(
  Object.values(predefinedSubjects).flatMap((variables: PredefinedVariables) => Object.entries(variables)),
);

/** What the phase of a variable means for those who use it. */
export const phases: Readonly<Record<Phase, string>> = {
  early: 'Known before the pipeline exists: `include`, `workflow` and `rules` can ask for it.',
  pipeline: 'Known when the pipeline is made: `rules` of jobs can ask for it, `include` cannot.',
  job: 'Known only when a runner has the job: not for `include`, `workflow`, `rules` and jobs with `trigger`.',
};

/** What belongs to one job, so that a pipeline as a whole does not have it. */
export const namesOfJobs = /^CI_(?:ENVIRONMENT_|JOB_|NODE_INDEX$)/;

export const predefinedSource: Link = {
  label: 'GitLab',
  url: 'https://docs.gitlab.com/ci/variables/predefined_variables/',
};
