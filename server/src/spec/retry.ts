/** `retry`: how often a job is retried, and after which failures. */
import { codes } from './flow.ts';
import { gitlab } from './links.ts';
import { either, keyword, list, record } from './shape-builders.ts';
import type { Field } from './shape.ts';

const tries = {
  kind: 'integer',
  min: 0,
  max: 2,
  because: 'GitLab repeats a job twice at most',
} as const;

const reason = keyword(
  [
    { value: 'always', doc: 'Whatever the failure.' },
    { value: 'script_failure', doc: 'The script failed, or the image could not be pulled.' },
    { value: 'runner_system_failure', doc: 'The runner failed, when it prepared the job for example.' },
    {
      value: 'runner_interrupted',
      doc: 'The machine of the runner went away during the job, by a restart or since its host was taken back.',
      since: '19.1',
    },
    {
      value: 'runner_external_dependency_failure',
      doc: 'The runner could not reach something outside, such as the registry of an image.',
      since: '19.1',
    },
    {
      value: 'runner_configuration_error',
      doc: 'Job or runner is set up wrongly: an image that is not there, or a pull policy that is not allowed.',
      since: '19.1',
      rare: true,
    },
    {
      value: 'stuck_pending_with_matching_runners',
      doc: 'The job waited for 24 hours although runners could have taken it.',
      since: '19.1',
      rare: true,
    },
    {
      value: 'stuck_pending_no_matching_runners',
      doc: 'The job waited for an hour, and no runner could take it.',
      since: '19.1',
      rare: true,
    },
    { value: 'no_updates_running', doc: 'The running job reported nothing for 30 minutes.', since: '19.1', rare: true },
    {
      value: 'no_updates_canceling',
      doc: 'The job that was being cancelled reported nothing for 30 minutes.',
      since: '19.1',
      rare: true,
    },
    {
      value: 'server_timeout_running',
      doc: 'The job ran 15 minutes longer than its timeout, so GitLab ended it.',
      since: '19.1',
      rare: true,
    },
    {
      value: 'server_timeout_canceling',
      doc: 'The job was still being cancelled 15 minutes after its timeout.',
      since: '19.1',
      rare: true,
    },
    {
      value: 'stuck_or_timeout_failure',
      doc: 'The job got stuck, waiting or without a sign of life.',
      rare: true,
      deprecatedIn: '19.1',
      deprecated:
        'It means all of `stuck_pending_with_matching_runners`, `stuck_pending_no_matching_runners`, `no_updates_running` and `no_updates_canceling`: name those that you need.',
    },
    {
      value: 'job_execution_timeout',
      doc: 'The script took longer than the job may.',
      rare: true,
      deprecatedIn: '19.1',
      deprecated: 'It means both `server_timeout_running` and `server_timeout_canceling`: name those that you need.',
    },
    { value: 'api_failure', doc: 'GitLab’s own interface failed.', rare: true },
    { value: 'unknown_failure', doc: 'Nobody knows.', rare: true },
    { value: 'runner_unsupported', doc: 'The runner cannot do what the job asks for.', rare: true },
    { value: 'stale_schedule', doc: 'A delayed job could not start in time.', rare: true },
    { value: 'archived_failure', doc: 'The job is too old to run.', rare: true },
    { value: 'unmet_prerequisites', doc: 'What the job has to wait for has failed.', rare: true },
    { value: 'scheduler_failure', doc: 'No runner could be found for the job.', rare: true },
    { value: 'data_integrity_failure', doc: 'The data of the job is damaged.', rare: true },
  ],
  { tolerant: true, because: 'GitLab knows these reasons and takes some more' },
);

export const retry = {
  doc: 'How often GitLab starts the job again when it fails, and for which failures.',
  caveat: 'Twice at most. Without `when` or `exit_codes` a script that fails for good is repeated, too.',
  shape: either({
    scalar: [tries],
    map: record(
      {
        max: {
          doc: 'How often the job is started again.',
          caveat: 'Needed: with `when` alone nothing is repeated.',
          shape: { ...tries, digits: true },
          usual: true,
          default: 0,
          nullable: true,
          example: 'max: 2',
          placeholder: '2',
          because: 'it is a number from 0 to 2',
          sources: [gitlab('retrywhen')],
          aka: ['attempts', 'count', 'max_attempts'],
        },
        when: {
          doc: 'Kinds of failure for which the job is started again.',
          caveat: '`runner_system_failure` is what most people want: it does not hide tests that fail.',
          shape: either({ scalar: [reason], list: list(reason), usual: 'list' }),
          usual: true,
          default: 'always',
          nullable: true,
          example: 'when:\n  - runner_system_failure\n  - api_failure',
          because: 'reasons are a word or a list of them',
          sources: [gitlab('retrywhen')],
          aka: ['on', 'reasons'],
        },
        exit_codes: {
          ...codes,
          doc: 'Exit codes of the script with which the job is started again.',
          caveat: 'Together with `when` either of them will do.',
          default: { says: 'any' },
          example: 'exit_codes: 137',
          status: { since: '16.10' },
          sources: [gitlab('retryexit_codes')],
          aka: ['exit_code'],
        },
      },
      { starter: ['max', 'when'] },
    ),
    usual: 'scalar',
  }),
  default: 0,
  nullable: true,
  example: 'retry:\n  max: 2\n  when: runner_system_failure',
  placeholder: '2',
  because: 'it is a number from 0 to 2, or a mapping with `max`',
  sources: [gitlab('retry')],
  aka: ['retries'],
} as const satisfies Field;
