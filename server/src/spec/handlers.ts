/** The three handlers of the proposed pre-stop hook, and everything below them. */
import { kubernetesHandler, proposal, runnerHooks } from './links.ts';
import { integer, keyword, list, record, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const refusesPod = 'Kubernetes refuses the pod otherwise, and the job ends as a system failure';

const port = {
  doc: 'Where the server in the container listens, by number.',
  caveat: 'Only a number is possible: Kubernetes also knows port names, but the runner’s field holds an integer.',
  shape: integer(1, 65535, `ports go from 1 to 65535; ${refusesPod}`),
  required: true,
  example: 'port: 8080',
  placeholder: '8080',
  because: 'the runner’s field is an integer, not a string, port name or variable',
  expands: [],
  sources: [runnerHooks, kubernetesHandler],
  aka: ['containerPort', 'container_port'],
} as const satisfies Field;

const host = {
  doc: 'Name or address to connect to; without it, the address of the pod itself.',
  caveat:
    'Best left out: the connection comes from the node, so `127.0.0.1` and `localhost` mean the node, not the container.',
  notes: [
    'A pod that uses the network of its host is the exception: there the loopback address of the node is that of the pod, too.',
    'For a virtual host, set the header `Host` rather than this.',
    'An IPv6 address needs quotes: plain `::1` is a symbol to GitLab.',
  ],
  shape: text(),
  default: { says: 'the IP address of the pod' },
  nullable: true,
  example: 'host: "10.0.0.5"',
  because: 'a host is a string',
  expands: [],
  sources: [runnerHooks, kubernetesHandler],
  aka: ['hostname', 'hostName', 'host_name', 'ip'],
} as const satisfies Field;

const path = {
  doc: 'Path and query of the requested URL.',
  caveat: 'It is a URL path on the server that answers, not a file in the container.',
  notes: ['A leading `/` is added where it is missing; old kubelets added one of their own.'],
  shape: text(),
  usual: true,
  default: '/',
  nullable: true,
  example: 'path: "/shutdown?wait=5"',
  because: 'a path is a string',
  expands: [],
  sources: [runnerHooks, kubernetesHandler],
  aka: ['url', 'uri'],
} as const satisfies Field;

const scheme = {
  doc: 'Protocol of the request. Without it, plain HTTP.',
  caveat: 'Write it in upper case: Kubernetes refuses the pod for `http`, although the proposal’s own example has it.',
  shape: keyword(
    [
      { value: 'HTTP', doc: 'Plain HTTP, which is also the default.' },
      { value: 'HTTPS', doc: 'HTTP over TLS. The certificate is not verified.' },
    ],
    {
      anyCase: {
        severity: 'warning',
        because:
          'the runner hands it on as it is and Kubernetes takes upper case only; the proposal’s own example has lower case',
      },
      because: `Kubernetes knows no other scheme; ${refusesPod}`,
      closed: true,
    },
  ),
  notes: [
    'An HTTPS request that a server answers in plain HTTP is sent again as plain HTTP.',
    'Old kubelets ignored the scheme and always used plain HTTP.',
  ],
  default: 'HTTP',
  nullable: true,
  example: 'scheme: HTTPS',
  because: 'a scheme is a string',
  expands: [],
  sources: [runnerHooks, kubernetesHandler],
  aka: ['protocol'],
} as const satisfies Field;

const headerName = {
  doc: 'Name of the header, in any letter case.',
  caveat: 'Letters, digits and hyphens only: Kubernetes takes fewer characters here than HTTP itself, no `_` or `.`.',
  shape: text({
    pattern: {
      source: '[-A-Za-z0-9]+',
      says: 'made of letters, digits and hyphens only',
      because: refusesPod,
      severity: 'error',
    },
    usual: [
      {
        value: 'Host',
        doc: 'The host that the request names, for a server with several virtual hosts. It does not change where the request goes.',
      },
      { value: 'Authorization', doc: 'Credentials. They are readable for everyone who may read the pod or this file.' },
      {
        value: 'Accept',
        doc: 'Media types that the answer may have. An empty value removes the header of the kubelet.',
      },
      { value: 'User-Agent', doc: 'Who asks. Replaces the name that the kubelet gives.' },
      {
        value: 'Connection',
        doc: 'What becomes of the connection after the answer, `close` or `keep-alive`.',
        rare: true,
      },
      { value: 'Keep-Alive', doc: 'How long an open connection may be used again, `timeout=5, max=1000`.', rare: true },
      {
        value: 'X-Forwarded-Proto',
        doc: 'Scheme of the original request, for servers that redirect plain HTTP.',
        rare: true,
      },
    ],
  }),
  required: true,
  example: 'name: Host',
  because: 'a header name is a string',
  expands: [],
  sources: [runnerHooks, kubernetesHandler],
  aka: ['key', 'header'],
} as const satisfies Field;

const headerValue = {
  doc: 'Text of the header; an empty string `""` is possible.',
  caveat: 'It must be a string: quote `"10"`, `"yes"` and `"true"`, which GitLab reads as number and boolean.',
  shape: text(),
  required: true,
  example: 'value: "timeout=5, max=1000"',
  quoted: true,
  because: 'a header value is a string',
  expands: [],
  sources: [runnerHooks, kubernetesHandler],
  aka: ['content', 'val'],
} as const satisfies Field;

/** Of one header. */
export const headerFields = { name: headerName, value: headerValue } as const;

const httpHeaders = {
  doc: 'Headers to send with the request, each with `name` and `value`. Without it, only those of the kubelet are sent.',
  caveat: 'A list of pairs, not a mapping of names to values; a name may come more than once.',
  shape: list(record(headerFields, { closed: true }), {}),
  notes: ['Old kubelets sent none of these headers.'],
  default: { says: 'the headers of the kubelet only' },
  nullable: true,
  example: 'http_headers:\n  - name: Host\n    value: app.example.com',
  because: 'headers are a list in the runner’s settings',
  sources: [runnerHooks, kubernetesHandler],
  aka: ['httpHeaders', 'headers', 'http_header', 'httpHeader'],
} as const satisfies Field;

export const exec = {
  doc: 'Runs a command inside the container, such as `["sh", "-c", "…"]`. Its output is in no log; when it fails, the container stops all the same.',
  caveat:
    'The proposal leaves open whether this is one command with its arguments, as in Kubernetes, or lines of a script. Read as a command, no shell starts and the working directory is `/`.',
  notes: [
    'A command that fails leaves the event `FailedPreStopHook` at the pod.',
    'A list of a single word, such as the path of an executable, means the same either way.',
    'The program has to exist in the images of the helper and of every service, too.',
    'A shell in the container knows public variables only: those of the YAML file, but none of the project’s or group’s settings and nothing that the script exported.',
  ],
  shape: list(text(), {
    levels: 10,
    min: 1,
    flat: true,
    because: 'Kubernetes refuses an empty command, and the job ends as a system failure',
    lone: 'warning',
    unwrap: ['command', 'cmd', 'args'],
  }),
  example: 'exec: ["rm", "-f", "/shared/job.lock"]',
  because: 'each entry is a string',
  sources: [runnerHooks, kubernetesHandler, proposal],
  aka: ['command', 'run', 'script'],
} as const satisfies Field;

export const tcpSocket = {
  doc: 'Meant to open a TCP connection to the container before it stops.',
  caveat:
    'Does nothing: Kubernetes takes the field for compatibility but runs no such handler, which leaves only an event of a failed hook. Use `exec` or `http_get`.',
  shape: record({ port, host }, { closed: true }),
  example: 'tcp_socket:\n  port: 8080',
  status: { deprecated: 'Kubernetes does not run it as a lifecycle handler.', instead: ['exec', 'http_get'] },
  because: 'the handler is a mapping in the runner’s settings',
  sources: [kubernetesHandler, runnerHooks],
  aka: ['tcpSocket', 'tcp', 'tcpsocket', 'tcp-socket'],
} as const satisfies Field;

export const httpGet = {
  doc: 'Sends a GET request to a server in the container. Whatever HTTP status it answers with, the hook has succeeded.',
  caveat:
    'The request comes from the node: the server has to listen on the address of the pod, not on `127.0.0.1` alone.',
  notes: ['Without further keys it asks for `http://POD-IP:PORT/`.'],
  shape: record({ port, path, host, scheme, http_headers: httpHeaders }, { closed: true }),
  example: 'http_get:\n  port: 8080\n  path: /shutdown',
  because: 'the handler is a mapping in the runner’s settings',
  sources: [kubernetesHandler, runnerHooks],
  aka: ['httpGet', 'http', 'httpget', 'http-get'],
} as const satisfies Field;
