/** `workflow`: whether there is a pipeline at all, its name, and when it is cancelled. */
import { misplaced } from './hooks.ts';
import { gitlab } from './links.ts';
import { pipelineRules } from './rules.ts';
import { keyword, record, scalar } from './shape-builders.ts';
import type { Field, ForeignKey } from './shape.ts';

const onNewCommit = {
  doc: 'What becomes of a running pipeline when its branch gets a new commit.',
  caveat: 'Works only while the project’s setting to cancel redundant pipelines is on, as it is by default.',
  shape: keyword(
    [
      { value: 'conservative', doc: 'Cancelled, unless a job that is not `interruptible` has started.' },
      { value: 'interruptible', doc: 'Only the jobs that are `interruptible` are cancelled.' },
      { value: 'none', doc: 'It goes on.' },
    ],
    { because: 'GitLab takes these' },
  ),
  usual: true,
  default: 'conservative',
  nullable: true,
  example: 'on_new_commit: interruptible',
  status: { since: '16.8' },
  because: 'it is a word',
  sources: [gitlab('workflowauto_cancelon_new_commit')],
} as const satisfies Field;

const onJobFailure = {
  doc: 'What becomes of the other jobs when one has failed.',
  caveat: 'Jobs that are allowed to fail do not count.',
  shape: keyword(
    [
      { value: 'all', doc: 'The pipeline and all running jobs are cancelled.' },
      { value: 'none', doc: 'They go on.' },
    ],
    { because: 'GitLab takes these' },
  ),
  default: 'none',
  nullable: true,
  example: 'on_job_failure: all',
  status: { since: '16.10' },
  because: 'it is a word',
  sources: [gitlab('workflowauto_cancelon_job_failure')],
} as const satisfies Field;

const autoCancel = {
  doc: 'When GitLab cancels a running pipeline by itself.',
  caveat: 'A rule of `workflow:rules` can say otherwise for some pipelines.',
  shape: record({ on_new_commit: onNewCommit, on_job_failure: onJobFailure }, { starter: ['on_new_commit'] }),
  default: { says: 'cancelled for a newer commit, not for a failure' },
  nullable: true,
  example: 'auto_cancel:\n  on_new_commit: interruptible',
  status: { since: '16.8' },
  because: 'it is a mapping',
  sources: [gitlab('workflowauto_cancelon_new_commit')],
} as const satisfies Field;

const name = {
  doc: 'Name of the pipeline in lists and on its page.',
  caveat: 'At most 255 characters; variables that only jobs have are not known here.',
  shape: { ...scalar, filled: 'GitLab wants at least one character, or no name at all' },
  severity: 'warning',
  default: { says: 'the title of the commit or merge request' },
  nullable: true,
  usual: true,
  example: 'name: "Pipeline for $CI_COMMIT_BRANCH"',
  status: { since: '15.5' },
  because: 'a name is a string',
  expands: ['gitlab'],
  sources: [gitlab('workflowname')],
} as const satisfies Field;

const elsewhere = ['when', 'if', 'only', 'except', 'variables', 'changes', 'exists'].map(key => ({
  name: key,
  because: key === 'only' || key === 'except' ? 'a pipeline has rules only' : 'it belongs to an entry of `rules`',
  elsewhere: true,
})) as readonly ForeignKey[];

export const workflow = {
  doc: 'Whether a pipeline is made for a push, tag, merge request or schedule, how it is called, and when it is cancelled.',
  caveat: 'With `rules` no pipeline is made that none of them matches, not even for tags and schedules.',
  shape: record(
    { rules: pipelineRules(autoCancel), name, auto_cancel: autoCancel },
    { foreign: [...elsewhere, misplaced], starter: ['rules'] },
  ),
  default: { says: 'a pipeline whenever a job is for it' },
  nullable: true,
  example:
    'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  because: 'it is a mapping with `rules`, `name` or `auto_cancel`',
  sources: [gitlab('workflow')],
} as const satisfies Field;
