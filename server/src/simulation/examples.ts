/** Pipelines that anybody can start, several of each kind: what holds in all of a kind rests on no name of a branch or tag. */
import type { RepositoryFacts } from './repository.ts';
import type { Scenario } from './scenario.ts';
import { usualScenarios } from './scenarios.ts';

export interface Kind {
  /** That of the usual scenario. */
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

/** As people usually call what they work on. */
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
  // Which refs are protected is a setting.
  examples: ALL.flatMap(usual => usual.filter(one => one.name === name)).map(one => ({
    ...one,
    isProtected: undefined,
  })),
}));
