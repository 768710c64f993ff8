/** `hooks`: the one that GitLab has today, and the proposed pre-stop hook. */
import { exec, httpGet, tcpSocket } from './handlers.ts';
import { gitlab, kubernetesHooks, kubernetesTermination, proposal, runnerHooks } from './links.ts';
import { either, list, record, text } from './shape-builders.ts';
import type { Field, ForeignKey, KeyRule } from './shape.ts';
import { gitlabVersion } from './version.ts';

const oneHandler = {
  kind: 'exactlyOne',
  keys: ['exec', 'tcp_socket', 'http_get'],
  severity: 'error',
  becauseNone: 'Kubernetes refuses a hook that names no handler type, and the job ends as a system failure',
  becauseMany:
    'Kubernetes refuses the pod (“may not specify more than 1 handler type”), and the job ends as a system failure',
  codes: { none: 'no-handler', many: 'one-handler' },
} as const satisfies KeyRule;

const sleep = {
  name: 'sleep',
  because: 'Kubernetes has this handler, the runner and the proposal do not',
  rewrite: { key: 'exec', from: 'seconds', items: ['sleep', '{}'] },
} as const satisfies ForeignKey;

/** What Kubernetes does in a container before it stops it: exactly one of three handlers. */
export const preStopHandler = {
  doc: 'What Kubernetes does in the containers of the job before it stops them: run a command or send a request. Exactly one of `exec`, `tcp_socket` and `http_get`. Without it, the handler of the runner’s own settings runs, if there is one; a job’s handler replaces that.',
  caveat:
    'For the Kubernetes executor only, and in every container of the pod: build, helper and each service. It does not run when a container’s process ends by itself.',
  notes: [
    'Its time counts against the grace period of the pod, 30 seconds unless the runner says otherwise; with a grace period of 0 it does not run at all.',
    'It may run more than once, so running it twice should do no harm.',
    'It normally runs after every job, not only when the pod is evicted, since the runner deletes the pod of a finished job.',
    'For most cleaning up, `after_script` is the simpler way.',
  ],
  shape: record(
    { exec, tcp_socket: tcpSocket, http_get: httpGet },
    { rules: [oneHandler], foreign: [sleep], closed: true },
  ),
  usual: true,
  default: { says: 'the `pre_stop` hook of the runner’s `config.toml`, if it has one' },
  nullable: true,
  example: 'pre_stop_k8s_container_handler:\n  http_get:\n    port: 8080\n    path: /shutdown',
  status: {
    proposed: `Every released GitLab, up to ${gitlabVersion}, refuses a pipeline that contains it.`,
  },
  because: 'the handler is a mapping with one of `exec`, `tcp_socket` and `http_get`',
  sources: [proposal, runnerHooks, kubernetesHooks, kubernetesTermination],
  aka: [
    'preStop',
    'pre_stop',
    'prestop',
    'pre-stop',
    'pre_stop_handler',
    'pre_stop_k8s_handler',
    'pre_stop_container_handler',
    'pre_stop_k8s_container',
    'preStopK8sContainerHandler',
  ],
} as const satisfies Field;

/** The only hook that released GitLab versions have. */
export const preGetSources = {
  doc: 'Shell lines that run before the runner fetches the repository and its submodules, to change the git configuration for example. Lines of the runner’s own `config.toml` run ahead of them; without either, nothing runs.',
  caveat: 'Skipped together with the fetch when `GIT_STRATEGY` is `none` or `empty`.',
  shape: either({ scalar: [text()], list: list(text(), { levels: 10 }), usual: 'list' }),
  usual: true,
  default: { says: 'nothing runs' },
  nullable: true,
  example: 'pre_get_sources_script:\n  - git config --global http.postBuffer 524288000',
  status: { since: '15.10' },
  because: 'GitLab takes a string or a list of strings, lists in it up to 10 levels deep',
  expands: ['shell'],
  sources: [gitlab('hookspre_get_sources_script')],
  aka: ['pre_clone_script', 'pre_get_sources', 'preGetSourcesScript', 'pre_get_source_script'],
} as const satisfies Field;

const elsewhere = [
  {
    name: 'post_get_sources_script',
    because: 'only the runner’s own `config.toml` has this hook; begin `before_script` with these lines',
  },
  { name: 'post_clone_script', because: 'only the runner’s own `config.toml` has this hook' },
  { name: 'postStart', because: 'only the runner’s own `config.toml` can set this hook of Kubernetes' },
  { name: 'post_start', because: 'only the runner’s own `config.toml` can set this hook of Kubernetes' },
] as const satisfies readonly ForeignKey[];

export const hooks = {
  doc: 'What the runner does at fixed moments of a job, outside its script. Without it, the hooks of `default` apply, if there are any.',
  caveat:
    'A job with `hooks` of its own, even an empty `{}`, gets none of those in `default`: GitLab replaces them as a whole.',
  shape: record(
    { pre_get_sources_script: preGetSources, pre_stop_k8s_container_handler: preStopHandler },
    { foreign: elsewhere, closed: true },
  ),
  default: { says: 'the hooks of `default`' },
  nullable: true,
  example: "hooks:\n  pre_get_sources_script:\n    - echo 'before the clone'",
  status: { since: '15.10' },
  because: 'GitLab takes a mapping of hook names',
  sources: [gitlab('hooks')],
  aka: ['hook', 'lifecycle'],
} as const satisfies Field;

/** Hooks in places where they are not allowed, which a rule of its own reports. */
export const misplaced = {
  name: 'hooks',
  because: 'hooks belong to jobs that a runner takes, and to `default`',
  elsewhere: true,
  told: true,
} as const satisfies ForeignKey;
