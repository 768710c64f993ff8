/** `cache` and everything below it. */
import { noResults } from './flow.ts';
import { gitlab } from './links.ts';
import { ANY_LEVELS, boolean, either, keyword, list, record, text } from './shape-builders.ts';
import type { Field } from './shape.ts';

const pathless = {
  source: '(?!\\.\\.?$)(?!.*%2[fF])[^/]*',
  says: 'free of `/` and `%2F`, and neither `.` nor `..`',
  because: 'GitLab refuses such a cache key',
  severity: 'error',
} as const;

const files = {
  doc: 'Files whose content makes the key: a new cache begins when one of them changes. A file that does not exist is passed over.',
  caveat: 'Ten files or patterns at most, two before GitLab 19.5, and no variables in them.',
  shape: list(text(), {
    min: 1,
    because: 'GitLab needs at least one file to make a key of',
    most: {
      count: 10,
      because: 'GitLab takes no more files for a key',
      severity: 'warning',
      before: { version: '19.5', count: 2 },
    },
  }),
  usual: true,
  default: { says: 'the key `default`, if no file exists' },
  nullable: true,
  example: 'files:\n  - package-lock.json',
  because: 'the files are a list of paths',
  sources: [gitlab('cachekeyfiles')],
  aka: ['file'],
} as const satisfies Field;

const filesCommits = {
  doc: 'Files whose latest commit makes the key: a new cache begins with every commit that touches one of them, even if it changes nothing in the end.',
  caveat: 'Cannot be combined with `files`. Ten files or patterns at most, two before GitLab 19.5.',
  shape: files.shape,
  default: { says: 'the key `default`, if no file exists' },
  nullable: true,
  example: 'files_commits:\n  - package.json',
  because: 'the files are a list of paths',
  sources: [gitlab('cachekeyfiles_commits')],
} as const satisfies Field;

const prefix = {
  doc: 'Prefix of the key that is made of the files, for jobs with the same files that need separate caches.',
  caveat: 'Works only together with `files` or `files_commits`.',
  shape: text({ pattern: pathless }),
  default: { says: 'the key is the hash of the files alone' },
  nullable: true,
  example: 'prefix: $CI_JOB_NAME',
  because: 'a prefix is a string',
  expands: ['gitlab'],
  sources: [gitlab('cachekeyprefix')],
} as const satisfies Field;

const key = {
  doc: 'Name of the cache: jobs with the same key share it, also across pipelines and branches. `files` makes a name of the content of files.',
  caveat:
    'Jobs with other paths need another key, else they overwrite each other. No `/` in it, so use `$CI_COMMIT_REF_SLUG` for a branch.',
  shape: either({
    scalar: [
      text({
        pattern: pathless,
        usual: [
          { value: '$CI_COMMIT_REF_SLUG', doc: 'One cache for each branch or tag.' },
          { value: '$CI_JOB_NAME', doc: 'One cache for each job; no `/` may be in the name of the job.' },
          { value: '$CI_COMMIT_REF_SLUG-$CI_JOB_STAGE', doc: 'One cache for each stage of each branch.', rare: true },
        ],
      }),
    ],
    map: record(
      { files, files_commits: filesCommits, prefix },
      {
        starter: ['files'],
        rules: [
          {
            kind: 'exactlyOne',
            keys: ['files', 'files_commits'],
            severity: 'error',
            becauseNone: 'a key is made of files',
            becauseMany: 'GitLab makes the key of the content or of the commits',
          },
        ],
      },
    ),
    usual: 'scalar',
  }),
  usual: true,
  default: 'default',
  nullable: true,
  example: 'key: $CI_COMMIT_REF_SLUG',
  because: 'a key is a string or a mapping with `files`',
  expands: ['gitlab'],
  sources: [gitlab('cachekey')],
} as const satisfies Field;

const paths = {
  doc: 'Files and folders to keep, relative to the checkout; wildcards are possible.',
  caveat: 'Nothing outside of the checkout can be cached: point tools at a folder inside it.',
  shape: list(text()),
  usual: true,
  default: { says: 'nothing is cached' },
  nullable: true,
  example: 'paths:\n  - node_modules/',
  because: 'the paths are a list of strings',
  expands: ['gitlab'],
  sources: [gitlab('cachepaths')],
  aka: ['path', 'directories'],
} as const satisfies Field;

const policy = {
  doc: 'Whether the job downloads the cache when it begins, uploads it at its end, or both.',
  caveat: 'With `pull` changes are lost, which is what jobs want that run side by side.',
  shape: keyword(
    [
      { value: 'pull-push', doc: 'Downloads at the start and uploads at the end.' },
      { value: 'pull', doc: 'Only downloads: quicker, and no job overwrites the cache of another.' },
      { value: 'push', doc: 'Only uploads, for the job that makes the cache.' },
    ],
    { variable: true, tolerates: 'pull|push', because: 'GitLab takes these and variables' },
  ),
  default: 'pull-push',
  nullable: true,
  example: 'policy: pull',
  because: 'a policy is a word',
  blank: true,
  expands: ['gitlab'],
  sources: [gitlab('cachepolicy')],
} as const satisfies Field;

const fallbackKeys = {
  doc: 'Keys to try in their order when there is no cache under its own key yet.',
  caveat: 'Five at most. The cache is still uploaded under the own key.',
  shape: list(text(), { most: { count: 5, because: 'GitLab takes five', severity: 'error' } }),
  default: { says: 'no other cache is tried, unless `CACHE_FALLBACK_KEY` names one' },
  nullable: true,
  example: 'fallback_keys:\n  - cache-$CI_DEFAULT_BRANCH',
  status: { since: '16.0' },
  because: 'the keys are a list of strings',
  expands: ['gitlab'],
  sources: [gitlab('cachefallback_keys')],
  aka: ['restore-keys', 'restore_keys', 'fallback_key'],
} as const satisfies Field;

const when = {
  doc: 'At which end of the job the cache is uploaded.',
  caveat: 'A cache that a failed job uploads may be half written.',
  shape: keyword(
    [
      { value: 'on_success', doc: 'Only when the job has succeeded.' },
      { value: 'on_failure', doc: 'Only when the job has failed.' },
      { value: 'always', doc: 'Whatever the result.' },
    ],
    { because: 'GitLab takes these', refused: noResults },
  ),
  default: 'on_success',
  nullable: true,
  example: 'when: always',
  because: 'it is a word',
  sources: [gitlab('cachewhen')],
} as const satisfies Field;

const untracked = {
  doc: 'Whether everything that git does not track is kept as well, ignored files included.',
  caveat: 'Artifacts of other jobs are untracked files too, so the cache can grow large.',
  shape: boolean(),
  default: false,
  nullable: true,
  example: 'untracked: true',
  because: 'it is a yes or no',
  sources: [gitlab('cacheuntracked')],
} as const satisfies Field;

const unprotect = {
  doc: 'Whether protected and other branches share the cache.',
  caveat: 'Whoever can push to any branch can then plant files in the jobs of protected ones.',
  shape: boolean(),
  default: false,
  nullable: true,
  example: 'unprotect: true',
  status: { since: '15.8' },
  because: 'it is a yes or no',
  sources: [gitlab('cacheunprotect')],
} as const satisfies Field;

const one = record(
  { key, paths, policy, fallback_keys: fallbackKeys, when, untracked, unprotect },
  { starter: ['key', 'paths'] },
);

export const cache = {
  doc: 'Files that jobs find again in later runs, such as downloaded packages. `[]` or `{}` gives a job no cache although `default` has one.',
  caveat: 'A cache may be missing at any time: use `artifacts` for what a later job needs.',
  shape: either({
    list: list(one, {
      levels: ANY_LEVELS,
      empties: true,
      most: { count: 4, because: 'GitLab takes four unless an administrator changed that', severity: 'warning' },
    }),
    map: one,
    usual: 'map',
  }),
  default: { says: 'the cache of `default`, if there is one' },
  nullable: true,
  example: 'cache:\n  key: $CI_COMMIT_REF_SLUG\n  paths:\n    - node_modules/',
  because: 'a cache is a mapping, several are a list of them',
  evaluates: 'job',
  sources: [gitlab('cache')],
  aka: ['caches'],
} as const satisfies Field;
