/** Assigns every field to a page of the manual, and makes an index of them all. */
import { defaults, job, triggerJob } from '../spec/job.ts';
import { header, pipeline } from '../spec/pipeline.ts';
import type { Field } from '../spec/shape.ts';
import { containerLifecycle, LIFECYCLE_PATH } from '../spec/runner-config.ts';
import { gitlabVersion } from '../spec/version.ts';
import { manual, NOTICE, placesOf, type ManualPage } from './manual.ts';
import { RUNNER_PAGE, runnerPage } from './manual-runner.ts';
import { VARIABLES_PAGE, variablesPage } from './manual-variables.ts';

/** All files of the manual by name: one page per subject, and an index of every keyword. */
export function reference(): Readonly<Record<string, string>> {
  return { ...manual(PAGES), [VARIABLES_PAGE]: variablesPage(), [RUNNER_PAGE]: runnerPage(), 'README.md': index() };
}

const { fields } = job.shape;
const root = pipeline.shape.fields;

function page(name: string, title: string, of: Readonly<Record<string, Field>>, about?: string): ManualPage {
  const named = Object.entries(of).map(([key, field]) => ({ name: key, field }));
  return { name, title, fields: named, ...(about === undefined ? {} : { about }) };
}

function some<Of extends Readonly<Record<string, Field>>>(of: Of, ...names: readonly (keyof Of & string)[]) {
  return Object.fromEntries(names.map(name => [name, of[name]])) as Readonly<Record<string, Field>>;
}

/** The position of the page for the remaining keywords. */
const FLOW_AT = 4;

const SUBJECTS: readonly ManualPage[] = [
  page(
    'hooks',
    'Hooks of a job',
    some(fields, 'hooks'),
    'What becomes of them is on the page [What the runner gets](../what-the-runner-gets.md). A runner has [the same handlers](runner-config.md) for all of its jobs.',
  ),
  page('scripts', 'Scripts', some(fields, 'script', 'before_script', 'after_script', 'run')),
  page('images', 'Images and services', some(fields, 'image', 'services')),
  page('needs', 'Needs and dependencies', some(fields, 'needs', 'dependencies')),
  page('parallel', 'Parallel jobs', some(fields, 'parallel')),
  page('conditions', 'Rules, only and except', some(fields, 'rules', 'only', 'except')),
  page(
    'variables',
    'Variables of pipelines and jobs',
    { variables: root.variables, 'variables of a job': fields.variables },
    'Those of rules and of services are plain values, without keys of their own.',
  ),
  page('artifacts', 'Artifacts and reports', some(fields, 'artifacts')),
  page('cache', 'Caches', some(fields, 'cache')),
  page('environment', 'Environments', some(fields, 'environment')),
  page('inheritance', 'Templates and inheritance', some(fields, 'extends', 'inherit')),
  page('trigger', 'Downstream pipelines', some(triggerJob.shape.fields, 'trigger')),
  page('include', 'Includes', some(root, 'include')),
  page('workflow', 'Whether there is a pipeline', some(root, 'workflow')),
  page('secrets', 'Tokens and secrets', some(fields, 'id_tokens', 'identity', 'secrets')),
  page('release', 'Releases', some(fields, 'release')),
  page('pages', 'Pages, coverage and scans', some(fields, 'pages', 'publish', 'coverage', 'dast_configuration')),
  page('inputs', 'Inputs of files and jobs', { ...header.shape.fields, ...some(fields, 'inputs') }),
  page('pipeline', 'Keywords of the root', some(root, 'stages', 'default')),
  {
    ...page(
      'runner-config',
      'Lifecycle hooks of a runner',
      { [LIFECYCLE_PATH.join('.')]: containerLifecycle },
      'Tables of the runner’s own `config.toml`, for all of its jobs. What a job says in [`hooks`](hooks.md) would win over them; [What the runner gets](../what-the-runner-gets.md#configtoml-of-a-runner) shows how one becomes the other.',
    ),
    language: 'toml',
  },
];

/** What no other page has: a keyword of jobs that is added to the table gets into the manual without further work. */
function flowPage(): ManualPage {
  const described = new Set<Field>(SUBJECTS.flatMap(subject => subject.fields.map(({ field }) => field)));
  const left = Object.entries(fields).filter(([name, field]) => !described.has(field) && name !== 'trigger');
  return page('flow', 'When and where a job runs', Object.fromEntries(left));
}

/** Fields that are on several pages are described on the first. */
const PAGES: readonly ManualPage[] = [...SUBJECTS.slice(0, FLOW_AT), flowPage(), ...SUBJECTS.slice(FLOW_AT)];

function index(): string {
  const places = placesOf(PAGES);
  const pages = PAGES.map(({ name, title }) => `- [${title}](${name}.md)`);
  return `${[
    '# Reference of the language',
    NOTICE,
    `What every keyword of a GitLab CI file does, as of GitLab ${gitlabVersion}. The [manual of the rules](rules.md) says what is reported and how to change that.`,
    [...pages, `- [Predefined variables](${VARIABLES_PAGE})`, `- [Variables for the runner](${RUNNER_PAGE})`].join(
      '\n',
    ),
    '## Keywords of jobs',
    table(fields, places),
    '## Keywords of the root',
    table({ ...root, ...header.shape.fields }, places),
    `## Keywords of \`default\`\n\n${Object.keys(defaults.shape.fields)
      .map(name => `\`${name}\``)
      .join(', ')}`,
    `## Keywords of jobs that start a pipeline\n\n${Object.keys(triggerJob.shape.fields)
      .map(name => `\`${name}\``)
      .join(', ')}`,
  ].join('\n\n')}\n`;
}

function table(of: Readonly<Record<string, Field>>, places: ReadonlyMap<Field, string>): string {
  const rows = Object.entries(of)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `| ${linked(name, placeOf(name, field, places))} | ${firstSentence(field)} |`);
  return ['| Keyword | What it does |', '|---|---|', ...rows].join('\n');
}

/** The older, global form of a keyword is described together with that of jobs. */
function placeOf(name: string, field: Field, places: ReadonlyMap<Field, string>): string | undefined {
  const inJobs = new Map<string, Field>(Object.entries(fields)).get(name);
  return places.get(field) ?? (inJobs && places.get(inJobs));
}

function linked(name: string, place: string | undefined): string {
  return place === undefined ? `\`${name}\`` : `[\`${name}\`](${place})`;
}

function firstSentence({ doc, status }: Field): string {
  const first = /^.*?\.(?= |$)/s.exec(doc)?.[0] ?? doc;
  const note = status?.removed ? ' Removed.' : status?.deprecated ? ' Deprecated.' : '';
  return first.replaceAll('|', '\\|') + note;
}
