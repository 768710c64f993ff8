/** The options by which commands say how files are judged. */
import type { JobOptions } from '../../ci/effective-job.ts';
import { versionOf } from '../../readings/version.ts';
import type { JudgementOptions } from '../../workspace/configuration/judgement.ts';

export const JUDGEMENT_OPTIONS = {
  inheritance: { type: 'string' },
  'gitlab-version': { type: 'string' },
} as const;

export const JUDGEMENT_USAGE = '[--inheritance replace|perHook] [--gitlab-version VERSION]';

type Given = { readonly [option in keyof typeof JUDGEMENT_OPTIONS]?: string | undefined };

/** The given options only, or what is wrong with them. */
export function chosenJudgement(given: Given): Omit<JudgementOptions, 'rules'> | string {
  const inheritance = chosenInheritance(given.inheritance);
  if (typeof inheritance === 'string') return inheritance;
  const version = chosenVersion(given['gitlab-version']);
  return typeof version === 'string' ? version : { ...inheritance, ...version };
}

/** How hooks of `default` and of a job are merged. */
function chosenInheritance(given: string | undefined): Partial<JobOptions> | string {
  if (given === undefined) return {};
  if (given === 'replace' || given === 'perHook') return { inheritance: given };
  return `--inheritance must be replace or perHook, not ${given}.`;
}

/** The version in the form that features use. */
function chosenVersion(given: string | undefined): { readonly gitlabVersion?: string } | string {
  if (given === undefined || given === 'latest') return {};
  const gitlabVersion = versionOf(given);
  return gitlabVersion === undefined
    ? `--gitlab-version must be a version such as 18.11, or latest, not ${given}.`
    : { gitlabVersion };
}
