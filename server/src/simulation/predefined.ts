/** The predefined variables of a scenario that are known before any job exists. */
import { namesOfJobs, predefinedVariables } from '../spec/predefined.ts';
import { mergeRequestVariables } from '../spec/predefined/merge-request.ts';
import type { MergeRequest, Scenario } from './scenario.ts';
import { doubtAbout, plainVariables, type IsAbsent, type Variables } from './scope.ts';
import { slugOf } from './slug.ts';

/** Those of the project and its pipeline; `iid` is not assigned before jobs are created. */
export function predefinedIn(scenario: Scenario): Variables {
  return new Map([
    ...(scenario.closed ? FIXED : plainVariables(ALWAYS)),
    ...projectVariables(scenario),
    ...commitVariables(scenario),
    ...pipelineVariables(scenario),
    ...(scenario.mergeRequest ? requestVariables(scenario, scenario.mergeRequest) : []),
  ]);
}

const ALWAYS = { CI: 'true', GITLAB_CI: 'true' } as const;

/** What an event does not say, but every pipeline has. */
const FIXED = plainVariables({
  ...ALWAYS,
  CI_API_V4_URL: 'https://gitlab.example.com/api/v4',
  CI_CONFIG_PATH: '.gitlab-ci.yml',
  CI_PROJECT_ID: '7',
  CI_PROJECT_TITLE: 'app',
  CI_PROJECT_URL: 'https://gitlab.example.com/group/sub/app',
  CI_PROJECT_VISIBILITY: 'private',
  CI_SERVER_FQDN: 'gitlab.example.com',
  CI_SERVER_HOST: 'gitlab.example.com',
  CI_SERVER_NAME: 'GitLab',
  CI_SERVER_PORT: '443',
  CI_SERVER_PROTOCOL: 'https',
  CI_SERVER_URL: 'https://gitlab.example.com',
  CI_SERVER_VERSION: '18.11.2',
  CI_SERVER_VERSION_MAJOR: '18',
  CI_SERVER_VERSION_MINOR: '11',
  CI_SERVER_VERSION_PATCH: '2',
});

/** Variables of the person who started it, which the file cannot replace. */
export function userVariables({ closed }: Scenario): Variables {
  if (closed) return plainVariables(USER);
  return new Map(Object.keys(USER).map(name => [name, doubtAbout(name)]));
}

const USER = {
  GITLAB_USER_ID: '3',
  GITLAB_USER_EMAIL: 'dev@example.com',
  GITLAB_USER_LOGIN: 'dev',
  GITLAB_USER_NAME: 'Dev Eloper',
} as const;

function projectVariables({ project, defaultBranch, hasCluster }: Scenario): Variables {
  const parts = project?.split('/') ?? [];
  return plainVariables({
    CI_DEFAULT_BRANCH: defaultBranch,
    CI_DEFAULT_BRANCH_SLUG: defaultBranch === undefined ? undefined : slugOf(defaultBranch),
    CI_PROJECT_PATH: project,
    CI_PROJECT_PATH_SLUG: project === undefined ? undefined : slugOf(project),
    CI_PROJECT_NAME: parts.at(-1),
    CI_PROJECT_NAMESPACE: project === undefined ? undefined : parts.slice(0, -1).join('/'),
    CI_PROJECT_ROOT_NAMESPACE: parts[0],
    CI_KUBERNETES_ACTIVE: hasCluster ? 'true' : undefined,
  });
}

/** Commits are unknown; their values do not matter, only which variables exist. */
const SHA = 'a'.repeat(40);
const BEFORE_SHA = 'b'.repeat(40);
const NO_SHA = '0'.repeat(40);

function commitVariables(scenario: Scenario): Variables {
  const { refType, ref, isUpdate, isProtected, mergeRequest } = scenario;
  const name = mergeRequest && refType === 'merge_request' ? mergeRequest.sourceBranch : ref;
  return plainVariables({
    CI_COMMIT_SHA: SHA,
    CI_COMMIT_SHORT_SHA: SHA.slice(0, 8),
    CI_COMMIT_BEFORE_SHA: isUpdate ? BEFORE_SHA : NO_SHA,
    CI_COMMIT_REF_NAME: name,
    CI_COMMIT_REF_SLUG: slugOf(name),
    CI_COMMIT_BRANCH: refType === 'branch' ? ref : undefined,
    CI_COMMIT_TAG: refType === 'tag' ? ref : undefined,
    CI_COMMIT_REF_PROTECTED: isProtected === undefined ? undefined : String(isProtected),
    ...messageVariables(scenario.commitMessage),
  });
}

function messageVariables(message: string | undefined): Readonly<Record<string, string>> {
  if (message === undefined) return {};
  const [title = '', ...rest] = message.split(/\r?\n|\r/);
  return {
    CI_COMMIT_MESSAGE: message,
    CI_COMMIT_MESSAGE_IS_TRUNCATED: 'false',
    CI_COMMIT_TITLE: title,
    CI_COMMIT_DESCRIPTION: rest.join('\n').trim(),
  };
}

function pipelineVariables({ source, scheduleDescription, openMergeRequests }: Scenario): Variables {
  const triggered = source === 'trigger';
  return plainVariables({
    CI_PIPELINE_SOURCE: source,
    CI_PIPELINE_CREATED_AT: null,
    CI_PIPELINE_NAME: null,
    CI_PIPELINE_SCHEDULE_DESCRIPTION: source === 'schedule' ? scheduleDescription : undefined,
    CI_PIPELINE_TRIGGERED: triggered ? 'true' : undefined,
    CI_TRIGGER_SHORT_TOKEN: triggered ? 'abcd' : undefined,
    CI_OPEN_MERGE_REQUESTS: openMergeRequests?.length ? openMergeRequests.join(',') : undefined,
  });
}

function requestVariables({ project, defaultBranch, isProtected }: Scenario, request: MergeRequest): Variables {
  const { iid, title, labels, draft, fork, eventType } = request;
  const merged = eventType !== 'detached';
  return plainVariables({
    CI_MERGE_REQUEST_ID: String(iid),
    CI_MERGE_REQUEST_IID: String(iid),
    CI_MERGE_REQUEST_REF_PATH: `refs/merge-requests/${iid}/head`,
    CI_MERGE_REQUEST_PROJECT_PATH: project,
    CI_MERGE_REQUEST_EVENT_TYPE: eventType,
    CI_MERGE_REQUEST_TITLE: title,
    CI_MERGE_REQUEST_LABELS: labels?.length ? labels.join(',') : undefined,
    CI_MERGE_REQUEST_DRAFT: draft === undefined ? undefined : String(draft),
    CI_MERGE_REQUEST_SQUASH_ON_MERGE: 'false',
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: request.sourceBranch,
    CI_MERGE_REQUEST_SOURCE_BRANCH_PROTECTED: isProtected === undefined ? undefined : String(isProtected),
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: merged ? 'd'.repeat(40) : '',
    CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: fork ? `someone/${project?.split('/').at(-1) ?? 'project'}` : project,
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: request.targetBranch,
    CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED: protectedTarget(request, defaultBranch),
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: merged ? 'e'.repeat(40) : '',
  });
}

/** GitLab protects the default branch unless that was changed. */
function protectedTarget({ targetBranch }: MergeRequest, defaultBranch: string | undefined): string | undefined {
  return defaultBranch === undefined ? undefined : String(targetBranch === defaultBranch);
}

const REQUEST_NAMES: ReadonlySet<string> = new Set(Object.keys(mergeRequestVariables));

/** Names that this scenario cannot have, or that no rule can see. */
export function absentIn(scenario: Scenario): IsAbsent {
  if (scenario.closed) return () => true;
  const { source, refType, mergeRequest, openMergeRequests } = scenario;
  const absent: readonly [pattern: RegExp, isAbsent: boolean][] = [
    [/^CI_COMMIT_BRANCH$/, refType !== 'branch'],
    [/^CI_COMMIT_TAG(?:_MESSAGE)?$/, refType !== 'tag'],
    [/^CI_OPEN_MERGE_REQUESTS$/, refType === 'tag' || openMergeRequests?.length === 0],
    [/^CI_MERGE_REQUEST_(?:LABELS)$/, mergeRequest?.labels?.length === 0],
    [/^CI_PIPELINE_SCHEDULE_DESCRIPTION$/, source !== 'schedule'],
    [/^(?:CI_PIPELINE_TRIGGERED|CI_TRIGGER_SHORT_TOKEN|TRIGGER_PAYLOAD)$/, source !== 'trigger'],
    [/^CHAT_/, source !== 'chat'],
    [/^CI_UPSTREAM_/, source !== 'pipeline' && source !== 'parent_pipeline'],
    [/^CI_EXTERNAL_PULL_REQUEST_/, source !== 'external_pull_request_event'],
  ];
  return name => {
    if (!mergeRequest && REQUEST_NAMES.has(name) && name !== 'CI_OPEN_MERGE_REQUESTS') return true;
    return isOfJobs(name) || absent.some(([pattern, isAbsent]) => isAbsent && pattern.test(name));
  };
}

/** Set only when a runner has the job, or for some jobs only. */
function isOfJobs(name: string): boolean {
  if (namesOfJobs.test(name)) return true;
  return Object.hasOwn(predefinedVariables, name) && predefinedVariables[name]?.phase === 'job';
}
