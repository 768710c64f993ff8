/** Variables about a job, its environment and its runner. */
import { yes, type PredefinedVariables } from './variable.ts';

const inEnvironment = 'in jobs with an `environment`';

export const jobVariables = {
  CI_BUILDS_DIR: { doc: 'Folder of the runner in which all projects are checked out.', phase: 'job' },
  CI_BUILD_NETWORK_NAME: {
    doc: 'Network that was made for the job.',
    phase: 'job',
    only: 'with the Docker executor and the feature flag `FF_NETWORK_PER_BUILD`',
  },
  CI_CONCURRENT_ID: { doc: 'Number of the job among those that the executor runs at the same time.', phase: 'job' },
  CI_CONCURRENT_PROJECT_ID: {
    doc: 'Number of the job among those of the project that the executor runs at the same time.',
    phase: 'job',
  },
  CI_DEBUG_SERVICES: {
    doc: 'Whether the logs of service containers go into the log of the job.',
    phase: 'pipeline',
    settable: true,
    since: '15.7',
    values: yes,
  },
  CI_DEBUG_TRACE: {
    doc: 'Whether the shell writes every command into the log.',
    phase: 'pipeline',
    settable: true,
    caveat: 'All variables can be read in such a log, secrets as well.',
    values: yes,
  },
  CI_DEPLOY_PASSWORD: {
    doc: 'Password of the deploy token `gitlab-deploy-token`.',
    phase: 'job',
    settable: true,
    only: 'in projects that have a deploy token of that name',
  },
  CI_DEPLOY_USER: {
    doc: 'User name of the deploy token `gitlab-deploy-token`.',
    phase: 'job',
    settable: true,
    only: 'in projects that have a deploy token of that name',
  },
  CI_DISPOSABLE_ENVIRONMENT: {
    doc: 'Says that what the job runs in was made for it and goes away after it.',
    phase: 'pipeline',
    only: 'with executors other than `shell` and `ssh`',
    values: yes,
  },
  CI_ENVIRONMENT_ACTION: {
    doc: 'What the job does to its environment, as in `environment:action`.',
    phase: 'pipeline',
    only: inEnvironment,
    values: [
      { value: 'start', doc: 'It deploys.' },
      { value: 'prepare', doc: 'It prepares a deployment.' },
      { value: 'stop', doc: 'It stops the environment.' },
    ],
  },
  CI_ENVIRONMENT_ID: { doc: 'Number of the environment.', phase: 'pipeline', only: inEnvironment },
  CI_ENVIRONMENT_NAME: {
    doc: 'Name of the environment, variables in it replaced.',
    phase: 'pipeline',
    only: inEnvironment,
    example: 'review/feature-login',
  },
  CI_ENVIRONMENT_SLUG: {
    doc: 'Name of the environment in a form for host names, URLs and labels.',
    phase: 'pipeline',
    only: inEnvironment,
    caveat: 'At most 24 characters; what is longer, or has upper-case letters, gets a suffix at random.',
  },
  CI_ENVIRONMENT_TIER: {
    doc: 'Tier of the environment, as in `environment:deployment_tier`.',
    phase: 'pipeline',
    only: inEnvironment,
    values: ['production', 'staging', 'testing', 'development', 'other'].map(value => ({
      value,
      doc: `The tier \`${value}\`.`,
    })),
  },
  CI_ENVIRONMENT_URL: {
    doc: 'Address of the environment.',
    phase: 'pipeline',
    only: 'in jobs with `environment:url`',
  },
  CI_JOB_GROUP_NAME: {
    doc: 'Name that jobs of one group share: of copies that `parallel` makes, that of the job in the file.',
    phase: 'pipeline',
    since: '17.10',
  },
  CI_JOB_ID: { doc: 'Number of the job, unique in the whole instance.', phase: 'job' },
  CI_JOB_IMAGE: {
    doc: 'Image in which the job runs.',
    phase: 'job',
    only: 'in jobs that name an image',
  },
  CI_JOB_MANUAL: {
    doc: 'Says that a person started the job.',
    phase: 'pipeline',
    only: 'in jobs that were started by hand',
    values: yes,
  },
  CI_JOB_NAME: {
    doc: 'Key of the job in the file.',
    phase: 'pipeline',
    caveat: 'Copies that `parallel` makes have their number or values after it.',
  },
  CI_JOB_NAME_SLUG: {
    doc: '`CI_JOB_NAME` in a form for paths: lower-case letters, digits and `-`, 63 bytes at most.',
    phase: 'pipeline',
    since: '15.4',
  },
  CI_JOB_RETRY_COUNT: {
    doc: 'How often the job was started again in this pipeline.',
    phase: 'job',
    caveat: 'It is `0` at the first try.',
    since: '19.3',
  },
  CI_JOB_STAGE: { doc: 'Which of the `stages` the job belongs to.', phase: 'pipeline', example: 'test' },
  CI_JOB_STARTED_AT: {
    doc: 'When the job began, in the form of ISO 8601.',
    phase: 'job',
    example: '2026-01-31T16:47:55Z',
  },
  CI_JOB_STARTED_AT_SLUG: {
    doc: '`CI_JOB_STARTED_AT` in a form for tags of images: lower-case letters, digits and `-`.',
    phase: 'job',
    since: '18.7',
    example: '2026-01-31t16-47-55z',
  },
  CI_JOB_STATUS: {
    doc: 'How the job has gone so far.',
    phase: 'job',
    caveat: 'It tells something only in `after_script`; while `script` runs the job has not failed yet.',
    values: [
      { value: 'success', doc: 'Nothing failed.' },
      { value: 'failed', doc: 'A command failed.' },
      { value: 'canceled', doc: 'The job was cancelled.' },
    ],
  },
  CI_JOB_TAGS: {
    doc: 'The `tags` of the job, as a JSON array.',
    phase: 'job',
    caveat: 'Those of the runner are in `CI_RUNNER_TAGS`.',
    since: '19.3',
    example: '["linux", "docker"]',
  },
  CI_JOB_TIMEOUT: { doc: 'Time that the job may take, in seconds.', phase: 'job', since: '15.7' },
  CI_JOB_TOKEN: {
    doc: 'Token with which the job can use some of the API, registries and other projects that allow it.',
    phase: 'job',
    caveat: 'It is worth nothing any more when the job ends.',
  },
  CI_JOB_URL: { doc: 'Page of the job.', phase: 'job' },
  CI_NODE_INDEX: {
    doc: 'Number of this copy of the job, from 1 on.',
    phase: 'pipeline',
    only: 'in jobs with `parallel`',
  },
  CI_NODE_TOTAL: {
    doc: 'How many copies of the job there are; 1 without `parallel`.',
    phase: 'pipeline',
  },
  CI_PROJECT_DIR: {
    doc: 'Folder into which the repository is checked out and in which the job begins.',
    phase: 'job',
    caveat: 'A runner decides about it: no fixed part of the path can be relied on.',
    example: '/builds/group/project',
  },
  CI_REPOSITORY_URL: {
    doc: 'Address from which the repository can be cloned, with the token of the job in it.',
    phase: 'job',
  },
  CI_RUNNER_DESCRIPTION: { doc: 'What the runner is called in GitLab.', phase: 'job' },
  CI_RUNNER_EXECUTABLE_ARCH: {
    doc: 'System and processor for which the runner was built.',
    phase: 'job',
    caveat: 'The container of the job may be of another kind.',
    example: 'linux/amd64',
  },
  CI_RUNNER_ID: { doc: 'Number of the runner.', phase: 'job' },
  CI_RUNNER_REVISION: { doc: 'Revision of the source from which the runner was built.', phase: 'job' },
  CI_RUNNER_SHORT_TOKEN: { doc: 'Beginning of the token by which GitLab knows the runner.', phase: 'job' },
  CI_RUNNER_TAGS: { doc: 'Tags of the runner, as a JSON array.', phase: 'job', example: '["linux", "docker"]' },
  CI_RUNNER_VERSION: { doc: 'Which release of GitLab Runner has the job.', phase: 'job', example: '18.9.2' },
  CI_SHARED_ENVIRONMENT: {
    doc: 'Says that what the job runs in is there before and after it.',
    phase: 'pipeline',
    only: 'with the executors `shell` and `ssh`',
    values: yes,
  },
  CI_TRACEPARENT: {
    doc: 'Trace and span of the job as the header `traceparent` of W3C Trace Context: all jobs of a pipeline and of its children share the trace.',
    phase: 'job',
    example: '00-<trace>-<span>-01',
  },
  CI_TRACESTATE: {
    doc: 'Pipeline and job as the header `tracestate` of W3C Trace Context.',
    phase: 'job',
    example: 'gitlab=pipeline:<number>;job:<number>',
  },
  KUBECONFIG: {
    doc: 'Path of a file with a context for each agent for Kubernetes that the project may use.',
    phase: 'pipeline',
    only: 'in projects that an agent is shared with',
  },
  GITLAB_USER_EMAIL: { doc: 'Address of the user who started the pipeline or, by hand, the job.', phase: 'pipeline' },
  GITLAB_USER_ID: { doc: 'Number of the user who started the pipeline or, by hand, the job.', phase: 'pipeline' },
  GITLAB_USER_LOGIN: { doc: 'User name of whoever started the pipeline or, by hand, the job.', phase: 'pipeline' },
  GITLAB_USER_NAME: { doc: 'Full name of the user who started the pipeline or, by hand, the job.', phase: 'pipeline' },
} as const satisfies PredefinedVariables;
