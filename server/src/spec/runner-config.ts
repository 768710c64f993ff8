/**
 * The lifecycle hooks in a runner's `config.toml`: the handlers of the table under the runner's names. Only the
 * differences are written here, each with its reason; everything else is taken over. Examples are TOML.
 */
import { exec, headerFields, httpGet, tcpSocket } from './handlers.ts';
import { preStopHandler } from './hooks.ts';
import { kubernetesHandler, kubernetesHooks, kubernetesTermination, runnerHooks } from './links.ts';
import { list, record } from './shape-builders.ts';
import type { Field, Fields } from './shape.ts';

const PRE_STOP = 'runners.kubernetes.container_lifecycle.pre_stop';

const command = {
  doc: 'The program and its arguments, each a string of its own, such as `["sh", "-c", "…"]`.',
  caveat:
    'No shell runs it, and the working directory is `/`: a line with spaces or operators needs a shell of its own.',
  shape: { ...exec.shape, levels: 1 },
  required: true,
  example: 'command = ["rm", "-f", "/shared/job.lock"]',
  because: 'the runner’s field is an array of strings',
  sources: [runnerHooks, kubernetesHandler],
  aka: ['cmd', 'args', 'exec', 'script', 'run'],
} as const satisfies Field;

const { port, path, host, scheme, http_headers: headers } = httpGet.shape.fields;

/** The fields of one header. */
export const headerTable = {
  name: { ...headerFields.name, example: 'name = "Host"' },
  value: {
    ...headerFields.value,
    caveat: 'It must be a string, in quotes also where it is a number.',
    example: 'value = "timeout=5, max=1000"',
  },
} as const satisfies Fields;

const requestFields = {
  port: { ...port, example: 'port = 8080' },
  path: { ...path, example: 'path = "/shutdown?wait=5"' },
  host: { ...host, example: 'host = "10.0.0.5"' },
  scheme: {
    ...scheme,
    caveat: 'In upper case: the runner hands it on as it is, and Kubernetes refuses the pod for `http`.',
    // there is no GitLab in between that could convert it
    shape: {
      ...scheme.shape,
      anyCase: {
        severity: 'error',
        because: 'the runner hands it on as it is, and Kubernetes refuses the pod for anything but upper case',
      },
    },
    example: 'scheme = "HTTPS"',
  },
  http_headers: {
    ...headers,
    doc: 'Headers to send with the request, a table `[[…http_headers]]` for each. Without it, only those of the kubelet are sent.',
    caveat: 'An array of tables with `name` and `value`, not a table of names; a name may come more than once.',
    shape: list(record(headerTable, { closed: true })),
    example: `[[${PRE_STOP}.http_get.http_headers]]\nname = "Host"\nvalue = "app.example.com"`,
  },
} as const satisfies Fields;

const handlers = {
  exec: {
    ...exec,
    caveat: 'One command with its arguments: no shell starts, and the working directory is `/`.',
    shape: record({ command }, { closed: true }),
    example: `[${PRE_STOP}.exec]\n${command.example}`,
    because: 'the runner’s field is a table with `command`',
    sources: [runnerHooks, kubernetesHandler],
  },
  tcp_socket: {
    ...tcpSocket,
    shape: record({ port: requestFields.port, host: requestFields.host }, { closed: true }),
    example: `[${PRE_STOP}.tcp_socket]\nport = 8080`,
    because: 'the runner’s field is a table',
  },
  http_get: {
    ...httpGet,
    shape: record(requestFields, { closed: true }),
    example: `[${PRE_STOP}.http_get]\nport = 8080\npath = "/shutdown"`,
    because: 'the runner’s field is a table',
  },
} as const satisfies Fields;

const handler = { ...preStopHandler.shape, fields: handlers };

/** `pre_stop` and `post_start` below `[runners.kubernetes.container_lifecycle]`, for all jobs of the runner. */
export const containerLifecycle = {
  doc: 'What Kubernetes does in every container of each job’s pod after it starts and before it stops: build, helper and each service.',
  caveat: 'For the Kubernetes executor only; the handlers apply to all jobs of this runner.',
  shape: record(
    {
      pre_stop: {
        doc: 'What Kubernetes does in the containers of every job before it stops them: run a command or send a request. Exactly one of `exec`, `tcp_socket` and `http_get`.',
        caveat: preStopHandler.caveat,
        notes: preStopHandler.notes,
        shape: handler,
        usual: true,
        default: { says: 'nothing runs' },
        example: handlers.http_get.example,
        because: preStopHandler.because,
        sources: [runnerHooks, kubernetesHooks, kubernetesTermination],
        aka: [...preStopHandler.aka, 'pre_stop_k8s_container_handler'],
      },
      post_start: {
        doc: 'What Kubernetes does in the containers of every job right after it has created them. Exactly one of `exec`, `tcp_socket` and `http_get`.',
        caveat:
          'If it fails, Kubernetes kills the container. It may run before the main process of the container does.',
        shape: handler,
        default: { says: 'nothing runs' },
        example: '[runners.kubernetes.container_lifecycle.post_start.exec]\ncommand = ["mkdir", "-p", "/shared"]',
        because: preStopHandler.because,
        sources: [runnerHooks, kubernetesHooks],
        aka: ['postStart', 'poststart', 'post-start', 'post_start_handler'],
      },
    },
    { closed: true },
  ),
  example: handlers.exec.example,
  because: 'the runner’s field is a table with `pre_stop` and `post_start`',
  sources: [runnerHooks, kubernetesHooks],
  aka: ['lifecycle', 'containerLifecycle', 'container_lifecycles', 'lifecycle_hooks', 'container_lifecycle_hooks'],
} as const satisfies Field;

/** The tables around the hooks, from the top of the file. */
export const LIFECYCLE_PATH = ['runners', 'kubernetes', 'container_lifecycle'] as const;
