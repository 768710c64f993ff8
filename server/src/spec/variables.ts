/** Variables of the whole pipeline, of a job, and of rules and services, which accept plain values only. */
import { gitlab } from './links.ts';
import { boolean, either, list, map, record, scalar, text, word } from './shape-builders.ts';
import type { Field, ForeignKey, KeyRule } from './shape.ts';

const PAIRS = 'variables are a mapping of names to values';

const value = {
  doc: 'Text of the variable. Other variables in it are expanded unless `expand` is `false`.',
  caveat: 'Numbers and booleans become text; quote what has to stay as it is, such as `"3.10"` or `"010"`.',
  shape: scalar,
  usual: true,
  default: { says: 'an empty string' },
  nullable: true,
  example: 'value: staging',
  because: 'the value of a variable is a string or number',
  expands: ['gitlab'],
  sources: [gitlab('variablesvalue')],
  aka: ['default'],
} as const satisfies Field;

const expand = {
  doc: 'Whether `$NAME` in the value is replaced. With `false` the text goes to the job as it is written.',
  caveat: 'Only for variables of the pipeline and of jobs, not for those of rules.',
  shape: boolean(),
  default: true,
  nullable: true,
  example: 'expand: false',
  status: { since: '15.6' },
  because: 'it is a yes or no',
  sources: [gitlab('variablesexpand')],
  aka: ['expanded'],
} as const satisfies Field;

const description = {
  doc: 'Explains the variable in the form for a new pipeline, which then shows it with its value filled in. Markdown is possible.',
  caveat: 'For variables of the whole pipeline only; without it the form does not show the variable.',
  shape: word,
  default: { says: 'the form does not show the variable' },
  nullable: true,
  usual: true,
  example: 'description: Where to deploy to.',
  because: 'a description is a string',
  sources: [gitlab('variablesdescription')],
} as const satisfies Field;

const options = {
  doc: 'Values among which a person can choose in the form for a new pipeline.',
  caveat: 'Needs `value`, which must be one of them, and does nothing without `description`.',
  shape: list(text()),
  default: { says: 'any value can be typed' },
  nullable: true,
  example: 'options: [staging, production]',
  status: { since: '15.7' },
  because: 'the options are a list of strings',
  sources: [gitlab('variablesoptions')],
  aka: ['choices', 'enum'],
} as const satisfies Field;

const inForms = ['description', 'options'].map(name => ({
  name,
  because: 'only variables of the whole pipeline, at the top level of the file, have it',
  elsewhere: true,
})) as readonly ForeignKey[];

const chosen = {
  kind: 'among',
  key: 'value',
  of: 'options',
  severity: 'error',
  because: 'GitLab refuses any other',
} as const satisfies KeyRule;

/** Variables of the whole pipeline. */
export const pipelineVariables = {
  doc: 'Variables for every job of the pipeline. Those of a job with the same name win, as do those of rules, of the project and of the person who starts the pipeline.',
  caveat:
    'Readable for everyone who can read the file, and handed on to the pipelines that trigger jobs start: no place for secrets.',
  notes: ['They cannot be used in `include`.'],
  shape: map(
    text(),
    either({
      scalar: [scalar],
      map: record({ value, description, options, expand }, { starter: ['value'], rules: [chosen] }),
      usual: 'scalar',
    }),
  ),
  usual: true,
  default: { says: 'only predefined variables and those of the project, group and instance' },
  nullable: true,
  example: 'variables:\n  DEPTH: "10"\n  TARGET:\n    value: staging\n    description: Where to deploy to.',
  because: PAIRS,
  expands: ['gitlab'],
  forRunner: true,
  sources: [gitlab('default-variables')],
  aka: ['vars', 'env', 'variable'],
} as const satisfies Field;

/** Variables of one job. */
export const jobVariables = {
  doc: 'Variables that only this job has, in its script, its services and the keywords that expand variables. They win over those of the same name at the top level.',
  caveat:
    'Not joined with `default`, but with the variables at the top level, unless `inherit:variables` says otherwise; `{}` switches nothing off.',
  shape: map(
    text(),
    either({
      scalar: [scalar],
      map: record({ value, expand }, { foreign: inForms, starter: ['value'] }),
      usual: 'scalar',
    }),
  ),
  usual: true,
  default: { says: 'the variables at the top level' },
  nullable: true,
  example: 'variables:\n  GIT_DEPTH: "10"',
  because: PAIRS,
  expands: ['gitlab'],
  forRunner: true,
  sources: [gitlab('job-variables')],
  aka: ['vars', 'env', 'variable'],
} as const satisfies Field;

/** Variables that accept plain values only. */
export const plainVariables = {
  doc: 'Variables that are set where this applies. They win over those of the job and of the pipeline.',
  caveat: 'Names and values only: no mapping with `value`, `description` or `expand`.',
  shape: map(text(), scalar, { filled: true }),
  default: { says: 'the variables of the job and the pipeline' },
  nullable: true,
  example: 'variables:\n  TARGET: production',
  because: 'variables are a mapping of names to strings or numbers here',
  expands: ['gitlab'],
  sources: [gitlab('rulesvariables')],
} as const satisfies Field;
