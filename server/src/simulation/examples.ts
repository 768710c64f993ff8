/**
 * Examples of pipelines that anybody can start, several of each kind: what holds for all of a kind depends on no branch
 * or tag name.
 */
import type { RepositoryFacts } from './repository.ts';
import type { Scenario } from './scenario.ts';
import { usualScenarios } from './scenarios.ts';

export interface Kind {
  /** The name of the usual scenario. */
  readonly name: string;
  /** As in "the pipelines of …". */
  readonly title: string;
  readonly examples: readonly Scenario[];
}

const TITLES: Readonly<Record<string, string>> = {
  push: 'the default branch',
  'push-branch': 'other branches',
  'merge-request': 'merge requests',
  tag: 'tags',
  schedule: 'schedules',
};

/** Branch names as people usually choose them. */
const REPOSITORIES: readonly RepositoryFacts[] = [
  { defaultBranch: 'main', branch: 'feature', tags: ['v1.0.0'] },
  { defaultBranch: 'master', branch: 'feature/login', tags: ['1.0.0'] },
  { defaultBranch: 'develop', branch: 'fix/123', tags: ['release-1.0'] },
  { defaultBranch: 'trunk', branch: 'ABC-7-login', tags: ['app/v2'] },
];

const ALL = REPOSITORIES.map(facts => usualScenarios(facts));

export const kinds: readonly Kind[] = Object.entries(TITLES).map(([name, title]) => ({
  name,
  title,
  // which refs are protected is a setting, and any branch may have a merge request
  examples: ALL.flatMap(usual => usual.filter(one => one.name === name)).map(one => ({
    ...one,
    isProtected: undefined,
    ...(one.mergeRequest ? {} : { openMergeRequests: undefined }),
  })),
}));
