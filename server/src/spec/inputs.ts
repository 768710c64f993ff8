/** Inputs: of a file, and of a job. */
import { gitlab } from './links.ts';
import { anything, keyword, list, map, record, scalar, syntax, text } from './shape-builders.ts';
import type { Field, KeyRule } from './shape.ts';

export const description: Field = {
  doc: 'What the input is for, shown where a person gives it a value.',
  caveat: 'It explains only: nothing is checked by it.',
  shape: scalar,
  usual: true,
  default: { says: 'no explanation' },
  nullable: true,
  example: 'description: Where to deploy to.',
  status: { since: '16.5' },
  because: 'a description is a string',
  sources: [gitlab('specinputsdescription')],
  aka: ['desc', 'help'],
};

const options = {
  doc: 'The only values that the input can have.',
  caveat: 'At most 50; the default has to be one of them.',
  shape: list(scalar, { most: { count: 50, because: 'GitLab takes 50', severity: 'error' } }),
  usual: true,
  default: { says: 'any value of the type' },
  nullable: true,
  example: 'options: [staging, production]',
  status: { since: '16.6' },
  because: 'options are a list of strings or numbers',
  sources: [gitlab('specinputsoptions')],
  aka: ['enum', 'choices', 'values'],
} as const satisfies Field;

const regex = {
  doc: 'Regular expression, in the syntax RE2, that a string must match.',
  caveat:
    'Written without slashes around it, and for inputs of type `string` only. Variables in a value are checked as they are written.',
  shape: text({ compiled: 'whole' }),
  default: { says: 'any string' },
  nullable: true,
  example: 'regex: ^v\\d+\\.\\d+$',
  status: { since: '16.5' },
  because: 'a regular expression is a string',
  sources: [gitlab('specinputsregex')],
  aka: ['pattern'],
} as const satisfies Field;

const type = {
  doc: 'Type of the value. A scalar that is nothing but `$[[ inputs.NAME ]]` keeps it.',
  caveat: 'A number or boolean in quotes is a string.',
  shape: keyword(
    [
      { value: 'string', doc: 'A string.' },
      { value: 'number', doc: 'A number.' },
      { value: 'boolean', doc: 'Either `true` or `false`.' },
      { value: 'array', doc: 'A list, written in the style of JSON where it is typed in a form.' },
    ],
    { because: 'GitLab knows these types' },
  ),
  usual: true,
  default: 'string',
  nullable: true,
  example: 'type: number',
  because: 'a type is a word',
  sources: [gitlab('specinputstype')],
} as const satisfies Field;

const given = {
  doc: 'Value of the input where none is given.',
  caveat: 'Without it the input is required, and the file works only where someone gives it a value.',
  shape: anything,
  usual: true,
  example: 'default: staging',
  sources: [gitlab('specinputsdefault')],
  aka: ['value'],
} as const satisfies Field;

const fallback = {
  ...given,
  default: { says: 'none: a value has to be given' },
  nullable: true,
} as const satisfies Field;

/** What the type of an input allows. */
const byType = [
  {
    kind: 'typed',
    key: 'default',
    by: 'type',
    types: ['number', 'boolean', 'array'],
    severity: 'error',
    because: 'GitLab refuses a default of another type',
  },
  {
    kind: 'onlyWhen',
    key: 'regex',
    when: { key: 'type', values: ['string'], absent: true },
    severity: 'error',
    because: 'a regular expression is for strings',
  },
  {
    kind: 'onlyWhen',
    key: 'options',
    when: { key: 'type', values: ['string', 'number', 'array'], absent: true },
    severity: 'error',
    because: 'a yes or no has no other options',
  },
] as const satisfies readonly KeyRule[];

const inputRules = {
  doc: 'Options and defaults that depend on other inputs, tried in order.',
  caveat: 'Cannot be combined with `options` or `default`; each entry has its own.',
  shape: list(
    record(
      {
        if: {
          doc: 'Expression of other inputs that has to be true.',
          caveat: 'Inputs are written `$[[ inputs.NAME ]]` here, too.',
          shape: syntax('rules-if'),
          default: { says: 'this entry always matches' },
          nullable: true,
          example: 'if: $[[ inputs.target ]] == "production"',
          interpolates: 'condition',
          because: 'an expression is a string',
          sources: [gitlab('specinputs')],
        },
        options: { ...options, doc: 'The only values that the input can have when this entry matches.' },
        default: { ...fallback, doc: 'Value of the input when this entry matches and none is given.' },
      },
      {
        starter: ['if', 'options'],
        rules: [
          {
            kind: 'atLeastOne',
            keys: ['if', 'options'],
            severity: 'error',
            because: 'an entry that always matches has to say which values the input can have',
          },
          {
            kind: 'atLeastOne',
            keys: ['options', 'default'],
            severity: 'error',
            because: 'an entry without them changes nothing',
          },
        ],
      },
    ),
  ),
  default: { says: 'options and default are always the same' },
  nullable: true,
  example: 'rules:\n  - options: [small, large]\n    default: small',
  status: { since: '18.7' },
  because: 'they are a list of mappings',
  sources: [gitlab('specinputs')],
} as const satisfies Field;

const input = record(
  { default: fallback, description, type, options, regex, rules: inputRules },
  {
    starter: ['default'],
    rules: [
      ...byType,
      {
        kind: 'notWith',
        key: 'options',
        other: 'rules',
        severity: 'error',
        because: 'each rule has options of its own',
      },
      {
        kind: 'notWith',
        key: 'default',
        other: 'rules',
        severity: 'error',
        because: 'each rule has a default of its own',
      },
    ],
  },
);

export const inputs = {
  doc: 'What the file takes as input; the rest of it uses the values as `$[[ inputs.NAME ]]`, before anything else is read.',
  caveat: 'An input without `default` is required wherever the file is used, also when its own pipeline starts.',
  shape: map(text(), input, { sample: 'NAME' }),
  usual: true,
  default: { says: 'no inputs' },
  nullable: true,
  example: 'inputs:\n  environment:\n    default: staging\n    description: Where to deploy to.',
  status: { since: '15.11' },
  because: 'inputs are a mapping of names',
  sources: [gitlab('specinputs')],
  aka: ['input', 'parameters', 'params'],
} as const satisfies Field;

/** Inputs of one job. */
export const jobInputs = {
  doc: 'Values that a person can change when starting the job by hand or again; the script uses them as `${{ job.inputs.NAME }}`.',
  caveat: 'Every input of a job needs a default.',
  shape: map(
    text(),
    record(
      {
        default: { ...given, required: true, caveat: 'Every input of a job needs one.' },
        description,
        type,
        options,
        regex,
      },
      { rules: byType },
    ),
    { sample: 'NAME', filled: true },
  ),
  default: { says: 'no inputs' },
  nullable: true,
  example: 'inputs:\n  level:\n    default: info\n    options: [info, debug]',
  status: { since: '18.10' },
  because: 'inputs are a mapping of names',
  sources: [{ label: 'GitLab', url: 'https://docs.gitlab.com/ci/inputs/' }],
} as const satisfies Field;
