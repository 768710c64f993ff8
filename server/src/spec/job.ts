/** The keys of a job, in four records: script job, trigger job, `default` and hidden job. */
import { artifacts } from './artifacts.ts';
import { cache } from './cache.ts';
import { environment } from './environment.ts';
import {
  allowFailure,
  interruptible,
  manualConfirmation,
  mayFail,
  resourceGroup,
  stage,
  startIn,
  tags,
  timeout,
  triggerWhen,
  type,
  when,
} from './flow.ts';
import { retry } from './retry.ts';
import { hooks, misplaced } from './hooks.ts';
import { image, services } from './image.ts';
import { extend, inheritOf } from './inherit.ts';
import { jobInputs } from './inputs.ts';
import { gitlab } from './links.ts';
import { dependencies, needs } from './needs.ts';
import { except, only } from './only-except.ts';
import { coverage, dastConfiguration, pages, publish } from './pages.ts';
import { parallel, triggerParallel } from './parallel.ts';
import { release } from './release.ts';
import { delay, jobRules } from './rules.ts';
import { afterScript, beforeScript, run, script } from './scripts.ts';
import { idTokens, identity, secrets } from './secrets.ts';
import { record } from './shape-builders.ts';
import type { Field, ForeignKey, KeyRule } from './shape.ts';
import { trigger } from './trigger.ts';
import { jobVariables } from './variables.ts';

/** What `default` and jobs have in common. */
const inheritable = {
  image,
  before_script: beforeScript,
  after_script: afterScript,
  hooks,
  cache,
  artifacts,
  services,
  tags,
  retry,
  timeout,
  interruptible,
  id_tokens: idTokens,
  identity,
} as const;

/** The keys of `default`; a timeout there never reaches a job. */
const defaultFields = {
  ...inheritable,
  timeout: {
    ...timeout,
    noEffect: 'GitLab does not hand it on to jobs. Write it into the jobs, or set the timeout of the project',
  },
} as const;

const inherit = inheritOf(Object.keys(inheritable));

const jobFields = {
  stage,
  extends: extend,
  image,
  script,
  rules: jobRules,
  needs,
  variables: jobVariables,
  artifacts,
  cache,
  before_script: beforeScript,
  after_script: afterScript,
  hooks,
  services,
  tags,
  when,
  allow_failure: allowFailure,
  environment,
  dependencies,
  retry,
  timeout,
  interruptible,
  parallel,
  resource_group: resourceGroup,
  inherit,
  coverage,
  id_tokens: idTokens,
  secrets,
  identity,
  release,
  pages,
  start_in: startIn,
  manual_confirmation: manualConfirmation,
  inputs: jobInputs,
  dast_configuration: dastConfiguration,
  trigger,
  run,
  publish,
  only,
  except,
  type,
} as const;

const triggerFields = {
  stage,
  extends: extend,
  trigger,
  rules: jobRules,
  needs,
  variables: jobVariables,
  when: triggerWhen,
  allow_failure: mayFail,
  environment,
  interruptible,
  parallel: triggerParallel,
  resource_group: resourceGroup,
  inherit,
  only,
  except,
} as const;

const noTwoWorks: KeyRule = {
  kind: 'atMostOne',
  keys: ['script', 'run', 'trigger'],
  decides: true,
  severity: 'error',
  because: 'a job runs commands or steps or starts a pipeline',
};

const filters: readonly KeyRule[] = ['only', 'except'].map(key => ({
  kind: 'notWith',
  key,
  other: 'rules',
  severity: 'error',
  because: 'GitLab takes the older filters or rules, not both',
}));

const noDelay: KeyRule = {
  kind: 'notWith',
  key: 'start_in',
  other: 'rules',
  severity: 'error',
  because: 'with rules it belongs in the rule that delays the job',
};

const steps = ['before_script', 'after_script'].map((key): KeyRule => ({
  kind: 'notWith',
  key,
  other: 'run',
  severity: 'warning',
  because: 'a job with steps has no shell that could run it',
}));

const jobForeign: readonly ForeignKey[] = [
  { name: 'name', because: 'the name of a job is its key' },
  { name: 'if', because: 'conditions of a job belong in `rules`', elsewhere: true },
  { name: 'changes', because: 'conditions of a job belong in `rules`', elsewhere: true },
  { name: 'exists', because: 'conditions of a job belong in `rules`', elsewhere: true },
  { name: 'include', because: 'it belongs to the top level of the file', elsewhere: true },
  { name: 'workflow', because: 'it belongs to the top level of the file', elsewhere: true },
  { name: 'default', because: 'it belongs to the top level of the file', elsewhere: true },
  { name: 'paths', because: 'it belongs below `artifacts` or `cache`', elsewhere: true },
  { name: 'expire_in', because: 'it belongs below `artifacts`', elsewhere: true },
  { name: 'reports', because: 'it belongs below `artifacts`', elsewhere: true },
  { name: 'key', because: 'it belongs below `cache`', elsewhere: true },
  { name: 'policy', because: 'it belongs below `cache`', elsewhere: true },
  { name: 'url', because: 'it belongs below `environment`', elsewhere: true },
  { name: 'on_stop', because: 'it belongs below `environment`', elsewhere: true },
  { name: 'action', because: 'it belongs below `environment`', elsewhere: true },
  { name: 'tag_name', because: 'it belongs below `release`', elsewhere: true },
  { name: 'max', because: 'it belongs below `retry`', elsewhere: true },
  { name: 'entrypoint', because: 'it belongs below `image`', elsewhere: true },
  { name: 'pull_policy', because: 'it belongs below `image`', elsewhere: true },
  { name: 'exit_codes', because: 'it belongs below `allow_failure` or `retry`', elsewhere: true },
  { name: 'pre_get_sources_script', because: 'it belongs below `hooks`', elsewhere: true },
  { name: 'pre_stop_k8s_container_handler', because: 'it belongs below `hooks`', elsewhere: true },
];

/** Keys of script jobs that a job which starts another pipeline cannot have. */
const triggerForeign: readonly ForeignKey[] = [
  ...Object.keys(jobFields)
    .filter(name => !Object.hasOwn(triggerFields, name) && name !== 'hooks' && name !== 'type')
    .map(name => ({
      name,
      because: 'no runner takes a job with `trigger`, which only starts another pipeline',
      elsewhere: true as const,
    })),
  misplaced,
];

const rootKeys = ['variables', 'stages', 'include', 'workflow'];

const defaultForeign: readonly ForeignKey[] = [...new Set([...rootKeys, ...Object.keys(jobFields)])]
  .filter(name => !Object.hasOwn(inheritable, name) && name !== 'type')
  .map(name => ({
    name,
    because: rootKeys.includes(name) ? 'it belongs to the top level of the file' : 'every job has to say this itself',
    elsewhere: true,
  }));

/** A job with `script` or `run`, or one that may get them from elsewhere. */
export const job = {
  doc: 'A job: commands that a runner runs in a container, a shell or on a machine.',
  shape: record(jobFields, { rules: [noTwoWorks, noDelay, ...delay, ...filters, ...steps], foreign: jobForeign }),
  example: 'test:\n  script: make test',
  because: 'GitLab takes a mapping of keywords for a job',
  sources: [gitlab('job-keywords')],
} as const satisfies Field;

/** A job that starts another pipeline; no runner executes it, so it has no hooks. */
export const triggerJob = {
  doc: 'A job that starts another pipeline. No runner takes part, so it has no script, image, tags or hooks.',
  shape: record(triggerFields, { rules: filters, foreign: triggerForeign }),
  example: 'deploy:\n  trigger: group/project',
  because: job.because,
  sources: [gitlab('trigger')],
} as const satisfies Field;

/** A name that begins with a dot: a template that does not run by itself. */
export const hiddenJob = {
  doc: 'A hidden job: it never runs and is not checked until another job uses it by `extends`, `!reference` or an anchor.',
  shape: record(jobFields, { rules: [noTwoWorks, ...filters], foreign: jobForeign, mixed: true }),
  example: '.template:\n  image: alpine:3.20',
  sources: [{ label: 'GitLab, hidden jobs', url: 'https://docs.gitlab.com/ci/jobs/#hide-a-job' }],
} as const satisfies Field;

/** Starting values for all jobs. */
export const defaults = {
  doc: 'Starting values for every job that does not set the key itself. A job that does gets nothing of that key from here; the two are not joined.',
  caveat: 'Not for variables, which are at the top level, and not for the pipelines that trigger jobs start.',
  shape: record(defaultFields, { foreign: defaultForeign }),
  default: { says: 'every job has its own keys only' },
  usual: true,
  nullable: true,
  example: 'default:\n  image: alpine:3.20',
  because: 'it is a mapping of keywords of jobs',
  sources: [gitlab('default')],
  aka: ['defaults'],
} as const satisfies Field;

function global<const Of extends Field>(field: Of) {
  return {
    ...field,
    status: {
      ...field.status,
      deprecated: 'At the top level it is an older form of the key below `default`.',
      instead: ['default'],
    },
  };
}

/** The older, global form of keys that belong into `default`. */
export const globalForms = {
  image: global(image),
  services: global(services),
  cache: global(cache),
  before_script: global(beforeScript),
  after_script: global(afterScript),
} as const;
