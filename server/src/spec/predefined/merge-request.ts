/** Variables of pipelines for merge requests, and for pull requests on other servers. */
import { yes, yesOrNo, type PredefinedVariable, type PredefinedVariables } from './variable.ts';

type Told = Omit<PredefinedVariable, 'doc' | 'phase' | 'only'>;

function ofMergeRequest(doc: string, more: Told = {}): PredefinedVariable {
  return { doc, phase: 'early', only: 'in pipelines of merge requests that are open', ...more };
}

function ofPullRequest(doc: string): PredefinedVariable {
  return { doc, phase: 'early', only: 'in pipelines of pull requests of a project on GitHub' };
}

const inMergedResults = 'Set in pipelines of merged results only; empty in the usual ones of a merge request.';

export const mergeRequestVariables: PredefinedVariables = {
  CI_MERGE_REQUEST_APPROVED: ofMergeRequest('Says that the merge request is approved.', { values: yes }),
  CI_MERGE_REQUEST_ASSIGNEES: ofMergeRequest('User names of the assignees, with commas between them.'),
  CI_MERGE_REQUEST_DESCRIPTION: ofMergeRequest('Text below the title of the merge request.', {
    caveat: 'Only its first 2,700 characters.',
    since: '16.7',
  }),
  CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED: ofMergeRequest(
    'Whether `CI_MERGE_REQUEST_DESCRIPTION` was cut off since it is too long.',
    { since: '16.8', values: yesOrNo },
  ),
  CI_MERGE_REQUEST_DIFF_BASE_SHA: ofMergeRequest('Commit with which the changes are compared.'),
  CI_MERGE_REQUEST_DIFF_ID: ofMergeRequest('Version of the changes.'),
  CI_MERGE_REQUEST_DRAFT: ofMergeRequest('Says that the merge request is a draft.', { values: yes, since: '17.10' }),
  CI_MERGE_REQUEST_EVENT_TYPE: ofMergeRequest('Which kind of pipeline for merge requests this is.', {
    complete: true,
    values: [
      { value: 'detached', doc: 'For the source branch alone.' },
      { value: 'merged_result', doc: 'For the result of merging.' },
      { value: 'merge_train', doc: 'For a merge request in a merge train.' },
    ],
  }),
  CI_MERGE_REQUEST_ID: ofMergeRequest('Number of the merge request, unique in the whole instance.', {
    caveat: 'URLs and `!123` use `CI_MERGE_REQUEST_IID`.',
  }),
  CI_MERGE_REQUEST_IID: ofMergeRequest('Number of the merge request in its project, as in `!123`.'),
  CI_MERGE_REQUEST_LABELS: ofMergeRequest('Labels, with commas between them.', {
    caveat: 'Those at the time when the pipeline was made: a label that is added later starts nothing.',
  }),
  CI_MERGE_REQUEST_MILESTONE: ofMergeRequest('Title of the milestone.'),
  CI_MERGE_REQUEST_PROJECT_ID: ofMergeRequest('Number of the project that the merge request goes to.'),
  CI_MERGE_REQUEST_PROJECT_PATH: ofMergeRequest('Path of the project that the merge request goes to.', {
    example: 'group/project',
  }),
  CI_MERGE_REQUEST_PROJECT_URL: ofMergeRequest('Page of the project that the merge request goes to.'),
  CI_MERGE_REQUEST_REF_PATH: ofMergeRequest('Ref of the merge request in git.', {
    example: 'refs/merge-requests/1/head',
  }),
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: ofMergeRequest('Branch that is to be merged.'),
  CI_MERGE_REQUEST_SOURCE_BRANCH_PROTECTED: ofMergeRequest('Whether the branch that is to be merged is protected.', {
    values: yes,
    since: '16.4',
  }),
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: ofMergeRequest('Newest commit of the branch that is to be merged.', {
    caveat: inMergedResults,
  }),
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: ofMergeRequest('Number of the project that the merge request comes from.'),
  CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: ofMergeRequest('Path of the project that the merge request comes from.', {
    caveat: 'Another one than `CI_PROJECT_PATH` where it comes from a fork.',
  }),
  CI_MERGE_REQUEST_SOURCE_PROJECT_URL: ofMergeRequest('Page of the project that the merge request comes from.'),
  CI_MERGE_REQUEST_SQUASH_ON_MERGE: ofMergeRequest('Says that the commits will become one.', {
    values: yes,
    since: '16.4',
  }),
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: ofMergeRequest('Branch that the merge request goes to.'),
  CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED: ofMergeRequest('Whether the branch that it goes to is protected.', {
    values: yes,
    since: '15.2',
  }),
  CI_MERGE_REQUEST_TARGET_BRANCH_SHA: ofMergeRequest('Newest commit of the branch that it goes to.', {
    caveat: inMergedResults,
  }),
  CI_MERGE_REQUEST_TITLE: ofMergeRequest('First line of the merge request, as lists show it.'),
  CI_EXTERNAL_PULL_REQUEST_IID: ofPullRequest('Number of the pull request.'),
  CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME: ofPullRequest('Branch that is to be merged.'),
  CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA: ofPullRequest('Newest commit of the branch that is to be merged.'),
  CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY: ofPullRequest('Repository that the pull request comes from.'),
  CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME: ofPullRequest('Branch that the pull request goes to.'),
  CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA: ofPullRequest('Newest commit of the branch that it goes to.'),
  CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY: ofPullRequest('Repository that the pull request goes to.'),
};
