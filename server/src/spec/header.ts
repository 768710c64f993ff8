/** The `spec:` header: which inputs a file takes, and where it gets them from. */
import { misplaced } from './hooks.ts';
import { integrity } from './include.ts';
import { description, inputs } from './inputs.ts';
import { gitlab } from './links.ts';
import { either, keyword, list, record, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const specFile = (about: Pick<Field, 'doc' | 'caveat' | 'default' | 'example'>): Field => ({
  caveat: 'The file must hold `inputs` and nothing else.',
  shape: either({ scalar: [text()], list: list(text()), usual: 'scalar' }),
  default: { says: 'the inputs come from elsewhere' },
  nullable: true,
  ...about,
  because: 'it is named by a string',
  sources: [gitlab('specinclude')],
});

const specInclude = {
  doc: 'Files with more inputs: of this repository, of other projects, or by URL.',
  caveat: 'Not for components. Before GitLab 18.9 it is behind a feature flag; no input can be both there and here.',
  shape: list(
    either({
      scalar: [text()],
      map: record(
        {
          local: specFile({
            doc: 'File of this repository with more inputs, by its path from the root.',
            example: 'local: ci/inputs.yml',
          }),
          project: specFile({
            doc: 'Another project of the same GitLab, whose `file` holds the inputs.',
            caveat: 'The person who starts the pipeline needs access to it.',
            example: 'project: group/templates',
          }),
          file: specFile({
            doc: 'File or files with inputs in that other project, from its root.',
            default: { says: 'nothing; `project` needs it' },
            example: 'file: /inputs.yml',
          }),
          ref: specFile({
            doc: 'Branch, tag or commit of that other project.',
            caveat: 'A branch can change at any time; the full name of a commit cannot.',
            default: { says: 'the default branch of the other project' },
            example: 'ref: v1.0.0',
          }),
          remote: specFile({
            doc: 'File with inputs that everyone can fetch, by its full URL.',
            example: 'remote: https://example.com/inputs.yml',
          }),
          integrity: { ...integrity, nullable: true, status: { since: '18.6' }, sources: [gitlab('specinclude')] },
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
        { value: 'reference', doc: 'What the user wrote after `@`.' },
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
        doc: 'What the file is for, in 256 characters at most.',
        example: 'description: Builds and signs an image.',
        status: { since: '18.10' },
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
