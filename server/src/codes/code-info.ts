/** The columns of the table of codes, and what its rows share: pages of documentation and files around the examples. */

/** The most severe first. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

export type Severity = (typeof SEVERITIES)[number];

export interface CodeInfo {
  /** Default severity; `gitlabCi.rules` and comments in the file change it. */
  readonly severity: Severity;
  /** A short name for lists and menus. */
  readonly title: string;
  /** Why it matters and how to fix it, in Markdown. */
  readonly doc: string;
  /** The page of documentation that the rule rests on. */
  readonly href: string;
  /**
   * The rule rests on what the table says about a key: the page of that key, where it is known, is better than `href`.
   */
  readonly ofKey?: true;
  /**
   * Says that something is missing, which is certain only if every file was read. With `pipeline`, it stays silent in a
   * file whose pipeline is not known, since the file that includes this one may have it.
   */
  readonly absence?: 'files' | 'pipeline';
  /** Its message or fixes depend on which names exist, so the rule runs again when names are added or removed. */
  readonly dependsOnNames?: true;
  /**
   * GitLab cannot read the file because of it: fixes are tried on what recovery makes of the text, and no comment
   * suppresses it.
   */
  readonly breaksReading?: true;
  /** Not shown while its line is being typed: `always`, or only while the line is `incomplete`. */
  readonly whileTyping?: 'always' | 'incomplete';
  /** Holds for the pipeline as a whole but is found at many jobs: reported once per file. */
  readonly onceAFile?: true;
  /** Not repeated in the files that include what is wrong: it is in nobody's way until a job runs. */
  readonly onlyWhereWritten?: true;
  /**
   * Adds nothing to the problem it yields to: an error of the table within its range, or `lone-header` at its place.
   */
  readonly yieldsTo?: 'table' | 'lone-header';
  /** The program that finds it: the examples are judged by that, not by us. */
  readonly tool?: 'shellcheck';
  readonly failing: string;
  /** The version of GitLab that the examples are checked for, where that matters. */
  readonly gitlabVersion?: string;
  /** The setting `kubernetes.otherTags` for the failing example, where it says nothing without. */
  readonly otherTags?: readonly string[];
  readonly passing: string;
}

export const PROPOSAL = 'https://gitlab.com/gitlab-org/gitlab/-/merge_requests/130793';
export const HOOKS = 'https://docs.gitlab.com/ci/yaml/#hooks';
export const KEYWORDS = 'https://docs.gitlab.com/ci/yaml/';
export const VARIABLES = 'https://docs.gitlab.com/ci/variables/where_variables_can_be_used/';
export const PREDEFINED = 'https://docs.gitlab.com/ci/variables/predefined_variables/';
export const REUSE = 'https://docs.gitlab.com/ci/yaml/yaml_optimization/';
export const HEADER = 'https://docs.gitlab.com/ci/yaml/#header-keywords';
export const LIMITS = 'https://docs.gitlab.com/administration/instance_limits/#cicd-limits';
export const LINT = 'https://docs.gitlab.com/ci/yaml/lint/';
export const RUNNER = 'https://docs.gitlab.com/runner/executors/kubernetes/#container-lifecycle-hooks';
export const RUNNER_SHELLS = 'https://docs.gitlab.com/runner/shells/';
export const HANDLERS =
  'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations';
export const POD = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#lifecycle';
export const TOML = 'https://toml.io/en/v1.0.0';
export const YAML = 'https://yaml.org/spec/1.1/';
export const INCLUDE = 'https://docs.gitlab.com/ci/yaml/includes/';
export const RE2 = 'https://github.com/google/re2/wiki/Syntax';
export const SEVERAL = 'https://docs.gitlab.com/ci/jobs/job_rules/#avoid-duplicate-pipelines';
export const CONDITIONS = 'https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions';
export const INPUTS = 'https://docs.gitlab.com/ci/inputs/';
export const EXPRESSIONS = 'https://docs.gitlab.com/ci/functions/moa/';
export const JOB_INPUTS = 'https://docs.gitlab.com/ci/jobs/job_inputs/';
export const STAGES = 'https://docs.gitlab.com/ci/yaml/#stages';
export const NEEDS = 'https://docs.gitlab.com/ci/yaml/#needs';
export const DEPENDENCIES = 'https://docs.gitlab.com/ci/yaml/#dependencies';
export const ON_STOP = 'https://docs.gitlab.com/ci/yaml/#environmenton_stop';
export const EXTENDS = 'https://docs.gitlab.com/ci/yaml/#extends';

/** A whole file with these lines in a pre-stop handler. */
export function handler(...lines: readonly string[]): string {
  return hooks('pre_stop_k8s_container_handler:', ...lines.map(line => `  ${line}`));
}

/** A whole file with these lines in a job's hooks. */
export function hooks(...lines: readonly string[]): string {
  return ['job:', '  script: make', '  hooks:', ...lines.map(line => `    ${line}`), ''].join('\n');
}

export function file(...lines: readonly string[]): string {
  return [...lines, ''].join('\n');
}

/** Several files of a repository; the pipeline starts in the first. */
export function files(texts: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(texts)
    .map(([name, lines]) => `-- ${name} --\n${file(...lines)}`)
    .join('');
}

/** Templates, each of which extends the previous one. */
export function chain(length: number): readonly string[] {
  return Array.from({ length }, (_, index) => `.t${index + 1}: { extends: .t${index} }`);
}

export const DEFAULT_HANDLER = [
  'default:',
  '  hooks:',
  '    pre_stop_k8s_container_handler:',
  '      http_get:',
  '        port: 8080',
];

/** A job with an environment that the next job stops; the environment of that one is left for the example to add. */
export const DEPLOYMENT = [
  'review:',
  '  script: make review',
  '  environment: { name: review, on_stop: stop }',
  'stop:',
  '  script: make stop',
  '  when: manual',
];
