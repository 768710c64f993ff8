/** The option `--gitlab-version` of commands that judge files. */
import { versionOf } from '../../readings/version.ts';

export const VERSION_OPTION = { 'gitlab-version': { type: 'string' } } as const;

export const VERSION_USAGE = '[--gitlab-version VERSION]';

/** The version as the features take it, or what is wrong with it. */
export function chosenVersion(given: string | undefined): { readonly gitlabVersion?: string } | string {
  if (given === undefined || given === 'latest') return {};
  const gitlabVersion = versionOf(given);
  return gitlabVersion === undefined
    ? `--gitlab-version must be a version such as 18.11, or latest, not ${given}.`
    : { gitlabVersion };
}
