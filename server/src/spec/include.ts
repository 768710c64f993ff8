/** `include`: other files whose content is merged in, at the top level and for child pipelines. */
import { gitlab } from './links.ts';
import { childIncludeRules, includeRules } from './rules.ts';
import { templates } from './templates.ts';
import { anything, boolean, duration, either, list, map, name, record, syntax, text } from './shape-builders.ts';
import type { Field, KeyRule, Pattern } from './shape.ts';

const local = {
  doc: 'File of this repository, by its path from the root; `*` and `**` take several.',
  caveat: 'Never relative to the including file: `./` and `../` mean nothing. The name ends in `.yml` or `.yaml`.',
  shape: syntax('path'),
  usual: true,
  default: { says: 'the file comes from elsewhere' },
  example: 'local: ci/build.yml',
  because: 'a path is a string',
  expands: ['gitlab'],
  sources: [gitlab('includelocal')],
  aka: ['path'],
} as const satisfies Field;

const project = {
  doc: 'Another project of the same GitLab, from which `file` is taken.',
  caveat: 'The person who starts the pipeline needs access to it. Fix a version with `ref`.',
  shape: text(),
  usual: true,
  default: { says: 'this project' },
  example: 'project: group/templates',
  because: 'a project is the path of one',
  expands: ['gitlab'],
  sources: [gitlab('includeproject')],
  aka: ['repository', 'repo'],
} as const satisfies Field;

const file = {
  doc: 'File or files of that other project, from its root.',
  caveat: 'Needs `project`; no wildcards.',
  shape: either({
    scalar: [text()],
    list: list(text(), { min: 1, severity: 'warning', because: 'nothing is included then' }),
    usual: 'scalar',
  }),
  default: { says: 'nothing; `project` needs it' },
  example: 'file: /templates/build.yml',
  because: 'a file is a path, several are a list of them',
  expands: ['gitlab'],
  sources: [gitlab('includeproject')],
  aka: ['files'],
} as const satisfies Field;

const ref = {
  doc: 'Branch, tag or commit of that other project.',
  caveat: 'A branch can change at any time; the full name of a commit cannot.',
  shape: text(),
  default: { says: 'the default branch of the other project' },
  nullable: true,
  example: 'ref: v1.0.0',
  because: 'it is the name of a branch, tag or commit',
  expands: ['gitlab'],
  sources: [gitlab('includeproject')],
  aka: ['branch', 'tag', 'version'],
} as const satisfies Field;

const remote = {
  doc: 'File that everyone can fetch, by its full URL.',
  caveat: 'Whoever can change it can change the pipeline: `integrity` guards against that.',
  shape: syntax('url'),
  default: { says: 'the file comes from elsewhere' },
  example: 'remote: https://example.com/ci/build.yml',
  because: 'a URL is a string',
  expands: ['gitlab'],
  sources: [gitlab('includeremote')],
  aka: ['url'],
} as const satisfies Field;

const sha: Pattern = {
  source: 'sha256-[A-Za-z0-9+/]+={0,2}',
  says: '`sha256-` and a hash in Base64',
  because: 'GitLab knows no other form',
  severity: 'error',
};

export const integrity = {
  doc: 'Hash of the remote file; the pipeline fails if the content has another one.',
  caveat: 'Every wanted change of that file needs a new hash here.',
  shape: text({ pattern: sha }),
  default: { says: 'any content is taken' },
  example: 'integrity: sha256-L3/GAoKaw0Arw6hDCKeKQlV1QPEgHYxGBHsH4zG1IY8=',
  status: { since: '17.9' },
  because: 'a hash is a string',
  sources: [gitlab('includeintegrity')],
} as const satisfies Field;

export const template = {
  doc: 'A template that comes with GitLab, by its file name.',
  caveat: 'It changes with GitLab. Not every template is meant to be included.',
  shape: text({ usual: templates }),
  default: { says: 'the file comes from elsewhere' },
  example: 'template: Jobs/SAST.gitlab-ci.yml',
  because: 'a template is named by a string',
  expands: ['gitlab'],
  sources: [gitlab('includetemplate')],
} as const satisfies Field;

const component = {
  doc: 'A component: host, project, name, and the version after `@`.',
  caveat: '`~latest` and branches can change at any time. `$CI_SERVER_FQDN` is your own GitLab.',
  shape: text(),
  usual: true,
  default: { says: 'the file comes from elsewhere' },
  example: 'component: $CI_SERVER_FQDN/group/project/build@1.0.0',
  status: { since: '17.0' },
  because: 'a component is named by a string',
  expands: ['gitlab'],
  sources: [gitlab('includecomponent')],
} as const satisfies Field;

const artifact = {
  doc: 'A file that an earlier job of this pipeline has written, as one of its artifacts.',
  caveat: 'For child pipelines only, together with `job`.',
  shape: text(),
  default: { says: 'the file comes from elsewhere' },
  example: 'artifact: generated.yml',
  because: 'a path is a string',
  expands: ['gitlab'],
  sources: [gitlab('triggerinclude')],
} as const satisfies Field;

const job = {
  doc: 'Job whose artifacts hold the file.',
  caveat: 'It must be done before: name it in `needs` or put it into an earlier stage.',
  shape: name('job'),
  default: { says: 'nothing; `artifact` needs it' },
  example: 'job: generate',
  because: 'the name of a job is a string',
  expands: ['gitlab'],
  sources: [gitlab('triggerinclude')],
} as const satisfies Field;

const inputs = {
  doc: 'Values for the inputs that the file declares in its `spec:` header.',
  caveat: 'Values must have the type that is declared there; inputs without a default have to be given.',
  shape: map(text(), anything),
  default: { says: 'the defaults that the file declares' },
  nullable: true,
  example: 'inputs:\n  stage: build',
  status: { since: '15.11' },
  because: 'inputs are a mapping of names to values',
  sources: [gitlab('includeinputs')],
  aka: ['with', 'variables'],
} as const satisfies Field;

const cache = {
  doc: 'Whether, or how long, GitLab keeps a remote file before it fetches it again: `true` is one hour.',
  caveat: 'For `remote` only. Changes of that file are seen later; a duration is one minute at least.',
  shape: either({ scalar: [duration({ atLeast: 60 }), boolean()], usual: 'scalar' }),
  default: { says: 'it is fetched for every pipeline' },
  nullable: true,
  example: 'cache: true',
  because: 'it is a yes or no, or a duration',
  status: { since: '19.0' },
  sources: [gitlab('includecache')],
} as const satisfies Field;

const kinds = ['local', 'project', 'component', 'template', 'remote', 'artifact'] as const;

const onePlace = {
  kind: 'exactlyOne',
  keys: kinds,
  severity: 'error',
  becauseNone: 'GitLab has to know where the file comes from',
  becauseMany: 'an entry takes files from one place; make an entry of each',
} as const satisfies KeyRule;

const demands = [
  {
    kind: 'needs',
    key: 'project',
    needs: 'file',
    severity: 'error',
    because: 'GitLab has to know which file of the project',
  },
  {
    kind: 'needs',
    key: 'file',
    needs: 'project',
    severity: 'error',
    because: 'use `local` for a file of this repository',
  },
  {
    kind: 'needs',
    key: 'artifact',
    needs: 'job',
    severity: 'error',
    because: 'GitLab has to know which job wrote the file',
  },
  { kind: 'needs', key: 'ref', needs: 'project', severity: 'warning', because: 'only files of a project have one' },
  { kind: 'needs', key: 'job', needs: 'artifact', severity: 'warning', because: 'only artifacts come from a job' },
  { kind: 'needs', key: 'integrity', needs: 'remote', severity: 'error', because: 'only remote files are checked' },
  {
    kind: 'needs',
    key: 'cache',
    except: false,
    needs: 'remote',
    severity: 'error',
    because: 'only remote files are kept',
  },
] as const satisfies readonly KeyRule[];

const keys = {
  local,
  project,
  file,
  ref,
  component,
  template,
  remote,
  integrity,
  artifact,
  job,
  inputs,
  rules: includeRules,
  cache,
} as const;

/** Reading the includes of a file reports entries that do not say where they come from. */
const entry = record(keys, { starter: ['local'], rules: [{ ...onePlace, told: true }, ...demands] });

const childEntry = record({ ...keys, rules: childIncludeRules }, { starter: ['local'], rules: [onePlace, ...demands] });

const text1 = text();

export const include = {
  doc: 'Other files whose content is merged in before this one, wherever the key is: what this file says wins. Mappings are merged, lists replaced.',
  caveat: 'Files included later win over those before them; 150 files at most, nested ones counted.',
  shape: either({
    scalar: [text1],
    list: list(either({ scalar: [text1], map: entry, usual: 'map' }), { empties: true }),
    map: entry,
    usual: 'list',
  }),
  usual: true,
  default: { says: 'nothing is included' },
  nullable: true,
  example: 'include:\n  - local: ci/build.yml\n  - component: $CI_SERVER_FQDN/group/project/lint@1.0.0',
  because: 'an include is a path or URL, a mapping, or a list of them',
  reference: false,
  sources: [gitlab('include')],
  aka: ['includes', 'import', 'imports'],
} as const satisfies Field;

/** The files that make up a child pipeline. */
export const childInclude = {
  ...include,
  doc: 'The file or files that make up the child pipeline, in the forms of `include` at the top level.',
  caveat: 'Three files at most. A file that a job has written is named by `artifact` and `job`.',
  shape: either({
    scalar: [text1],
    list: list(either({ scalar: [text1], map: childEntry, usual: 'map' }), {
      empties: true,
      min: 1,
      severity: 'warning',
      because: 'a child pipeline of no files has no jobs',
      most: { count: 3, because: 'GitLab takes three files for a child pipeline', severity: 'error' },
    }),
    map: childEntry,
    usual: 'scalar',
  }),
  default: { says: 'the pipeline is one of another project' },
  example: 'include: ci/child.yml',
  sources: [gitlab('triggerinclude')],
} as const satisfies Field;
