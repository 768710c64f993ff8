/** The tools of the Model Context Protocol as data: each asks one command, with options that it puts together itself. */
import { isCode } from '../../codes/codes.ts';
import { describe } from '../../readings/describe.ts';
import { find } from '../../readings/find.ts';
import { short } from '../../text/shown.ts';
import type { NodePath } from '../../yaml/tree.ts';
import { checkFiles } from '../cli/check.ts';
import { EXIT, type Io } from '../cli/io.ts';
import { planFile } from '../cli/plan.ts';
import { resolveFiles } from '../cli/resolve.ts';
import { explained, listedRules } from '../cli/rules.ts';
import { locatedIn } from './inside.ts';

/** What a client may send; the schema of the tool has been applied to it. */
type Input = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Answer {
  readonly text: string;
  /** Whether the tool could not do what it was asked for; problems in files are no failure. */
  readonly failed: boolean;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** A JSON Schema of the input. */
  readonly input: { readonly type: 'object'; readonly [keyword: string]: unknown };
  /** Reads below the folder only. */
  run(input: Input, folder: string): Promise<Answer>;
}

const CHECK: Tool = {
  name: 'check',
  title: 'Check GitLab CI files',
  description:
    'Problems of GitLab CI files, as the editor shows them: mistakes that GitLab refuses, and what will not do what it seems to. A pipeline is checked with everything that it includes from the repository.',
  input: object({
    path: text('A CI file, or a folder with all pipelines in it; the whole folder if it is missing.'),
    format: choice(['text', 'json'], 'json also has the fixes and links. The default is text.'),
    gitlabVersion: text('The version of GitLab that the files are for, such as 18.11.'),
  }),
  run: ({ path = '.', format = 'text', gitlabVersion }, folder) =>
    withCommand(checkFiles, path, folder, [option('format', format), ...given('gitlab-version', gitlabVersion)]),
};

const RESOLVE: Tool = {
  name: 'resolve',
  title: 'Resolve a GitLab CI file',
  description:
    'What GitLab makes of a CI file: includes, extends, default, !reference and anchors are merged. For one job also its hooks with the place where each part is written; as payload, pod or toml what the runner and Kubernetes get of the hooks.',
  input: object(
    {
      path: text('The CI file.'),
      job: text('Only this job.'),
      format: choice(['yaml', 'json', 'payload', 'pod', 'toml'], 'The default is yaml.'),
    },
    ['path'],
  ),
  run: ({ path = '', job, format = 'yaml' }, folder) =>
    withCommand(resolveFiles, path, folder, [option('format', format), ...given('job', job)]),
};

const PLAN: Tool = {
  name: 'plan',
  title: 'Plan a GitLab CI pipeline',
  description:
    'Which jobs a pipeline has in a scenario, such as a push or a merge request, and why each runs, waits or is left out. Nothing is run.',
  input: object({
    path: text('The CI file; .gitlab-ci.yml if it is missing.'),
    scenario: text('The name of a scenario; "list" lists all of them.'),
    source: text('What CI_PIPELINE_SOURCE holds, such as push, merge_request_event or schedule.'),
    ref: text('The branch or tag.'),
    changed: texts('Paths of changed files.'),
    variables: texts('Variables of the run, each as NAME=VALUE.'),
    format: choice(['text', 'json', 'mermaid'], 'The default is text.'),
  }),
  run: ({ path = '.gitlab-ci.yml', scenario, source, ref, changed, variables, format = 'text' }, folder) =>
    withCommand(planFile, path, folder, [
      option('format', format),
      ...given('scenario', scenario),
      ...given('source', source),
      ...given('ref', ref),
      ...given('changed', changed),
      ...given('var', variables),
    ]),
};

const EXPLAIN: Tool = {
  name: 'explain',
  title: 'Explain a rule or keyword',
  description:
    'Why a rule matters, with an example that it reports and one that it does not, by the code of a problem; or the documentation of a keyword. Without input, all rules are listed.',
  input: object({
    code: text('The code of a problem, such as duplicate-key.'),
    keyword: text('Keys from the root of the file or from a job on, joined by colons, such as rules:changes.'),
  }),
  run: ({ code, keyword }) => Promise.resolve(explain(one(code), one(keyword))),
};

export const TOOLS: readonly Tool[] = [CHECK, RESOLVE, PLAN, EXPLAIN];

function explain(code: string | undefined, keyword: string | undefined): Answer {
  if (code === undefined && keyword === undefined) return { text: listedRules(false), failed: false };
  if (code !== undefined && !isCode(code)) return { text: `There is no rule ${short(code)}.`, failed: true };
  const about = keyword === undefined ? undefined : documentationOf(keyword);
  if (keyword !== undefined && about === undefined)
    return { text: `There is no keyword ${short(keyword)}.`, failed: true };
  return { text: [code === undefined ? '' : explained(code), about ?? ''].filter(Boolean).join('\n\n'), failed: false };
}

function documentationOf(keyword: string): string | undefined {
  const keys = keyword.split(':').map(key => key.trim());
  const found = [pathOf(keys, ['job']), pathOf(keys, [])].flatMap(path => (path && find(path)) ?? []);
  const [known] = found.filter(({ name }) => name === keys.at(-1));
  return known && describe(known, known.chain);
}

/** The path of keys in the table, through the items of lists. */
function pathOf([key, ...rest]: readonly string[], start: NodePath): NodePath | undefined {
  if (key === undefined) return start;
  const next = [
    [...start, key],
    [...start, 0, key],
  ].find(path => find(path));
  return next && pathOf(rest, next);
}

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Runs a command for one path; what it would print becomes the answer. */
async function withCommand(
  command: Command,
  path: Input[string],
  folder: string,
  options: readonly string[],
): Promise<Answer> {
  const at = await locatedIn(folder, one(path) ?? '.');
  if ('refused' in at) return { text: at.refused, failed: true };
  const printed: string[] = [];
  const print = (words: string): void => void printed.push(words);
  const io: Io = {
    ...{ folder, colours: false, out: print, err: print },
    progress: () => undefined,
    async *lines() {},
    input: () => Promise.resolve(''),
  };
  // what a client sends is never read as an option, whatever it begins with
  const code = await command([option('root', at.root), ...options, '--', at.path], io);
  return { text: printed.join(''), failed: code === EXIT.failed };
}

function option(name: string, value: Input[string]): string {
  return `--${name}=${one(value) ?? ''}`;
}

function given(name: string, value: Input[string]): readonly string[] {
  const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return values.map(each => option(name, each));
}

function one(value: Input[string]): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value[0];
}

function object(properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): Tool['input'] {
  return { type: 'object', properties, required, additionalProperties: false };
}

function text(description: string): unknown {
  return { type: 'string', minLength: 1, description };
}

function texts(description: string): unknown {
  return { type: 'array', items: { type: 'string', minLength: 1 }, description };
}

function choice(values: readonly string[], description: string): unknown {
  return { type: 'string', enum: values, description };
}
