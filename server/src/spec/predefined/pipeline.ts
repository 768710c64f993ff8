/** Variables about how a pipeline was started. */
import { yes, type PredefinedVariables } from './variable.ts';

const inChats = 'in pipelines that a chat command started';
const inDownstream = 'in pipelines that a job of another pipeline started';

export const pipelineVariables = {
  CHAT_CHANNEL: { doc: 'Channel in which the chat command was given.', phase: 'pipeline', only: inChats },
  CHAT_INPUT: { doc: 'What was written after the chat command.', phase: 'pipeline', only: inChats },
  CHAT_USER_ID: { doc: 'Who gave the command, as the chat knows that user.', phase: 'pipeline', only: inChats },
  CI: { doc: 'Says that a CI system runs the job.', phase: 'early', values: yes },
  CI_CONFIG_PATH: {
    doc: 'Path of the configuration, `.gitlab-ci.yml` unless a setting of the project says otherwise.',
    phase: 'early',
  },
  CI_CONFIG_REF_URI: {
    doc: 'Where the file of the pipeline is kept: host, project, path, and the full name of the branch or tag.',
    phase: 'pipeline',
    caveat: 'Not set where GitLab cannot tell from which ref the file comes.',
    since: '19.0',
    example: 'gitlab.example.com/group/project//.gitlab-ci.yml@refs/heads/main',
  },
  CI_DEPLOY_FREEZE: {
    doc: 'Says that the pipeline runs in a time in which nothing shall be deployed.',
    phase: 'early',
    only: 'in a deploy freeze of the project',
    values: yes,
  },
  CI_OPEN_MERGE_REQUESTS: {
    doc: 'Open merge requests from this branch, at most four, with commas between them.',
    phase: 'early',
    only: 'in pipelines of branches and merge requests, where there is one',
    caveat: 'Rules that ask for it keep a branch with an open merge request from running two pipelines.',
    example: 'group/project!333',
  },
  CI_PIPELINE_CREATED_AT: { doc: 'When the pipeline was made, in the form of ISO 8601.', phase: 'job' },
  CI_PIPELINE_ID: { doc: 'Number of the pipeline, unique in the whole instance.', phase: 'job' },
  CI_PIPELINE_IID: { doc: 'Number of the pipeline in its project.', phase: 'pipeline', afterWorkflow: true },
  CI_PIPELINE_NAME: {
    doc: 'Name of the pipeline, as in `workflow:name`.',
    phase: 'early',
    since: '16.3',
  },
  CI_PIPELINE_SCHEDULE_DESCRIPTION: {
    doc: 'What the schedule is called on its page.',
    phase: 'early',
    only: 'in pipelines of schedules',
    since: '17.8',
  },
  CI_PIPELINE_SOURCE: {
    doc: 'What started the pipeline.',
    phase: 'early',
    complete: true,
    values: [
      { value: 'push', doc: 'A push to a branch, or a new tag.' },
      { value: 'merge_request_event', doc: 'A merge request was opened or changed.' },
      { value: 'schedule', doc: 'A schedule.' },
      { value: 'web', doc: 'A person, on the page for new pipelines.' },
      { value: 'trigger', doc: 'The API, with a trigger token.' },
      { value: 'pipeline', doc: 'A job of a pipeline in another project.' },
      { value: 'parent_pipeline', doc: 'A job of another pipeline of this project.' },
      { value: 'api', doc: 'The API for pipelines.' },
      { value: 'chat', doc: 'A chat command.' },
      { value: 'webide', doc: 'The editor in the browser.', rare: true },
      { value: 'external', doc: 'Another CI system, for pipelines that only show its state.', rare: true },
      { value: 'external_pull_request_event', doc: 'A pull request of a project on GitHub.', rare: true },
      { value: 'ondemand_dast_scan', doc: 'A DAST scan on demand.', rare: true },
      { value: 'ondemand_dast_validation', doc: 'The validation of a site for DAST.', rare: true },
      { value: 'container_registry_push', doc: 'An image was pushed to the container registry.', rare: true },
      { value: 'duo_workflow', doc: 'An agent of GitLab Duo.', rare: true },
      {
        value: 'pipeline_execution_policy_schedule',
        doc: 'A schedule of a pipeline execution policy.',
        rare: true,
      },
      { value: 'security_orchestration_policy', doc: 'A schedule of a scan policy.', rare: true },
    ],
  },
  CI_PIPELINE_TRIGGERED: {
    doc: 'Says that a trigger token started the pipeline.',
    phase: 'pipeline',
    caveat: 'Not set where a job with `trigger` started it: `CI_PIPELINE_SOURCE` tells that.',
    values: yes,
  },
  CI_PIPELINE_URL: { doc: 'Page of the pipeline.', phase: 'job' },
  CI_TRIGGER_SHORT_TOKEN: {
    doc: 'First four characters of the trigger token.',
    phase: 'job',
    only: 'in pipelines that a trigger token started',
    since: '17.0',
  },
  CI_UPSTREAM_JOB_ID: {
    doc: 'Number of the job that started this pipeline.',
    phase: 'early',
    only: inDownstream,
    since: '18.9',
  },
  CI_UPSTREAM_PIPELINE_ID: {
    doc: 'Number of the pipeline whose job started this one.',
    phase: 'early',
    only: inDownstream,
    since: '18.9',
  },
  CI_UPSTREAM_PROJECT_ID: {
    doc: 'Number of the project whose pipeline started this one.',
    phase: 'early',
    only: inDownstream,
    since: '18.9',
  },
  GITLAB_CI: { doc: 'Says that GitLab runs the job.', phase: 'early', values: yes },
  TRIGGER_PAYLOAD: {
    doc: 'Path of a file with what was sent to the webhook that started the pipeline.',
    phase: 'pipeline',
    only: 'in pipelines that a webhook started',
  },
} as const satisfies PredefinedVariables;
