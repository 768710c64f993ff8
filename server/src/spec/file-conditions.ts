/** Conditions on files: which have changed, and which exist. */
import { gitlab } from './links.ts';
import { either, list, record, text } from './shape-builders.ts';
import type { Field, ListShape } from './shape.ts';

const PATTERNS = 'paths are a list of strings';

const fifty: NonNullable<ListShape['most']> = {
  count: 50,
  because: 'GitLab takes 50 paths',
  severity: 'error',
};

const fromRoot = {
  because: 'GitLab compares with paths from the root of the repository, so it never matches',
  severity: 'warning',
  surplus: '^(?:\\.{0,2}/)+',
} as const;

/** A path from the root of the repository, as git spells it. */
const path = text({
  pattern: {
    ...fromRoot,
    source: '(?!\\.{0,2}/|!)[\\s\\S]*',
    says: 'a path without `/`, `./`, `../` or `!` in front',
  },
});

/** Folders themselves never change. */
const changedPath = text({
  pattern: {
    ...fromRoot,
    source: '(?!\\.{0,2}/|!)(?![\\s\\S]*/$)[\\s\\S]*',
    says: 'a path without `/`, `./`, `../` or `!` in front and without `/` at its end',
    tail: '**/*',
  },
});

const changedPaths = {
  doc: 'Files and patterns of which one must have changed.',
  caveat:
    'Paths begin at the root of the repository, without `./`; `dir/*` does not reach into folders, `dir/**/*` does.',
  shape: list(changedPath, { most: fifty, filled: 'GitLab refuses it without a list' }),
  usual: true,
  default: { says: 'nothing; `regexp` takes its place' },
  example: 'paths:\n  - Dockerfile',
  because: PATTERNS,
  expands: ['gitlab'],
  sources: [gitlab('ruleschangespaths')],
} as const satisfies Field;

const changedPattern = {
  doc: 'Regular expression of Ruby that the path of one changed file has to match, in place of `paths`. Look-ahead is possible, for example to exclude files.',
  caveat:
    'Behind the feature flag `ci_rules_regexp`, which is off by default: without it the rule always holds. Anchor with `\\A` and `\\z`: `^` and `$` also match at line breaks.',
  notes: ['No slashes around it, and at most 255 characters, variables in it replaced.'],
  shape: text({
    pattern: {
      source: '[\\s\\S]{0,255}',
      says: 'at most 255 characters long',
      because: 'GitLab fails the pipeline for a longer one',
      severity: 'warning',
    },
  }),
  default: { says: 'nothing; `paths` takes its place' },
  example: "regexp: '\\A(?!docs/)'",
  status: { since: '19.2' },
  because: 'a regular expression is a string',
  expands: ['gitlab'],
  sources: [gitlab('ruleschangesregexp')],
  aka: ['regex', 'pattern'],
} as const satisfies Field;

const pathsOrPattern = ['paths', 'regexp'];
const ONE_WAY = 'files are named by paths or by a regular expression';

export const changes = {
  doc: 'Files and patterns of which one must have changed: against the target branch in merge request pipelines, else against the commit before.',
  caveat:
    'Always true where no commit was pushed, as in pipelines for tags and schedules, and in the first of a branch, unless `compare_to` says with what to compare.',
  shape: either({
    list: list(changedPath, { most: fifty }),
    map: record(
      {
        paths: changedPaths,
        regexp: changedPattern,
        compare_to: {
          doc: 'Branch, tag or commit to compare with.',
          caveat: 'The name must exist when the pipeline is made, else that fails.',
          shape: text(),
          usual: true,
          default: { says: 'the target branch, or the commit before' },
          nullable: true,
          example: 'compare_to: refs/heads/main',
          status: { since: '15.3' },
          because: 'it is the name of a branch, tag or commit',
          expands: ['gitlab'],
          sources: [gitlab('ruleschangescompare_to')],
          aka: ['compare', 'ref'],
        },
      },
      {
        starter: ['paths'],
        rules: [
          {
            kind: 'exactlyOne',
            keys: pathsOrPattern,
            severity: 'error',
            becauseNone: 'GitLab has to know which files count',
            becauseMany: ONE_WAY,
          },
        ],
      },
    ),
    usual: 'list',
  }),
  usual: true,
  default: { says: 'no condition' },
  nullable: true,
  example: 'changes:\n  - src/**/*',
  because: 'changes are a list of paths, or a mapping with `paths` or `regexp`',
  expands: ['gitlab'],
  sources: [gitlab('ruleschanges')],
  aka: ['changed', 'change'],
} as const satisfies Field;

const project = {
  doc: 'Another project in which to look for the files.',
  caveat: 'The person who runs the pipeline needs access to it.',
  shape: text(),
  default: { says: 'this project' },
  nullable: true,
  example: 'project: group/project',
  status: { since: '16.11' },
  because: 'a project is the path of one',
  expands: ['gitlab'],
  sources: [gitlab('rulesexistsproject')],
} as const satisfies Field;

const ref = {
  doc: 'Branch, tag or commit of that other project.',
  caveat: 'Needs `project`.',
  shape: text(),
  default: { says: 'the default branch of the other project' },
  nullable: true,
  example: 'ref: v1.0.0',
  status: { since: '16.11' },
  because: 'it is the name of a branch, tag or commit',
  expands: ['gitlab'],
  sources: [gitlab('rulesexistsproject')],
} as const satisfies Field;

export const exists = {
  doc: 'Files, folders and patterns of which one must exist in the repository.',
  caveat:
    'Looks at the commit, not at artifacts. A folder ends in `/`. Beyond 50,000 comparisons patterns count as found.',
  shape: either({
    scalar: [path],
    list: list(path, { most: fifty }),
    map: record(
      {
        paths: {
          ...changedPaths,
          nullable: true,
          doc: 'Files, folders and patterns of which one must exist.',
          status: { since: '16.11' },
          sources: [gitlab('rulesexistspaths')],
        },
        regexp: {
          ...changedPattern,
          doc: 'Regular expression of Ruby that the path of one file of the repository has to match, in place of `paths`.',
          example: "regexp: '\\.go$'",
          sources: [gitlab('rulesexistsregexp')],
        },
        project,
        ref,
      },
      {
        blank: true,
        starter: ['paths'],
        rules: [
          {
            kind: 'exactlyOne',
            keys: pathsOrPattern,
            severity: 'error',
            becauseNone: 'GitLab has to know which files count',
            becauseMany: ONE_WAY,
          },
          {
            kind: 'needs',
            key: 'ref',
            needs: 'project',
            severity: 'error',
            because: 'the name alone does not say in which project to look',
          },
        ],
      },
    ),
    usual: 'list',
  }),
  default: { says: 'no condition' },
  nullable: true,
  example: 'exists:\n  - Dockerfile',
  because: 'they are a list of paths, or a mapping with `paths` or `regexp`',
  expands: ['gitlab'],
  sources: [gitlab('rulesexists')],
  aka: ['exist', 'file_exists'],
} as const satisfies Field;
