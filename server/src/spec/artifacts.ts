/** `artifacts` and everything below it except reports. */
import { noResults } from './flow.ts';
import { gitlab } from './links.ts';
import { reports } from './reports.ts';
import { boolean, keyword, list, record, text, duration } from './shape-builders.ts';
import type { Field } from './shape.ts';

const paths = {
  doc: 'Files and folders to keep, relative to the checkout; wildcards are possible. They come back at the same place in later jobs.',
  caveat: 'Nothing outside of the checkout can be kept, and a path that matches no file is only a warning in the log.',
  shape: list(text()),
  usual: true,
  default: { says: 'nothing but the reports is kept' },
  nullable: true,
  example: 'paths:\n  - dist/',
  because: 'the paths are a list of strings',
  expands: ['gitlab'],
  sources: [gitlab('artifactspaths')],
  aka: ['path', 'files'],
} as const satisfies Field;

const exclude = {
  doc: 'Files that stay out of the archive although `paths` or `untracked` match them.',
  caveat: 'Patterns do not reach into folders by themselves: write `**/*.o` rather than `*.o`.',
  shape: list(text()),
  default: { says: 'everything that matches `paths` is kept' },
  nullable: true,
  example: 'exclude:\n  - dist/**/*.map',
  because: 'the paths are a list of strings',
  sources: [gitlab('artifactsexclude')],
  aka: ['ignore'],
} as const satisfies Field;

const expireIn = {
  doc: 'How long GitLab keeps the files, counted from the upload, as in `1 week` or `3 mins 4 sec`.',
  caveat:
    'The latest artifacts of a branch are kept beyond that by default. A number without a unit counts seconds and needs quotes.',
  shape: duration({ never: true }),
  usual: true,
  default: { says: 'the setting of the instance, 30 days on GitLab.com' },
  nullable: true,
  example: 'expire_in: 1 week',
  placeholder: '1 week',
  because: 'GitLab takes a duration as a string, as in `1 week`, or `never`',
  expands: [],
  sources: [gitlab('artifactsexpire_in')],
  aka: ['retention-days', 'expires_in', 'expire'],
} as const satisfies Field;

const exposeAs = {
  doc: 'Shows a link with this text to the artifacts in the merge request.',
  caveat: 'Needs `paths` without wildcards and without variables; a folder must end in `/`.',
  shape: text({
    pattern: {
      source: '[A-Za-z0-9_][-A-Za-z0-9_ ]{0,99}',
      says: 'made of letters, digits, `-`, `_` and spaces, 100 at most',
      because: 'GitLab takes no other characters in the text of the link',
      severity: 'error',
    },
  }),
  default: { says: 'no link is shown' },
  nullable: true,
  example: 'expose_as: Test coverage',
  because: 'the text of the link is a string',
  sources: [gitlab('artifactsexpose_as')],
} as const satisfies Field;

const name = {
  doc: 'Name of the archive to download, without `.zip`.',
  caveat: 'A `/` from a branch name makes folders on some systems: use `$CI_COMMIT_REF_SLUG`.',
  shape: text(),
  default: 'artifacts',
  nullable: true,
  example: 'name: "$CI_JOB_NAME-$CI_COMMIT_REF_SLUG"',
  because: 'a name is a string',
  expands: ['gitlab'],
  sources: [gitlab('artifactsname')],
} as const satisfies Field;

const when = {
  doc: 'At which end of the job the files are kept.',
  caveat: 'Reports are uploaded whatever is said here.',
  shape: keyword(
    [
      { value: 'on_success', doc: 'Only when the job has succeeded.' },
      { value: 'on_failure', doc: 'Only when the job has failed, for screenshots and logs.' },
      { value: 'always', doc: 'Whatever the result, unless the job ran into its timeout.' },
    ],
    { because: 'GitLab takes these', refused: noResults },
  ),
  default: 'on_success',
  nullable: true,
  example: 'when: always',
  because: 'it is a word',
  sources: [gitlab('artifactswhen')],
} as const satisfies Field;

const untracked = {
  doc: 'Whether everything that git does not track is kept as well, ignored files included.',
  caveat: 'That can be far more than meant, such as `node_modules/`; `exclude` takes files out again.',
  shape: boolean(),
  default: false,
  nullable: true,
  example: 'untracked: true',
  because: 'it is a yes or no',
  sources: [gitlab('artifactsuntracked')],
} as const satisfies Field;

const isPublic = {
  doc: 'Whether people without a role in the project can download the artifacts of a public pipeline.',
  caveat:
    '`access` says the same with more choices, and both together are refused. Jobs can fetch the files all the same.',
  shape: boolean(),
  default: true,
  nullable: true,
  example: 'public: false',
  status: { since: '16.7' },
  because: 'it is a yes or no',
  sources: [gitlab('artifactspublic')],
} as const satisfies Field;

const access = {
  doc: 'Who can download the artifacts in the web interface and by the API.',
  caveat: 'Jobs with a job token can fetch the files all the same.',
  shape: keyword(
    [
      { value: 'all', doc: 'Everyone who can see the pipeline.' },
      { value: 'developer', doc: 'People with the Developer role or a higher one.' },
      { value: 'maintainer', doc: 'People with the Maintainer role or a higher one.', since: '18.4' },
      { value: 'none', doc: 'Nobody.' },
    ],
    { because: 'GitLab takes these' },
  ),
  default: 'all',
  nullable: true,
  example: 'access: developer',
  status: { since: '16.11' },
  because: 'it is a word',
  sources: [gitlab('artifactsaccess')],
} as const satisfies Field;

export const artifacts = {
  doc: 'Files that GitLab keeps when the job is done: to download, to show as reports, and to hand to later jobs, which fetch all of them unless `dependencies` or `needs` says otherwise.',
  caveat: 'Replaces the artifacts of `default` as a whole. For files that only make later runs quicker, use `cache`.',
  shape: record(
    {
      paths,
      exclude,
      expire_in: expireIn,
      when,
      reports,
      name,
      expose_as: exposeAs,
      untracked,
      access,
      public: isPublic,
    },
    {
      starter: ['paths'],
      rules: [
        {
          kind: 'atMostOne',
          keys: ['access', 'public'],
          severity: 'error',
          because: 'both say who can download the files',
        },
        {
          kind: 'needs',
          key: 'expose_as',
          needs: 'paths',
          filled: true,
          severity: 'error',
          because: 'the link leads to these files',
        },
        {
          kind: 'restricts',
          key: 'expose_as',
          texts: 'paths',
          severity: 'error',
          pattern: {
            source: '[^*]*',
            says: 'free of `*` with `expose_as`',
            because: 'the link leads to files, not to patterns',
            severity: 'error',
          },
        },
      ],
    },
  ),
  usual: true,
  default: { says: 'the artifacts of `default`, if there are any' },
  nullable: true,
  example: 'artifacts:\n  paths:\n    - dist/\n  expire_in: 1 week',
  because: 'artifacts are a mapping with `paths`, `reports` and others',
  evaluates: 'job',
  sources: [gitlab('artifacts')],
  aka: ['artifact', 'store_artifacts', 'outputs'],
} as const satisfies Field;
