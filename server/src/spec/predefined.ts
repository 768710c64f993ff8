/** Variables that GitLab and its runner set, by name. */
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

/** By subject, in the order of the manual. */
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

/** What the phase of a variable means to its users. */
export const phases: Readonly<Record<Phase, string>> = {
  early: 'Known before the pipeline exists: `include`, `workflow` and `rules` can ask for it.',
  pipeline: 'Known when the pipeline is made: `rules` of jobs can ask for it, `include` cannot.',
  job: 'Known only when a runner has the job: not for `include`, `workflow`, `rules` and jobs with `trigger`.',
};

/** Variables of one job, which a pipeline as a whole does not have. */
export const namesOfJobs = /^CI_(?:ENVIRONMENT_|JOB_|NODE_INDEX$)/;

export const predefinedSource: Link = {
  label: 'GitLab',
  url: 'https://docs.gitlab.com/ci/variables/predefined_variables/',
};
