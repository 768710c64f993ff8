/** Variables that control how a runner gets the files of the repository. */
import { onOrOff, type RunnerVariables } from './variable.ts';

const withSubmodules = 'with a `GIT_SUBMODULE_STRATEGY` of `normal` or `recursive`';

export const sourceVariables = {
  GIT_STRATEGY: {
    doc: 'How the folder of the job gets the files of the repository.',
    default: { says: 'the setting of the project' },
    otherwise: 'The runner ignores it and follows the setting of the project.',
    values: [
      { value: 'fetch', doc: 'Keeps the working copy of an earlier job, cleans it and gets what is new.' },
      { value: 'clone', doc: 'Gets everything anew for every job, the slowest way.' },
      { value: 'none', doc: 'Leaves the folder as an earlier job left it, without any Git command.' },
      { value: 'empty', doc: 'Begins with an empty folder, without any files of the repository.' },
    ],
  },
  GIT_DEPTH: {
    doc: 'How many commits of the history are fetched.',
    caveat:
      'Jobs that are retried or wait long fail if their commit is no longer among them; `git describe` needs more.',
    default: { says: 'the setting of the project, 20 in new ones' },
    values: [{ value: '0', doc: 'The whole history.' }],
    example: 'GIT_DEPTH: "50"',
  },
  GIT_CHECKOUT: {
    doc: 'Whether the commit of the pipeline is checked out once it is fetched.',
    caveat: 'Without it, `git clean` does not run either.',
    only: 'with a `GIT_STRATEGY` of `clone` or `fetch`',
    default: 'true',
    values: onOrOff,
  },
  GIT_CLEAN_FLAGS: {
    doc: 'Options of the `git clean` that follows the checkout.',
    default: '-ffdx',
    values: [
      { value: '-ffdx', doc: 'Removes all that is not part of the commit, ignored files as well.' },
      { value: 'none', doc: 'Nothing is cleaned.' },
    ],
    example: 'GIT_CLEAN_FLAGS: -ffdx -e cache/',
  },
  GIT_FETCH_EXTRA_FLAGS: {
    doc: 'Options that `git fetch` gets after those for depth, remote and refs.',
    caveat: 'They replace the default ones: repeat `--prune --quiet` if it is still wanted.',
    default: '--prune --quiet',
    values: [
      { value: '--prune --quiet', doc: 'Branches that are gone are removed, and nothing is printed.' },
      { value: 'none', doc: 'No further options.' },
    ],
  },
  GIT_CLONE_EXTRA_FLAGS: {
    doc: 'Options that `git clone` gets after those of the runner.',
    only: 'with a `GIT_STRATEGY` of `clone` and the feature flag `FF_USE_GIT_NATIVE_CLONE`',
    values: [{ value: 'none', doc: 'No further options.' }],
    example: 'GIT_CLONE_EXTRA_FLAGS: --filter=blob:limit=1m',
  },
  GIT_CLONE_PATH: {
    doc: 'Folder into which the repository goes. It must lie in `$CI_BUILDS_DIR`.',
    caveat: 'Variables in it are expanded once only. Add `$CI_CONCURRENT_ID` where jobs run side by side.',
    only: 'where the runner has `custom_build_dir` enabled',
    default: { says: 'a folder below `$CI_BUILDS_DIR` that the runner chooses' },
    example: 'GIT_CLONE_PATH: $CI_BUILDS_DIR/$CI_CONCURRENT_ID/app',
  },
  GIT_SUBMODULE_STRATEGY: {
    doc: 'Whether submodules are fetched, and how deep.',
    caveat: 'Their URLs in `.gitmodules` must be relative or readable over HTTPS.',
    default: 'none',
    otherwise: 'The job fails with "unknown GIT_SUBMODULE_STRATEGY".',
    values: [
      { value: 'none', doc: 'Submodules stay empty.' },
      { value: 'normal', doc: 'Submodules of the repository itself.' },
      { value: 'recursive', doc: 'Submodules and all submodules in them.' },
    ],
  },
  GIT_SUBMODULE_PATHS: {
    doc: 'Which submodules are fetched, as paths with blanks between them; `:(exclude)` in front of a path leaves it out.',
    only: withSubmodules,
    default: { says: 'all of them' },
    example: 'GIT_SUBMODULE_PATHS: libs/one libs/two',
  },
  GIT_SUBMODULE_DEPTH: {
    doc: 'How many commits of the history of submodules are fetched.',
    only: withSubmodules,
    since: '15.5',
    default: { says: 'what `GIT_DEPTH` says' },
    values: [{ value: '0', doc: 'The whole history.' }],
  },
  GIT_SUBMODULE_UPDATE_FLAGS: {
    doc: 'Options that `git submodule update` gets after those of the runner.',
    caveat: 'With `--remote`, the same commit of the repository can build differently on another day.',
    only: withSubmodules,
    example: 'GIT_SUBMODULE_UPDATE_FLAGS: --jobs 4',
  },
  GIT_SUBMODULE_FORCE_HTTPS: {
    doc: 'Whether SSH and Git URLs of submodules on the same instance are read as HTTPS, which the token of the job can access.',
    since: '15.11',
    default: 'false',
    values: onOrOff,
  },
} as const satisfies RunnerVariables;
