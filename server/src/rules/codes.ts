/** Every code a problem can carry: severity, documentation and one failing and one passing example, which are run as tests. */
import { gitlabVersion } from '../spec/version.ts';
import type { Severity } from '../text/problem.ts';

export interface CodeInfo {
  /** Default severity; `gitlabCi.rules` and comments in the file change it. */
  readonly severity: Severity;
  /** A short name for lists and menus. */
  readonly title: string;
  /** Why it matters and how to mend it, in Markdown. */
  readonly doc: string;
  /** The page on which the rule rests. */
  readonly href: string;
  readonly failing: string;
  readonly passing: string;
}

const PROPOSAL = 'https://gitlab.com/gitlab-org/gitlab/-/merge_requests/130793';
const HOOKS = 'https://docs.gitlab.com/ci/yaml/#hooks';
const KEYWORDS = 'https://docs.gitlab.com/ci/yaml/';
const VARIABLES = 'https://docs.gitlab.com/ci/variables/where_variables_can_be_used/';
const REUSE = 'https://docs.gitlab.com/ci/yaml/yaml_optimization/';
const HEADER = 'https://docs.gitlab.com/ci/yaml/#header-keywords';
const LIMITS = 'https://docs.gitlab.com/administration/instance_limits/#cicd-limits';
const LINT = 'https://docs.gitlab.com/ci/yaml/lint/';
const RUNNER = 'https://docs.gitlab.com/runner/executors/kubernetes/#container-lifecycle-hooks';
const HANDLERS =
  'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations';
const POD = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#lifecycle';
const YAML = 'https://yaml.org/spec/1.1/';
const INCLUDE = 'https://docs.gitlab.com/ci/yaml/includes/';
const EXTENDS = 'https://docs.gitlab.com/ci/yaml/#extends';

/** A whole file around the lines of a pre-stop handler. */
function handler(...lines: readonly string[]): string {
  return hooks('pre_stop_k8s_container_handler:', ...lines.map(line => `  ${line}`));
}

/** A whole file around the lines of a job's hooks. */
function hooks(...lines: readonly string[]): string {
  return ['job:', '  script: make', '  hooks:', ...lines.map(line => `    ${line}`), ''].join('\n');
}

function file(...lines: readonly string[]): string {
  return [...lines, ''].join('\n');
}

/** Several files of a repository, the one in which the pipeline starts first. */
function files(texts: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(texts)
    .map(([name, lines]) => `-- ${name} --\n${file(...lines)}`)
    .join('');
}

/** Templates, each of which extends the one before. */
function chain(length: number): readonly string[] {
  return Array.from({ length }, (_, index) => `.t${index + 1}: { extends: .t${index} }`);
}

const DEFAULT_HANDLER = [
  'default:',
  '  hooks:',
  '    pre_stop_k8s_container_handler:',
  '      http_get:',
  '        port: 8080',
];

/** The codes in the order of the manual: what breaks the reading, what breaks the shape, what works otherwise than it seems, taste. */
export const CODES = {
  'yaml-syntax': {
    severity: 'error',
    title: 'YAML syntax',
    doc: 'GitLab cannot read the file at all. Only the cause is reported, not what follows from it.',
    href: LINT,
    failing: file('job:', '  script: "make'),
    passing: file('job:', '  script: "make"'),
  },
  'conflict-markers': {
    severity: 'error',
    title: 'Merge conflict',
    doc: 'The file holds a conflict that git could not resolve; keep one side and delete the marker lines.',
    href: LINT,
    failing: file('job:', '<<<<<<< ours', '  script: make', '=======', '  script: ninja', '>>>>>>> theirs'),
    passing: file('job:', '  script: make'),
  },
  'refused-type': {
    severity: 'error',
    title: 'Value that GitLab refuses to load',
    doc: 'An unquoted date, a time and some tags stand for Ruby objects that GitLab does not load: the whole file is refused. Quote the value.',
    href: REUSE,
    failing: file('job:', '  script: make', '  variables:', '    DAY: 2024-01-31'),
    passing: file('job:', '  script: make', '  variables:', '    DAY: "2024-01-31"'),
  },
  'unknown-anchor': {
    severity: 'error',
    title: 'Unknown anchor',
    doc: 'An alias stands for what an anchor above it holds, in the same document of the same file. Without that anchor GitLab refuses the file; parts of other files are reached by `!reference` or `extends`.',
    href: REUSE,
    failing: file('job:', '  script: *commands'),
    passing: file('.commands: &commands [make]', 'job:', '  script: *commands'),
  },
  'too-big': {
    severity: 'error',
    title: 'More than GitLab reads',
    doc: 'GitLab reads 2 MiB of text, 100 levels of nesting, and only so much that aliases copy; an alias inside of what it stands for has no end at all.',
    href: LIMITS,
    failing: file('job: &job', '  script: make', '  again: *job'),
    passing: file('job: &job', '  script: make', 'again: *job'),
  },
  'unknown-key': {
    severity: 'error',
    title: 'Unknown key',
    doc: 'GitLab refuses a file with a key that it does not know at this place: another spelling of a keyword, one that belongs elsewhere, or anything at all where no new key can come. Kubernetes and Runner spellings get the name used here.',
    href: KEYWORDS,
    failing: handler('tcpSocket:', '  port: 8080'),
    passing: handler('http_get:', '  port: 8080'),
  },
  'newer-key': {
    severity: 'warning',
    title: 'Key not known to this version',
    doc: `GitLab ${gitlabVersion} does not know the key and would refuse the file. A newer one may know it, so that this is a warning only; what looks like a slip of the pen is an error.`,
    href: KEYWORDS,
    failing: file('job:', '  script: make', '  temperature: 20'),
    passing: file('job:', '  script: make', '  timeout: 20 minutes'),
  },
  'removed-key': {
    severity: 'error',
    title: 'Key that is gone',
    doc: 'GitLab knew this key once and refuses the file today. The message says what took its place.',
    href: KEYWORDS,
    failing: file('job:', '  script: make', '  type: build'),
    passing: file('job:', '  script: make', '  stage: build'),
  },
  'conflicting-keys': {
    severity: 'error',
    title: 'Keys that do not go together',
    doc: 'Each key is possible by itself, but GitLab refuses them together, or one of them without a certain value of the other.',
    href: KEYWORDS,
    failing: file('job:', '  script: make', '  only: [main]', '  rules:', '    - if: $CI_COMMIT_TAG'),
    passing: file('job:', '  script: make', '  rules:', '    - if: $CI_COMMIT_TAG'),
  },
  'no-handler': {
    severity: 'error',
    title: 'No handler',
    doc: 'A pre-stop handler needs exactly one of `exec`, `http_get` and `tcp_socket`; with none of them Kubernetes refuses the pod.',
    href: HANDLERS,
    failing: hooks('pre_stop_k8s_container_handler: {}'),
    passing: handler('exec: [/usr/local/bin/goodbye]'),
  },
  'one-handler': {
    severity: 'error',
    title: 'More than one handler',
    doc: 'Only one handler can be used. Kubernetes refuses a pod with two ("may not specify more than 1 handler type") and the job ends as a system failure.',
    href: HANDLERS,
    failing: handler('exec: [/usr/local/bin/goodbye]', 'http_get:', '  port: 8080'),
    passing: handler('http_get:', '  port: 8080'),
  },
  'missing-key': {
    severity: 'error',
    title: 'Missing key',
    doc: 'A key that has no default is not there. Reported only where it cannot come from `extends`, `include` or an anchor.',
    href: RUNNER,
    failing: handler('http_get:', '  path: /stop'),
    passing: handler('http_get:', '  port: 8080', '  path: /stop'),
  },
  'empty-value': {
    severity: 'error',
    title: 'Empty value',
    doc: 'A key stands there without the value it needs.',
    href: RUNNER,
    failing: handler('exec: []'),
    passing: handler('exec: [/usr/local/bin/goodbye]'),
  },
  'wrong-type': {
    severity: 'error',
    title: 'Wrong type',
    doc: 'The value is of another type than the field: a text where a number is needed, a list in place of a mapping. Quotes make a text of anything.',
    href: RUNNER,
    failing: handler('http_get:', '  port: "8080"'),
    passing: handler('http_get:', '  port: 8080'),
  },
  'text-for-list': {
    severity: 'warning',
    title: 'Text in place of a list',
    doc: 'The proposal shows a list here; whether a single text would be taken is not settled. A list with one item says the same.',
    href: PROPOSAL,
    failing: handler('exec: /usr/local/bin/goodbye'),
    passing: handler('exec:', '  - /usr/local/bin/goodbye'),
  },
  'unquoted-colon': {
    severity: 'error',
    title: 'Line that became a mapping',
    doc: 'A colon followed by a space makes a key and a value of a line that was meant as text. Quote the line.',
    href: KEYWORDS,
    failing: handler('exec:', '  - echo status: done'),
    passing: handler('exec:', '  - "echo status: done"'),
  },
  'out-of-range': {
    severity: 'error',
    title: 'Number out of range',
    doc: 'GitLab, the runner or Kubernetes takes numbers within certain limits only; the message says which and who.',
    href: KEYWORDS,
    failing: handler('http_get:', '  port: 70000'),
    passing: handler('http_get:', '  port: 7000'),
  },
  'surprising-number': {
    severity: 'warning',
    title: 'Number that GitLab reads as another',
    doc: 'A leading zero makes a number octal, a colon makes it one to the base 60; commas and underscores vanish, and so does the last zero of `3.10`. Write the plain decimal, or quote what is to be a text.',
    href: YAML,
    failing: handler('http_get:', '  port: 0100'),
    passing: handler('http_get:', '  port: 64'),
  },
  'symbol-value': {
    severity: 'warning',
    title: 'Text that loses its first colon',
    doc: 'A plain text that begins with a colon is a Ruby symbol to GitLab and loses that colon: `::1` becomes `:1`. Quote it.',
    href: KEYWORDS,
    failing: handler('http_get:', '  port: 8080', '  host: ::1'),
    passing: handler('http_get:', '  port: 8080', '  host: "fd00::1"'),
  },
  'wrong-form': {
    severity: 'error',
    title: 'Text of the wrong form',
    doc: 'Only certain characters are allowed here: in the name of a header, of an environment or of a cache, for example. The message says which and who refuses others.',
    href: KEYWORDS,
    failing: handler('http_get:', '  port: 8080', '  http_headers:', '    - name: X_Reason', '      value: stop'),
    passing: handler('http_get:', '  port: 8080', '  http_headers:', '    - name: X-Reason', '      value: stop'),
  },
  'unknown-value': {
    severity: 'error',
    title: 'Unknown value',
    doc: 'Only certain words are allowed here, and this is close to one of them or known to be refused.',
    href: KEYWORDS,
    failing: handler('http_get:', '  port: 8080', '  scheme: FTP'),
    passing: handler('http_get:', '  port: 8080', '  scheme: HTTPS'),
  },
  'newer-value': {
    severity: 'warning',
    title: 'Value not known to this version',
    doc: `GitLab ${gitlabVersion} does not know the word. A newer one may know it, so that this is a warning only; what looks like a slip of the pen is an error.`,
    href: KEYWORDS,
    failing: file('job:', '  script: make', '  when: tomorrow'),
    passing: file('job:', '  script: make', '  when: manual'),
  },
  'too-many-entries': {
    severity: 'error',
    title: 'Too many entries',
    doc: 'GitLab takes only so many entries in this list.',
    href: KEYWORDS,
    failing: file('job:', '  script: make', '  cache:', ...['a', 'b', 'c', 'd', 'e'].map(key => `    - key: ${key}`)),
    passing: file('job:', '  script: make', '  cache:', '    - key: a', '    - key: b'),
  },
  'misplaced-hooks': {
    severity: 'error',
    title: 'Hooks where they cannot stand',
    doc: 'Hooks belong to a job that a runner executes, or to `default:`. Trigger jobs, `workflow`, a `spec:` header and the top level have none.',
    href: HOOKS,
    failing: file('deploy:', '  trigger: group/project', '  hooks:', '    pre_get_sources_script: echo hello'),
    passing: file('deploy:', '  script: make deploy', '  hooks:', '    pre_get_sources_script: echo hello'),
  },
  'missing-include': {
    severity: 'error',
    title: 'Included file that is not there',
    doc: 'A local file is looked for from the root of the repository, whichever file includes it, and letter case counts.',
    href: INCLUDE,
    failing: file('include: ci/build.yml', 'job:', '  script: make'),
    passing: files({ '.gitlab-ci.yml': ['include: ci/build.yml'], 'ci/build.yml': ['job:', '  script: make'] }),
  },
  'include-extension': {
    severity: 'error',
    title: 'Included file of another kind',
    doc: 'The name of an included file must end in `.yml` or `.yaml`.',
    href: INCLUDE,
    failing: file('include: ci/build.txt', 'job:', '  script: make'),
    passing: files({ '.gitlab-ci.yml': ['include: ci/build.yml'], 'ci/build.yml': ['job:', '  script: make'] }),
  },
  'invalid-include': {
    severity: 'error',
    title: 'Entry that includes nothing',
    doc: 'An entry of `include` is a path, or a mapping that says in exactly one way where the file is.',
    href: INCLUDE,
    failing: file('include: !reference [.files, all]', 'job:', '  script: make'),
    passing: files({ '.gitlab-ci.yml': ['include: [ci/build.yml]'], 'ci/build.yml': ['job:', '  script: make'] }),
  },
  'empty-include': {
    severity: 'error',
    title: 'Included file without content',
    doc: 'GitLab refuses a pipeline that includes a file in which nothing stands.',
    href: INCLUDE,
    failing: files({ '.gitlab-ci.yml': ['include: ci/build.yml', 'job:', '  script: make'], 'ci/build.yml': [''] }),
    passing: files({ '.gitlab-ci.yml': ['include: ci/build.yml'], 'ci/build.yml': ['job:', '  script: make'] }),
  },
  'broken-include': {
    severity: 'error',
    title: 'Included file that cannot be loaded',
    doc: 'GitLab cannot read the included file, and refuses the pipeline with it. The message says why; mend that file.',
    href: INCLUDE,
    failing: files({
      '.gitlab-ci.yml': ['include: ci/build.yml'],
      'ci/build.yml': ['job:', '  script: make', '  variables: { DAY: 2024-01-31 }'],
    }),
    passing: files({ '.gitlab-ci.yml': ['include: ci/build.yml'], 'ci/build.yml': ['job:', '  script: make'] }),
  },
  'too-many-includes': {
    severity: 'error',
    title: 'More files than GitLab includes',
    doc: 'A pipeline takes 150 included files at most, each counted as often as it is included. A file that includes itself ends like this, too.',
    href: INCLUDE,
    failing: file('include: .gitlab-ci.yml', 'job:', '  script: make'),
    passing: file('job:', '  script: make'),
  },
  'unknown-base': {
    severity: 'error',
    title: 'Unknown template',
    doc: '`extends` names a job or template that is in none of the files of the pipeline. Not reported where some of them cannot be read here.',
    href: EXTENDS,
    failing: file('job:', '  extends: .base', '  script: make'),
    passing: file('.base:', '  image: alpine', 'job:', '  extends: .base', '  script: make'),
  },
  'invalid-base': {
    severity: 'error',
    title: 'Base that is no job',
    doc: '`extends` takes jobs and templates, which are mappings.',
    href: EXTENDS,
    failing: file('.base: [make]', 'job:', '  extends: .base', '  script: make'),
    passing: file('.base:', '  image: alpine', 'job:', '  extends: .base', '  script: make'),
  },
  'circular-extends': {
    severity: 'error',
    title: 'Templates that extend each other',
    doc: 'A chain of `extends` leads back to where it began.',
    href: EXTENDS,
    failing: file('.a:', '  extends: .b', '.b:', '  extends: .a', 'job:', '  script: make'),
    passing: file('.a:', '  extends: .b', '.b:', '  image: alpine', 'job:', '  script: make'),
  },
  'extends-too-deep': {
    severity: 'error',
    title: 'Chain of templates that is too long',
    doc: 'GitLab follows `extends` eleven steps and refuses the next.',
    href: EXTENDS,
    failing: file('.t0: { image: alpine }', ...chain(12), 'job:', '  script: make'),
    passing: file('.t0: { image: alpine }', ...chain(11), 'job:', '  script: make'),
  },
  'unknown-reference': {
    severity: 'error',
    title: 'Reference that leads to nothing',
    doc: '`!reference` takes keys from the top of the merged configuration downwards. Not reported where some of its files cannot be read here.',
    href: REUSE,
    failing: file('job:', '  script: !reference [.commands, script]'),
    passing: file('.commands:', '  script: make', 'job:', '  script: !reference [.commands, script]'),
  },
  'invalid-reference': {
    severity: 'error',
    title: 'Reference without a path',
    doc: '`!reference` takes a list of one or more texts.',
    href: REUSE,
    failing: file('.commands: [make]', 'job:', '  script: !reference .commands'),
    passing: file('.commands: [make]', 'job:', '  script: !reference [.commands]'),
  },
  'circular-reference': {
    severity: 'error',
    title: 'Reference that leads back to itself',
    doc: 'What `!reference` stands for must not hold the same `!reference` again.',
    href: REUSE,
    failing: file('job:', '  script: !reference [job, script]'),
    passing: file('.commands: [make]', 'job:', '  script: !reference [.commands]'),
  },
  'no-script': {
    severity: 'error',
    title: 'Job that does nothing',
    doc: 'GitLab takes a top-level key that it does not know for a job, and a job needs `script`, `run` or `trigger`. A name that begins with a dot makes a template of it.',
    href: KEYWORDS,
    failing: file('job:', '  image: alpine'),
    passing: file('.job:', '  image: alpine', 'other:', '  script: make'),
  },
  'lost-handler': {
    severity: 'warning',
    title: 'Handler of default that is lost',
    doc: 'A job with `hooks` of its own gets none of those in `default:`, not even those that it does not set itself. `!reference [default, hooks, …]` brings one back; `inherit` without `hooks` says that the loss is meant.',
    href: HOOKS,
    failing: file(...DEFAULT_HANDLER, 'job:', '  script: make', '  hooks:', '    pre_get_sources_script: echo hello'),
    passing: file(...DEFAULT_HANDLER, 'job:', '  script: make', '  hooks: {}'),
  },
  'overwritten-key': {
    severity: 'warning',
    title: 'Key that a merge key overwrites',
    doc: 'To GitLab the order counts: what `<<` brings overwrites the keys above it, and only keys below it win. Write `<<` first.',
    href: REUSE,
    failing: file('.base: &base', '  image: alpine', 'job:', '  script: make', '  image: debian', '  <<: *base'),
    passing: file('.base: &base', '  image: alpine', 'job:', '  <<: *base', '  script: make', '  image: debian'),
  },
  'tcp-socket-handler': {
    severity: 'warning',
    title: 'Handler that Kubernetes does not run',
    doc: 'Kubernetes accepts `tcpSocket` in a lifecycle hook but never runs it: the job passes and the hook does nothing. Use `exec` or `http_get`.',
    href: POD,
    failing: handler('tcp_socket:', '  port: 8080'),
    passing: handler('http_get:', '  port: 8080'),
  },
  'loopback-host': {
    severity: 'warning',
    title: 'Loopback address of the node',
    doc: 'The kubelet sends the request from the node, so a loopback address is the node itself and not the container (unless the pod uses the network of its host). Without `host` the address of the pod is used; the server must listen on it.',
    href: HANDLERS,
    failing: handler('http_get:', '  port: 8080', '  host: 127.0.0.1'),
    passing: handler('http_get:', '  port: 8080'),
  },
  'host-form': {
    severity: 'warning',
    title: 'Host that is more than a host',
    doc: 'The host is a name or an address alone; scheme, port and path have fields of their own.',
    href: POD,
    failing: handler('http_get:', '  port: 8080', '  host: http://example.com/stop'),
    passing: handler('http_get:', '  port: 8080', '  host: example.com', '  path: /stop'),
  },
  'letter-case': {
    severity: 'warning',
    title: 'Wrong letter case',
    doc: 'Kubernetes knows only `HTTP` and `HTTPS` in upper case and refuses the pod otherwise. A warning only, because the example of the proposal writes `http`, and GitLab may yet convert it.',
    href: POD,
    failing: handler('http_get:', '  port: 8080', '  scheme: http'),
    passing: handler('http_get:', '  port: 8080', '  scheme: HTTP'),
  },
  'header-value': {
    severity: 'warning',
    title: 'Line break in a header value',
    doc: 'A header is one line; a request with a line break in a value is not sent.',
    href: HANDLERS,
    failing: handler(
      'http_get:',
      '  port: 8080',
      '  http_headers:',
      '    - name: X-Reason',
      '      value: |',
      '        one',
      '        two',
    ),
    passing: handler('http_get:', '  port: 8080', '  http_headers:', '    - name: X-Reason', '      value: one two'),
  },
  'duplicate-key': {
    severity: 'warning',
    title: 'Key that is written twice',
    doc: 'GitLab keeps the last one and drops the earlier without a word.',
    href: KEYWORDS,
    failing: handler('exec: [/bin/one]', 'exec: [/bin/two]'),
    passing: handler('exec: [/bin/two]'),
  },
  'ignored-document': {
    severity: 'warning',
    title: 'Part of the file that GitLab does not use',
    doc: 'A file is one document, or a `spec:` header and one document behind it. What stands in any other is left out without a word.',
    href: HEADER,
    failing: file('job:', '  script: make', '---', 'other:', '  script: make'),
    passing: file('spec:', '  inputs: {}', '---', 'job:', '  script: make'),
  },
  'proposed-keyword': {
    severity: 'information',
    title: 'Proposed keyword',
    doc: `No released GitLab knows this keyword yet: GitLab up to ${gitlabVersion} refuses a file that has it. Shown once a file.`,
    href: PROPOSAL,
    failing: handler('exec: [/usr/local/bin/goodbye]'),
    passing: hooks('pre_get_sources_script: echo hello'),
  },
  'needs-shell': {
    severity: 'hint',
    title: 'Line that needs a shell',
    doc: 'Whether the items of `exec` are the words of one command or the lines of a script is not settled in the proposal. As the words of a command, a whole line is the name of a program that does not exist. `["sh", "-c", "…"]` is right there.',
    href: PROPOSAL,
    failing: handler('exec:', "  - echo 'goodbye container !'"),
    passing: handler('exec: [sh, -c, "echo \'goodbye container !\'"]'),
  },
  'unexpanded-variable': {
    severity: 'hint',
    title: 'Variable that nothing expands',
    doc: 'Neither GitLab nor the runner expands variables in a pre-stop handler; only a shell that you start there does.',
    href: VARIABLES,
    failing: handler('http_get:', '  port: 8080', '  host: $SERVER'),
    passing: handler('exec: [sh, -c, "curl $SERVER"]'),
  },
  'path-form': {
    severity: 'hint',
    title: 'Path that is not sent as written',
    doc: 'The path becomes part of a URL: it should begin with a slash, a part after `#` is not sent, and a space must be written `%20`.',
    href: POD,
    failing: handler('http_get:', '  port: 8080', '  path: "stop#now"'),
    passing: handler('http_get:', '  port: 8080', '  path: /stop?now=1'),
  },
  'unknown-code': {
    severity: 'hint',
    title: 'Comment that silences nothing',
    doc: 'The code behind `# gitlab-ci-disable-next-line` or `# gitlab-ci-disable-file` is none of those in this list.',
    href: KEYWORDS,
    failing: file('# gitlab-ci-disable-file no-handlers', 'job:', '  script: make'),
    passing: file('# gitlab-ci-disable-file no-handler -- a reason may follow', 'job:', '  script: make'),
  },
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof CODES;

/** What is known of a code; nothing for a text that is none. */
export function codeInfo(code: string): CodeInfo | undefined {
  return isCode(code) ? CODES[code] : undefined;
}

/** Whether the text names a code, as in a setting or a comment. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}
