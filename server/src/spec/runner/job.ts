/** Variables that control timeouts and retries of the runner, and what it writes to the log. */
import { jobVariables } from '../predefined/job.ts';
import { onOrOff, type RunnerVariables } from './variable.ts';

const { CI_DEBUG_SERVICES, CI_DEBUG_TRACE } = jobVariables;

export const runVariables = {
  RUNNER_SCRIPT_TIMEOUT: {
    doc: 'How long `before_script` and `script` may run, to leave time for artifacts and caches.',
    caveat: 'Together with `RUNNER_AFTER_SCRIPT_TIMEOUT` it has to fit into the timeout of the job.',
    since: '16.4',
    default: { says: 'the timeout of the job' },
    example: 'RUNNER_SCRIPT_TIMEOUT: 50m',
  },
  RUNNER_AFTER_SCRIPT_TIMEOUT: {
    doc: 'How long `after_script` may run.',
    since: '16.4',
    default: '5m',
    example: 'RUNNER_AFTER_SCRIPT_TIMEOUT: 10m',
  },
  AFTER_SCRIPT_IGNORE_ERRORS: {
    doc: 'Whether the job passes although commands of `after_script` fail.',
    default: 'true',
    values: onOrOff,
  },
  GET_SOURCES_ATTEMPTS: { doc: 'How often the runner tries to fetch the repository.', default: '1' },
  ARTIFACT_DOWNLOAD_ATTEMPTS: { doc: 'How often the runner tries to get artifacts of earlier jobs.', default: '1' },
  RESTORE_CACHE_ATTEMPTS: { doc: 'How often the runner tries to get the cache.', default: '1' },
  EXECUTOR_JOB_SECTION_ATTEMPTS: {
    doc: 'How often a part of the job is tried again when its container has disappeared.',
    only: 'with the Docker executor',
    default: '1',
  },
  CI_DEBUG_TRACE: {
    doc: CI_DEBUG_TRACE.doc,
    caveat: CI_DEBUG_TRACE.caveat,
    default: 'false',
    values: onOrOff,
  },
  CI_DEBUG_SERVICES: {
    doc: CI_DEBUG_SERVICES.doc,
    since: CI_DEBUG_SERVICES.since,
    default: 'false',
    values: onOrOff,
  },
  SECURE_FILES_DOWNLOAD_PATH: {
    doc: 'Folder into which the tool for secure files puts those of the project.',
    default: '.secure_files',
    example: 'SECURE_FILES_DOWNLOAD_PATH: ./signing',
  },
} as const satisfies RunnerVariables;
