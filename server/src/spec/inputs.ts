/** Inputs: of a file, in its `spec:` header, and of a job. */
import { misplaced } from './hooks.ts';
import { gitlab } from './links.ts';
import {
  anything,
  either,
  keyword,
  list,
  map,
  record,
  scalar,
  syntax,
  text,
  type Field,
  type Pattern,
} from './shape.ts';

const description: Field = {
  doc: 'What the input is for, shown where a person gives it a value.',
  caveat: 'It explains only: nothing is checked by it.',
  shape: scalar,
  usual: true,
  default: { says: 'no explanation' },
  nullable: true,
  example: 'description: Where to deploy to.',
  status: { since: '16.5' },
  because: 'a description is a text',
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
  because: 'options are a list of texts or numbers',
  sources: [gitlab('specinputsoptions')],
  aka: ['enum', 'choices', 'values'],
} as const satisfies Field;

const regex = {
  doc: 'Regular expression, in the syntax RE2, that a text must match.',
  caveat:
    'Written without slashes around it, and for inputs of type `string` only. Variables in a value are checked as they are written.',
  shape: text(),
  default: { says: 'any text' },
  nullable: true,
  example: 'regex: ^v\\d+\\.\\d+$',
  status: { since: '16.5' },
  because: 'a regular expression is a text',
  sources: [gitlab('specinputsregex')],
  aka: ['pattern'],
} as const satisfies Field;

const type = {
  doc: 'Type of the value. A scalar that is nothing but `$[[ inputs.NAME ]]` keeps it.',
  caveat: 'A number or boolean in quotes is a text.',
  shape: keyword(
    [
      { value: 'string', doc: 'A text.' },
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

const inputRules = {
  doc: 'Options and defaults that depend on other inputs, tried in order.',
  caveat: 'For the forms of newer GitLab only.',
  shape: list(
    record({
      if: {
        doc: 'Expression of other inputs that has to be true.',
        caveat: 'Inputs are written `$[[ inputs.NAME ]]` here, too.',
        shape: syntax('rules-if'),
        default: { says: 'this entry always matches' },
        nullable: true,
        example: 'if: $[[ inputs.target ]] == "production"',
        because: 'an expression is a text',
        sources: [gitlab('specinputs')],
      },
      options: { ...options, doc: 'The only values that the input can have when this entry matches.' },
      default: { ...fallback, doc: 'Value of the input when this entry matches and none is given.' },
    }),
  ),
  default: { says: 'options and default are always the same' },
  nullable: true,
  example: 'rules:\n  - options: [small, large]\n    default: small',
  because: 'they are a list of mappings',
  sources: [gitlab('specinputs')],
} as const satisfies Field;

const input = record(
  { default: fallback, description, type, options, regex, rules: inputRules },
  { starter: ['default'] },
);

const inputs = {
  doc: 'What the file takes as input; the rest of it uses the values as `$[[ inputs.NAME ]]`, before anything else is read.',
  caveat: 'An input without `default` is required wherever the file is used, also when its own pipeline starts.',
  shape: map(text(), input, 'NAME'),
  usual: true,
  default: { says: 'no inputs' },
  nullable: true,
  example: 'inputs:\n  environment:\n    default: staging\n    description: Where to deploy to.',
  status: { since: '15.11' },
  because: 'inputs are a mapping of names',
  sources: [gitlab('specinputs')],
  aka: ['input', 'parameters', 'params'],
} as const satisfies Field;

const hash: Pattern = {
  source: 'sha256-[A-Za-z0-9+/]+={0,2}',
  says: '`sha256-` and a hash in Base64',
  because: 'GitLab knows no other form',
  severity: 'error',
};

const specFile = (doc: string, example: string): Field => ({
  doc,
  caveat: 'The file must hold `inputs` and nothing else.',
  shape: either({ scalar: [text()], list: list(text()), usual: 'scalar' }),
  default: { says: 'the inputs come from elsewhere' },
  nullable: true,
  example,
  because: 'it is named by a text',
  sources: [gitlab('specinclude')],
});

const specInclude = {
  doc: 'Files with more inputs, which those in this file win over.',
  caveat: 'Behind a feature flag that is off by default; takes files of this repository, of projects and by URL.',
  shape: list(
    either({
      scalar: [text()],
      map: record(
        {
          local: specFile('File of this repository, by its path from the root.', 'local: ci/inputs.yml'),
          project: specFile('Another project of the same GitLab, whose `file` is taken.', 'project: group/templates'),
          file: specFile('File or files of that other project, from its root.', 'file: /inputs.yml'),
          ref: specFile('Branch, tag or commit of that other project.', 'ref: v1.0.0'),
          remote: specFile('File that everyone can fetch, by its full URL.', 'remote: https://example.com/inputs.yml'),
          integrity: {
            ...specFile(
              'Hash of the remote file, which it must have.',
              'integrity: sha256-L3/GAoKaw0Arw6hDCKeKQlV1QPEgHYxGBHsH4zG1IY8=',
            ),
            shape: text({ pattern: hash }),
          },
        },
        { starter: ['local'] },
      ),
      usual: 'map',
    }),
  ),
  default: { says: 'only the inputs of this file' },
  nullable: true,
  example: 'include:\n  - local: ci/inputs.yml',
  status: { since: '18.6' },
  because: 'it is a list of files',
  sources: [gitlab('specinclude')],
} as const satisfies Field;

const component = {
  doc: 'What the file uses of its own data as a component, as in `$[[ component.version ]]`.',
  caveat: '`version` is empty unless the component is used in a released version.',
  shape: list(
    keyword(
      [
        { value: 'name', doc: 'Name of the component.' },
        { value: 'version', doc: 'Released version that is used.' },
        { value: 'sha', doc: 'Commit that is used.' },
        { value: 'reference', doc: 'What the user wrote behind `@`.' },
      ],
      { because: 'GitLab knows these' },
    ),
  ),
  default: { says: 'nothing of it is known to the file' },
  nullable: true,
  example: 'component: [name, version]',
  status: { since: '18.6' },
  because: 'it is a list of words',
  sources: [gitlab('speccomponent')],
} as const satisfies Field;

export const spec = {
  doc: 'What the rest of the file takes as input, in a document of its own in front of it: a line `---` has to follow.',
  caveat: 'Without the line `---` GitLab takes it for a job of that name.',
  shape: record(
    {
      inputs,
      description: {
        ...description,
        doc: 'What the file is for, in 255 characters at most.',
        example: 'description: Builds and signs an image.',
      },
      component,
      include: specInclude,
    },
    { starter: ['inputs'], foreign: [misplaced] },
  ),
  default: { says: 'the file takes no inputs' },
  nullable: true,
  example: 'spec:\n  inputs:\n    environment:\n      default: staging',
  status: { since: '15.11' },
  because: 'it is a mapping with `inputs`',
  sources: [gitlab('spec')],
} as const satisfies Field;

/** Inputs of one job. */
export const jobInputs = {
  doc: 'Values that a person can change when starting the job by hand or again; the script uses them as `${{ job.inputs.NAME }}`.',
  caveat: 'Every input of a job needs a default.',
  shape: map(
    text(),
    record({
      default: { ...given, required: true, caveat: 'Every input of a job needs one.' },
      description,
      type,
      options,
      regex,
    }),
    'NAME',
  ),
  default: { says: 'no inputs' },
  nullable: true,
  example: 'inputs:\n  level:\n    default: info\n    options: [info, debug]',
  because: 'inputs are a mapping of names',
  sources: [{ label: 'GitLab', url: 'https://docs.gitlab.com/ci/inputs/' }],
} as const satisfies Field;
