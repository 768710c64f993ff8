/** Which jobs a job waits for, and whose artifacts it downloads. */
import { gitlab } from './links.ts';
import { ANY_LEVELS, either, boolean, list, map, name, record, text, word } from './shape-builders.ts';
import type { Field, ForeignKey, KeyRule, ListShape, RecordShape } from './shape.ts';

const MATRIX = 'the matrix is a list of mappings of names to values';

const unnamed = 'GitLab refuses a need without a name';

const job = {
  doc: 'Which work has to be finished before this one begins.',
  caveat: 'It must be in the same pipeline, in the same stage or an earlier one, unless `optional: true` is set, too.',
  shape: name('job', { filled: unnamed }),
  usual: true,
  default: { says: 'nothing; only a whole pipeline can be named without it' },
  example: 'job: build',
  because: 'the name of a job is a string',
  sources: [gitlab('needs')],
  aka: ['name'],
} as const satisfies Field;

const artifacts = {
  doc: 'Whether the artifacts of that job are fetched.',
  caveat: 'Without a list of needs artifacts come from all earlier stages, with one only from the jobs in it.',
  shape: boolean(),
  default: true,
  nullable: true,
  usual: true,
  example: 'artifacts: false',
  because: 'it is a yes or no',
  sources: [gitlab('needsartifacts')],
} as const satisfies Field;

const optional = {
  doc: 'Whether the pipeline can be made although that job is not in it.',
  caveat: 'Without it, a job that rules leave out makes the whole pipeline fail.',
  shape: boolean(),
  default: false,
  nullable: true,
  usual: true,
  example: 'optional: true',
  because: 'it is a yes or no',
  sources: [gitlab('needsoptional')],
} as const satisfies Field;

const matrix = {
  doc: 'Which copies of the job to wait for, by the variables of their matrix.',
  caveat: 'Names and values must come in the order of the matrix of that job.',
  shape: record({
    matrix: {
      doc: 'The values that mark the copies, in the form of the matrix of that job.',
      caveat: 'Every name of that matrix has to be there.',
      shape: list(
        map(text(), either({ scalar: [word], list: list(word), usual: 'scalar' }), {
          filled: true,
          least: 'GitLab refuses a part of a matrix without values',
        }),
        {
          min: 1,
          severity: 'warning',
          because: 'it names no copy',
          combinations: { count: 200, because: 'a job has at most 200 copies' },
        },
      ),
      required: true,
      example: 'matrix:\n  - PROVIDER: aws\n    STACK: app1',
      because: MATRIX,
      sources: [gitlab('needsparallelmatrix')],
    },
  }),
  default: { says: 'all copies' },
  nullable: true,
  example: 'parallel:\n  matrix:\n    - PROVIDER: aws\n      STACK: app1',
  status: { since: '16.3' },
  because: 'it is a mapping with `matrix`',
  sources: [gitlab('needsparallelmatrix')],
} as const satisfies Field;

const pipeline = {
  doc: 'Another pipeline of the same family, by its number, whose job has to be fetched from; or the path of a project whose latest pipeline is mirrored.',
  caveat: 'It takes no variable of this pipeline’s own number; the parent hands its number down in a variable.',
  shape: text({ filled: 'GitLab has to know which pipeline is meant' }),
  default: { says: 'this pipeline' },
  example: 'pipeline: $PARENT_PIPELINE_ID',
  because: 'a pipeline is named by a string',
  expands: ['gitlab'],
  sources: [gitlab('needspipelinejob')],
} as const satisfies Field;

const project = {
  doc: 'Project from whose latest successful job artifacts are fetched.',
  caveat: 'Does not wait for that job, and also needs `job` and `ref`.',
  shape: text(),
  default: { says: 'this project' },
  nullable: true,
  example: 'project: group/project',
  tier: 'premium',
  because: 'a project is the path of one',
  expands: ['gitlab'],
  sources: [gitlab('needsproject')],
} as const satisfies Field;

const ref = {
  doc: 'Branch or tag of that other project.',
  caveat: 'Needs `project`.',
  shape: text(),
  default: { says: 'nothing; a need of another project has to name it' },
  nullable: true,
  example: 'ref: main',
  tier: 'premium',
  because: 'it is the name of a branch or tag',
  expands: ['gitlab'],
  sources: [gitlab('needsproject')],
} as const satisfies Field;

const ELSEWHERE = 'it is for jobs of this pipeline';

const together = [
  { kind: 'atLeastOne', keys: ['job', 'pipeline'], severity: 'error', because: 'else there is nothing to wait for' },
  { kind: 'needs', key: 'project', needs: 'job', severity: 'error', because: 'the artifacts are those of a job' },
  { kind: 'needs', key: 'ref', needs: 'project', severity: 'error', because: 'it is a branch of another project' },
  {
    kind: 'needs',
    key: 'project',
    needs: 'ref',
    severity: 'warning',
    because: 'GitLab has to know from which branch or tag',
  },
  {
    kind: 'notWith',
    key: 'project',
    other: 'pipeline',
    severity: 'error',
    because: 'a pipeline is one of this project',
  },
  { kind: 'notWith', key: 'optional', other: 'pipeline', severity: 'error', because: ELSEWHERE },
  { kind: 'notWith', key: 'optional', other: 'project', severity: 'error', because: ELSEWHERE },
  { kind: 'notWith', key: 'parallel', other: 'pipeline', severity: 'warning', because: ELSEWHERE },
] as const satisfies readonly KeyRule[];

const need = record(
  { job, artifacts, optional, parallel: matrix, pipeline, project, ref },
  { starter: ['job'], rules: together },
);

const listOf = (one: RecordShape): ListShape =>
  list(either({ scalar: [name('job', { filled: unnamed })], map: one, usual: 'scalar' }), {
    levels: ANY_LEVELS,
    empties: true,
    most: { count: 50, because: 'GitLab takes 50 needs unless an administrator changed that', severity: 'warning' },
    mostWith: {
      key: 'pipeline',
      count: 5,
      because: 'GitLab fetches artifacts from five jobs of other pipelines',
      severity: 'error',
    },
  });

export const needs = {
  doc: 'Jobs that must be done before this one starts, which then does not wait for its stage. `[]` lets it start at once.',
  caveat: 'Artifacts come from these jobs only, no longer from all earlier stages.',
  notes: ['At most 50 entries, unless an administrator changed that.'],
  shape: either({ list: listOf(need), map: need, usual: 'list' }),
  usual: true,
  default: { says: 'all jobs of earlier stages' },
  nullable: true,
  example: 'needs:\n  - build\n  - job: lint\n    optional: true',
  because: 'needs are a list of job names or mappings with `job`',
  interpolates: 'copy',
  sources: [gitlab('needs')],
  aka: ['depends_on', 'dependsOn', 'requires', 'need'],
} as const satisfies Field;

const elsewhere = ['pipeline', 'project', 'ref'].map(key => ({
  name: key,
  because: 'a rule can only name jobs of this pipeline',
  elsewhere: true,
})) as readonly ForeignKey[];

const { default: _, ...named } = job;

const ruleNeed = record(
  { job: { ...named, required: true }, artifacts, optional, parallel: matrix },
  { starter: ['job'], foreign: elsewhere },
);

/** Needs in a rule, which replace those of the job. */
export const ruleNeeds = {
  ...needs,
  doc: 'Jobs to wait for when this rule is the first that matches, in place of the `needs` of the job.',
  shape: either({ list: listOf(ruleNeed), map: ruleNeed, usual: 'list' }),
  default: { says: 'the `needs` of the job' },
  status: { since: '16.0' },
  sources: [gitlab('rulesneeds')],
} as const satisfies Field;

export const dependencies = {
  doc: 'Earlier jobs whose artifacts are fetched; `[]` fetches none.',
  caveat: 'Does not change the order of jobs. Beside `needs` it may name jobs of that list only.',
  shape: list(name('job', { filled: 'no job has an empty name' })),
  default: { says: 'the artifacts of all earlier stages, or of the jobs in `needs`' },
  nullable: true,
  example: 'dependencies:\n  - build',
  because: 'dependencies are a list of job names',
  sources: [gitlab('dependencies')],
  aka: ['dependency'],
} as const satisfies Field;

/** Keys by which an entry refers to another pipeline, whose job names are not those of this one. */
export const otherPipelines = ['pipeline', 'project'] as const;
