/** The keys of a job, in four records: script job, trigger job, `default` and hidden job. */
import { hooks } from './hooks.ts';
import { gitlab } from './links.ts';
import { anything, record, type Field } from './shape.ts';

/** A key of which the table knows what it is for, but not yet what it may hold. */
function loose(doc: string, anchor: string, example: string): Field {
  return { doc, shape: anything, example, sources: [gitlab(anchor)] };
}

const script = loose('Commands that the job runs, each one a line of the shell.', 'script', 'script: make test');
const run = loose(
  'Steps that the job runs instead of `script`; an experiment of GitLab.',
  'run',
  'run:\n  - name: hello\n    script: echo hello',
);
const beforeScript = loose(
  'Commands in front of `script`, in the same shell.',
  'before_script',
  'before_script:\n  - npm ci',
);
const afterScript = loose(
  'Commands after `script`, in a new shell, also when the job failed or was cancelled.',
  'after_script',
  'after_script:\n  - ./cleanup.sh',
);
const stage = loose('Stage in which the job runs; `test` where none is named.', 'stage', 'stage: build');
const extend = loose(
  'Jobs or templates whose configuration this one takes over before its own.',
  'extends',
  'extends: .template',
);
const inherit = loose(
  'Which keys of `default` and which global variables the job takes.',
  'inherit',
  'inherit:\n  default: false',
);
const variables = loose(
  'Values that the script and many keywords of the job use as `$NAME`.',
  'variables',
  'variables:\n  DEPTH: "10"',
);
const rules = loose(
  'Conditions, tried in order, that decide whether the job is in the pipeline and how.',
  'rules',
  'rules:\n  - if: $CI_COMMIT_TAG',
);
const only = loose(
  'Older filter for the pipelines that get the job; `rules` replaced it.',
  'only--except',
  'only:\n  - tags',
);
const except = loose(
  'Older filter for the pipelines that do not get the job; `rules` replaced it.',
  'only--except',
  'except:\n  - schedules',
);
const when = loose(
  'When the job starts: after success, after failure, always, by hand or after a delay.',
  'when',
  'when: manual',
);
const startIn = loose(
  'How long a job with `when: delayed` waits, a week at most.',
  'whendelayed',
  'start_in: 30 minutes',
);
const allowFailure = loose(
  'Lets the pipeline go on when the job fails, always or for some exit codes.',
  'allow_failure',
  'allow_failure: true',
);
const manualConfirmation = loose(
  'Question that GitLab asks before a manual job starts.',
  'manual_confirmation',
  'manual_confirmation: Really deploy?',
);
const needs = loose('Jobs that must be done before this one starts, whatever their stage.', 'needs', 'needs: [build]');
const dependencies = loose(
  'Earlier jobs whose artifacts are fetched; all of them where it is missing.',
  'dependencies',
  'dependencies: [build]',
);
const parallel = loose(
  'Runs several copies of the job, by number or by a matrix of variables.',
  'parallel',
  'parallel: 4',
);
const environment = loose(
  'Environment to which the job deploys or which it stops.',
  'environment',
  'environment: production',
);
const resourceGroup = loose(
  'Jobs with the same group never run at the same time.',
  'resource_group',
  'resource_group: production',
);
const interruptible = loose(
  'Whether a newer pipeline of the same branch may cancel the job.',
  'interruptible',
  'interruptible: true',
);
const trigger = loose('Starts another pipeline instead of running a script.', 'trigger', 'trigger: group/project');
const image = loose('Container image in which the job runs.', 'image', 'image: alpine:3.20');
const services = loose(
  'Containers that run beside the job, such as a database.',
  'services',
  'services:\n  - postgres:16',
);
const cache = loose(
  'Files that later pipelines find again; they may be missing at any time.',
  'cache',
  'cache:\n  paths: [node_modules/]',
);
const artifacts = loose(
  'Files that GitLab keeps of the job and hands to later jobs.',
  'artifacts',
  'artifacts:\n  paths: [dist/]',
);
const retry = loose('How often GitLab repeats the job when it fails, twice at most.', 'retry', 'retry: 1');
const timeout = loose('Longest time that the job may take.', 'timeout', 'timeout: 30 minutes');
const tags = loose('Names that a runner must carry to get the job.', 'tags', 'tags: [kubernetes]');
const coverage = loose(
  'Regular expression that finds the test coverage in the log.',
  'coverage',
  "coverage: '/Coverage: \\d+/'",
);
const release = loose(
  'Release that GitLab creates once the job has succeeded.',
  'release',
  'release:\n  tag_name: v1\n  description: First release',
);
const idTokens = loose(
  'Tokens by which the job proves to other services what it is.',
  'id_tokens',
  'id_tokens:\n  VAULT_TOKEN:\n    aud: https://vault.example.com',
);
const identity = loose('Cloud to which the job signs in by identity federation.', 'identity', 'identity: google_cloud');
const secrets = loose(
  'Secrets that GitLab fetches from a vault for the job.',
  'secrets',
  'secrets:\n  PASSWORD:\n    vault: production/db/password',
);
const pages = loose('Publishes the job’s files as a GitLab Pages site.', 'pages', 'pages: true');
const publish = loose('Folder that a Pages job publishes; `pages.publish` replaced it.', 'publish', 'publish: public');
const dast = loose(
  'Site and scanner profile of a dynamic security scan.',
  'dast_configuration',
  'dast_configuration:\n  site_profile: Example',
);
const inputs = loose(
  'Values that a person may change when starting or retrying the job.',
  'inputs',
  'inputs:\n  level:\n    default: info',
);

const type: Field = {
  ...loose('Older name of the keyword that puts the job into its stage.', 'stage', 'type: build'),
  status: { removed: 'GitLab no longer takes it.', instead: ['stage'] },
};

/** What `default` and jobs have in common. */
const inheritable = {
  image,
  services,
  before_script: beforeScript,
  after_script: afterScript,
  hooks,
  cache,
  artifacts,
  retry,
  timeout,
  interruptible,
  tags,
  id_tokens: idTokens,
  identity,
} as const;

/** What script jobs and trigger jobs have in common. */
const processable = {
  stage,
  extends: extend,
  rules,
  needs,
  when,
  allow_failure: allowFailure,
  variables,
  inherit,
  environment,
  resource_group: resourceGroup,
  interruptible,
  parallel,
  only,
  except,
} as const;

const jobFields = {
  ...processable,
  ...inheritable,
  script,
  run,
  start_in: startIn,
  manual_confirmation: manualConfirmation,
  dependencies,
  coverage,
  release,
  secrets,
  pages,
  publish,
  dast_configuration: dast,
  inputs,
  type,
} as const;

/** A job with `script` or `run`, or one of which that is not known yet. */
export const job = {
  doc: 'A job: commands that a runner runs in a container, a shell or on a machine.',
  shape: record(jobFields, { open: true }),
  example: 'test:\n  script: make test',
  sources: [gitlab('job-keywords')],
} as const satisfies Field;

/** A job that starts another pipeline; no runner takes it, hence it has no hooks. */
export const triggerJob = {
  doc: 'A job that starts another pipeline. No runner takes part, so that it has no script, image, tags or hooks.',
  shape: record({ ...processable, trigger }, { open: true }),
  example: 'deploy:\n  trigger: group/project',
  sources: [gitlab('trigger')],
} as const satisfies Field;

/** A name that begins with a dot: a template that does not run by itself. */
export const hiddenJob = {
  doc: 'A hidden job: it never runs and is not checked until another job uses it by `extends`, `!reference` or an anchor.',
  shape: record({ ...jobFields, trigger }, { open: true }),
  example: '.template:\n  image: alpine:3.20',
  sources: [{ label: 'GitLab, hidden jobs', url: 'https://docs.gitlab.com/ci/jobs/#hide-a-job' }],
} as const satisfies Field;

/** Starting values for all jobs. */
export const defaults = {
  doc: 'Starting values for every job that does not set the key itself.',
  shape: record(inheritable, { open: true }),
  example: 'default:\n  image: alpine:3.20',
  sources: [gitlab('default')],
} as const satisfies Field;

/** The older, global form of keys that belong into `default`. */
export const globalForms = { image, services, cache, before_script: beforeScript, after_script: afterScript } as const;
