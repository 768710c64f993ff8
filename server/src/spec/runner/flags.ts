/**
 * Feature flags of the runner that change how a job runs. Those that only its own configuration can set are left out.
 */
import { onOrOff, type RunnerVariable, type RunnerVariables } from './variable.ts';

type More = Pick<RunnerVariable, 'only' | 'caveat'>;

function flag(standard: 'true' | 'false', doc: string, more: More = {}): RunnerVariable {
  return { doc, ...more, default: standard, values: onOrOff };
}

const off = (doc: string, more?: More): RunnerVariable => flag('false', doc, more);
const on = (doc: string, more?: More): RunnerVariable => flag('true', doc, more);

const docker = { only: 'with the Docker executor' } as const;
const kubernetes = { only: 'with the Kubernetes executor' } as const;
const windows = { only: 'with the shell and custom executors on Windows' } as const;

const gitFlags = {
  FF_USE_GIT_BUNDLE_URIS: on('Git may get parts of the history as bundles that the server offers.'),
  FF_USE_GIT_NATIVE_CLONE: off('The repository is cloned by `git clone` instead of `git init` and `git fetch`.', {
    only: 'with a `GIT_STRATEGY` of `clone` and Git 2.49 or newer',
  }),
  FF_USE_GIT_PROACTIVE_AUTH: off('Git sends its credentials with the first request instead of waiting to be asked.'),
  FF_USE_GITALY_CORRELATION_ID: on('Requests of Git carry an identifier by which the server can follow them.'),
  FF_GIT_URLS_WITHOUT_TOKENS: off(
    'The token of the job is handed to Git by a helper instead of being part of its URLs.',
  ),
  FF_ENABLE_JOB_CLEANUP: off('The folder of the project is cleaned at the end of the job, or deleted after a clone.'),
  FF_SET_PERMISSIONS_BEFORE_CLEANUP: on('Permissions of old files are set first, to allow deleting them.'),
} satisfies RunnerVariables;

const archiveFlags = {
  FF_USE_FASTZIP: off('Caches and artifacts are packed and unpacked by a faster program, whose level can be set.'),
  FF_USE_DIRECT_DOWNLOAD: on('Artifacts come straight from the object storage instead of through GitLab.', {
    caveat: 'Fails where the runner does not trust the certificate of the storage.',
  }),
  FF_HASH_CACHE_KEYS: off('Keys of caches are hashed before they become names of files.'),
  FF_CLEAN_UP_FAILED_CACHE_EXTRACT: off('Files of a cache that could not be unpacked completely are removed.'),
  FF_USE_LEGACY_S3_CACHE_ADAPTER: off('The older access to caches on Amazon S3 is used.'),
  FF_USE_LEGACY_GCS_CACHE_ADAPTER: off('The older access to caches on Google Cloud Storage is used.'),
} satisfies RunnerVariables;

const scriptFlags = {
  FF_SCRIPT_SECTIONS: off('Each command of a script is a section of the log that can be folded and shows its time.'),
  FF_TIMESTAMPS: on('Each line of the log begins with its time.'),
  FF_ENABLE_BASH_EXIT_CODE_CHECK: off('The exit code is checked after each command, and not left to `set -e` alone.'),
  FF_USE_NEW_BASH_EVAL_STRATEGY: off('Bash runs the script in a subshell, which tells its exit code more reliably.'),
  FF_POSIXLY_CORRECT_ESCAPES: off('Texts are quoted as POSIX has it, for shells other than Bash.'),
  FF_DISABLE_POWERSHELL_STDIN: off('Scripts reach PowerShell as files; `allow_failure:exit_codes` needs that.', {
    only: 'with the shell and custom executors',
  }),
  FF_USE_POWERSHELL_PATH_RESOLVER: off('PowerShell resolves paths itself, where the runner has another system.'),
  FF_SKIP_NOOP_BUILD_STAGES: on('Parts of the job in which there is nothing to do are left out.'),
  FF_SCRIPT_TO_STEP_MIGRATION: off('Scripts become steps that the step runner runs.'),
  FF_ENABLE_JOB_INPUTS_INTERPOLATION: off('Inputs of the job are replaced in its values.'),
  FF_SECRET_RESOLVING_FAILS_IF_MISSING: on('The job fails if one of its secrets is not found.'),
  FF_MASK_ALL_DEFAULT_TOKENS: on('Whatever looks like a token of GitLab is masked in the log.'),
  FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY: on(
    'Further attempts wait longer each time, from five seconds to five minutes.',
  ),
  FF_USE_WINDOWS_JOB_OBJECT: off('Processes belong to a job object, which allows ending all of them.', windows),
  FF_USE_WINDOWS_LEGACY_PROCESS_STRATEGY: off(
    'Processes are started the older way, which ends them less surely.',
    windows,
  ),
} satisfies RunnerVariables;

const executorFlags = {
  FF_NETWORK_PER_BUILD: off('The job and its services share a network that is made for them.', docker),
  FF_USE_INIT_WITH_DOCKER_EXECUTOR: off('Containers run `tini` as their first process.', docker),
  FF_DISABLE_UMASK_FOR_DOCKER_EXECUTOR: off(
    'Files belong to the user of the image instead of being open to everyone; the image must have `id`.',
    docker,
  ),
  FF_LOG_IMAGES_CONFIGURED_FOR_JOB: off('The runner logs the images of the job and its services.'),
  FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: off('Scripts are run by `exec` instead of `attach`.', kubernetes),
  FF_KUBERNETES_HONOR_ENTRYPOINT: off('The entrypoint of the image runs before the script.', kubernetes),
  FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR: off('Containers run `dumb-init` as their first process.', kubernetes),
  FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR: off(
    'Files belong to the user of the container instead of being open to everyone.',
    kubernetes,
  ),
  FF_USE_POD_ACTIVE_DEADLINE_SECONDS: on('The cluster ends a pod that outlives the timeout of its job.', kubernetes),
  FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: off('The `pod_spec` of the configuration changes the pod.', kubernetes),
  FF_PRINT_POD_EVENTS: off('The log shows the events of the pod until it is started.', kubernetes),
  FF_WAIT_FOR_POD_TO_BE_REACHABLE: off('The job begins once its pod is running and has its certificates.', kubernetes),
} satisfies RunnerVariables;

export const flagVariables: RunnerVariables = { ...gitFlags, ...archiveFlags, ...scriptFlags, ...executorFlags };
