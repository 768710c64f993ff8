/** Variables about the commit, branch or tag that a pipeline runs for. */
import { yesOrNo, type PredefinedVariables } from './variable.ts';

export const commitVariables = {
  CI_COMMIT_AUTHOR: {
    doc: 'Who wrote the commit, as name and address.',
    phase: 'early',
    example: 'Robin Doe <robin@example.com>',
  },
  CI_COMMIT_BEFORE_SHA: {
    doc: 'Commit at which the branch or tag stood before the push.',
    phase: 'early',
    caveat:
      'Forty zeros in pipelines of merge requests and schedules, in those started by hand, and for new branches and tags.',
  },
  CI_COMMIT_BRANCH: {
    doc: 'Branch for which the pipeline runs.',
    phase: 'early',
    only: 'in pipelines of branches',
    caveat: 'Not set in pipelines of merge requests and of tags, so a rule that asks for it leaves these out.',
    example: 'main',
  },
  CI_COMMIT_DEFAULT_BRANCH_BASE_SHA: {
    doc: 'Last commit that the branch and the default branch have in common.',
    phase: 'early',
    only: 'in pipelines of branches other than the default one',
    since: '19.1',
  },
  CI_COMMIT_DESCRIPTION: {
    doc: 'Message of the commit without its first line.',
    phase: 'early',
    caveat: 'The whole message where its first line has 100 characters or more.',
  },
  CI_COMMIT_MESSAGE: { doc: 'Whole message of the commit.', phase: 'early' },
  CI_COMMIT_MESSAGE_IS_TRUNCATED: {
    doc: 'Whether `CI_COMMIT_MESSAGE` was cut off since it is too long; the limit is a setting of the instance.',
    phase: 'early',
    since: '18.6',
    values: yesOrNo,
  },
  CI_COMMIT_REF_NAME: {
    doc: 'Branch or tag for which the pipeline runs.',
    phase: 'early',
    caveat: 'In pipelines of merge requests it is the source branch.',
    example: 'feature/login',
  },
  CI_COMMIT_REF_PROTECTED: {
    doc: 'Whether the branch or tag is protected.',
    phase: 'early',
    complete: true,
    values: yesOrNo,
  },
  CI_COMMIT_REF_SLUG: {
    doc: '`CI_COMMIT_REF_NAME` in a form for host names and URLs: lower-case letters, digits and `-`, 63 bytes at most.',
    phase: 'early',
    caveat: 'Different branches can result in the same value.',
    example: 'feature-login',
  },
  CI_COMMIT_SHA: { doc: 'Full hash of the commit that is checked out.', phase: 'early' },
  CI_COMMIT_SHORT_SHA: { doc: 'First eight characters of `CI_COMMIT_SHA`.', phase: 'early', example: '1ecfd275' },
  CI_COMMIT_TAG: {
    doc: 'Tag for which the pipeline runs.',
    phase: 'early',
    only: 'in pipelines of tags',
    example: 'v1.0.0',
  },
  CI_COMMIT_TAG_MESSAGE: {
    doc: 'What was written about the tag when it was made.',
    phase: 'early',
    only: 'in pipelines of tags',
    since: '15.5',
    caveat: 'Empty for a lightweight tag.',
  },
  CI_COMMIT_TIMESTAMP: {
    doc: 'When the commit was made, in the form of ISO 8601.',
    phase: 'early',
    example: '2026-01-31T16:47:55Z',
  },
  CI_COMMIT_TITLE: { doc: 'First line of the message of the commit.', phase: 'early' },
  CI_COMMIT_USER_LOGIN: {
    doc: 'User name in GitLab of whoever wrote the commit.',
    phase: 'early',
    since: '18.10',
    caveat: 'Empty unless profile and address of that user are public and belong to the commit.',
  },
  CI_DEFAULT_BRANCH: { doc: 'Default branch of the project.', phase: 'early', example: 'main' },
  CI_DEFAULT_BRANCH_SLUG: {
    doc: '`CI_DEFAULT_BRANCH` in a form for host names and URLs.',
    phase: 'early',
    example: 'main',
  },
} as const satisfies PredefinedVariables;
