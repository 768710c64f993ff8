/** Scenarios that need no configuration: what usually starts a pipeline, with the names of this repository. */
import type { RepositoryFacts } from './repository.ts';
import type { MergeRequest, Scenario } from './scenario.ts';

/** In all of them, the changed files are unknown. */
export function usualScenarios(facts: RepositoryFacts, files?: readonly string[]): readonly Scenario[] {
  const main = facts.defaultBranch ?? 'main';
  const branch = facts.branch !== undefined && facts.branch !== main ? facts.branch : 'feature';
  const push = { ...BASE, ...sharedOf(facts, main), files };
  const request: Scenario = {
    ...push,
    name: 'merge-request',
    source: 'merge_request_event',
    ref: 'refs/merge-requests/1/head',
    refType: 'merge_request',
    mergeRequest: requestFrom(branch, main),
    openMergeRequests: [`${facts.project ?? 'project'}!1`],
  };
  return [
    { ...push, name: 'push', ref: main, isUpdate: true, isProtected: true },
    { ...push, name: 'push-branch', ref: branch, isUpdate: true },
    { ...push, name: 'push-new-branch', ref: branch },
    request,
    { ...request, name: 'merge-request-fork', mergeRequest: { ...requestFrom(branch, main), fork: true } },
    { ...push, name: 'tag', ref: facts.tags.at(-1) ?? 'v1.0.0', refType: 'tag' },
    ...BY_SOURCE.map(([name, source]) => ({ ...push, name, source, ref: main, isProtected: true })),
    { ...push, name: 'child', source: 'parent_pipeline', ref: main, isProtected: true, isUpdate: true },
  ];
}

/** On the default branch, without a previous commit. */
const BY_SOURCE = [
  ['schedule', 'schedule'],
  ['web', 'web'],
  ['api', 'api'],
  ['trigger', 'trigger'],
  ['multi-project', 'pipeline'],
] as const;

const BASE = {
  source: 'push',
  refType: 'branch',
  isUpdate: false,
  isProtected: false,
  variables: {},
  scheduleVariables: {},
  settings: {},
  // most branches have none, and `merge-request` is there for the others
  openMergeRequests: [],
} as const;

function sharedOf({ project }: RepositoryFacts, defaultBranch: string): Pick<Scenario, 'defaultBranch' | 'project'> {
  return { defaultBranch, project };
}

function requestFrom(sourceBranch: string, targetBranch: string): MergeRequest {
  return { iid: 1, sourceBranch, targetBranch, eventType: 'detached' };
}
