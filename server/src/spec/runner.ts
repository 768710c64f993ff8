/** Variables that a file sets to tell the runner how to work, by name. */
import { archiveVariables } from './runner/archives.ts';
import { flagVariables } from './runner/flags.ts';
import { runVariables } from './runner/job.ts';
import { kubernetesVariables } from './runner/kubernetes.ts';
import { sourceVariables } from './runner/sources.ts';
import type { RunnerVariable, RunnerVariables } from './runner/variable.ts';
import type { Link } from './links.ts';

export type { RunnerVariable };

export interface RunnerSubject {
  readonly variables: RunnerVariables;
  readonly source: Link;
}

const configuring = page(
  'https://docs.gitlab.com/ci/runners/configure_runners/#configure-runner-behavior-with-variables',
);

/** By subject, in the order of completion and the manual. */
export const runnerSubjects: Readonly<Record<string, RunnerSubject>> = {
  'Getting the sources': { variables: sourceVariables, source: configuring },
  'Timeouts, attempts and the log': { variables: runVariables, source: configuring },
  'Caches and artifacts': { variables: archiveVariables, source: configuring },
  'The pod of the job': {
    variables: kubernetesVariables,
    source: page('https://docs.gitlab.com/runner/executors/kubernetes/#overwrite-container-resources'),
  },
  'Feature flags': {
    variables: flagVariables,
    source: page('https://docs.gitlab.com/runner/configuration/feature-flags/#available-feature-flags'),
  },
};

export const runnerVariables: Readonly<Record<string, RunnerVariable & Pick<RunnerSubject, 'source'>>> =
  Object.fromEntries(
    Object.values(runnerSubjects).flatMap(({ variables, source }) =>
      Object.entries(variables).map(([name, variable]) => [name, { ...variable, source }]),
    ),
  );

function page(url: string): Link {
  return { label: 'GitLab', url };
}
