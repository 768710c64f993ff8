/** `trigger`: a job that starts another pipeline. */
import { childInclude } from './include.ts';
import { gitlab } from './links.ts';
import { anything, boolean, either, keyword, map, record, text } from './shape-builders.ts';
import type { Field, KeyRule } from './shape.ts';

const unnamed = 'GitLab has to know which project is meant';

const project = {
  doc: 'Project whose pipeline is started, by its path.',
  caveat: 'The person who starts this pipeline must be allowed to start that one.',
  shape: text({ filled: unnamed }),
  usual: true,
  default: { says: 'this project, with a child pipeline made of `include`' },
  example: 'project: group/project',
  because: 'a project is the path of one',
  expands: ['gitlab'],
  sources: [gitlab('triggerproject')],
} as const satisfies Field;

const branch = {
  doc: 'Branch or tag for which the other pipeline is started.',
  caveat: 'Needs `project`; a child pipeline runs for the branch of its parent.',
  shape: text(),
  default: { says: 'the default branch of the other project' },
  nullable: true,
  example: 'branch: main',
  because: 'it is the name of a branch or tag',
  expands: ['gitlab'],
  sources: [gitlab('triggerproject')],
  aka: ['ref'],
} as const satisfies Field;

const strategy = {
  doc: 'Whether this job waits for the other pipeline and takes over its result.',
  caveat: 'Without it the job has succeeded as soon as the other pipeline is made.',
  shape: keyword(
    [
      { value: 'mirror', doc: 'Waits and shows exactly the state of the other pipeline.', since: '18.2' },
      {
        value: 'depend',
        doc: 'Waits and becomes passed or failed; it shows as running while a manual job holds the other pipeline up.',
        deprecatedIn: '18.2',
        deprecated: 'Use `mirror`, which shows the state of the other pipeline as it is.',
      },
    ],
    { because: 'GitLab takes these' },
  ),
  usual: true,
  default: { says: 'the job does not wait' },
  nullable: true,
  example: 'strategy: mirror',
  because: 'it is a word',
  sources: [gitlab('triggerstrategy')],
} as const satisfies Field;

const forward = {
  doc: 'Which variables the other pipeline gets.',
  caveat: 'What is handed on wins over variables of the same name there, and goes one level down only.',
  shape: record(
    {
      yaml_variables: {
        doc: 'Whether the variables of this job and of the top level are handed on.',
        caveat: '`inherit:variables` of the job can leave some out.',
        shape: boolean(),
        default: true,
        nullable: true,
        example: 'yaml_variables: false',
        because: 'it is a yes or no',
        sources: [gitlab('triggerforward')],
      },
      pipeline_variables: {
        doc: 'Whether variables are handed on that a person, a schedule or the API gave to this pipeline.',
        caveat: 'Secrets among them reach the other pipeline, too.',
        shape: boolean(),
        default: false,
        nullable: true,
        example: 'pipeline_variables: true',
        because: 'it is a yes or no',
        sources: [gitlab('triggerforward')],
      },
    },
    { starter: ['pipeline_variables'] },
  ),
  default: { says: 'the variables of the file, not those given to the pipeline' },
  nullable: true,
  example: 'forward:\n  pipeline_variables: true',
  status: { since: '15.1' },
  because: 'it is a mapping of yes and no',
  severity: 'warning',
  sources: [gitlab('triggerforward')],
} as const satisfies Field;

const inputs = {
  doc: 'Values for the inputs that the pipeline of the other project declares.',
  caveat: 'For a child pipeline they belong in the entry of `include`.',
  shape: map(text(), anything),
  default: { says: 'the defaults that are declared there' },
  nullable: true,
  example: 'inputs:\n  stage: deploy',
  status: { since: '17.11' },
  because: 'inputs are a mapping of names to values',
  sources: [gitlab('triggerinputs')],
} as const satisfies Field;

const demands = [
  {
    kind: 'exactlyOne',
    keys: ['include', 'project'],
    severity: 'error',
    becauseNone: 'GitLab has to know which pipeline to start',
    becauseMany: 'the pipeline is either made of files or that of a project',
  },
  {
    kind: 'notWith',
    key: 'branch',
    other: 'include',
    severity: 'error',
    because: 'a child pipeline runs for the branch of its parent',
  },
  {
    kind: 'notWith',
    key: 'inputs',
    other: 'include',
    severity: 'error',
    because: 'they belong in the entry of `include`',
  },
] as const satisfies readonly KeyRule[];

export const trigger = {
  doc: 'Starts another pipeline in place of running commands: a child pipeline made of files with `include`, or the pipeline of another project.',
  caveat: 'No runner takes such a job: it has no script, image, tags, artifacts or hooks.',
  shape: either({
    scalar: [text({ filled: unnamed })],
    map: record(
      { include: childInclude, project, branch, strategy, forward, inputs },
      { starter: ['include'], rules: demands },
    ),
    usual: 'map',
  }),
  default: { says: 'the job runs commands' },
  example: 'trigger:\n  include: ci/child.yml\n  strategy: mirror',
  because: 'it is the path of a project or a mapping with `include` or `project`',
  expands: ['gitlab'],
  sources: [gitlab('trigger')],
  aka: ['triggers', 'downstream'],
} as const satisfies Field;
