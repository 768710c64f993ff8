/**
 * How files are judged: the settings of the editor and the configuration file of a repository use the same words for
 * it.
 */
import { isCode } from '../../codes/codes.ts';
import type { DiagnosticOptions } from '../../features/diagnostics.ts';
import { versionOf } from '../../readings/version.ts';
import { isSeverity } from '../../text/problem.ts';

/** What is not given is left to the caller. */
export type JudgementOptions = Pick<
  DiagnosticOptions,
  'gitlabVersion' | 'inheritance' | 'rules' | 'gracePeriod' | 'otherTags' | 'commentsOn'
>;

/** The severity of a code, or `off`. */
export type Level = NonNullable<JudgementOptions['rules']>[string];

type Values = Readonly<Record<string, unknown>>;

/** Reads values of any form: malformed ones count as not given. */
export function readJudgement({ gitlabVersion, hooks, kubernetes, rules }: Values): JudgementOptions {
  const version = versionOf(gitlabVersion);
  const { inheritance } = valuesIn(hooks);
  const { gracePeriod, otherTags } = valuesIn(kubernetes);
  return {
    ...(version !== undefined && { gitlabVersion: version }),
    ...((inheritance === 'replace' || inheritance === 'perHook') && { inheritance }),
    ...(isSeconds(gracePeriod) && { gracePeriod }),
    ...(Array.isArray(otherTags) && { otherTags: otherTags.filter(tag => typeof tag === 'string') }),
    ...(rules !== undefined && { rules: Object.fromEntries(Object.entries(valuesIn(rules)).filter(isRule)) }),
  };
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRule(entry: [string, unknown]): entry is [string, Level] {
  return isCode(entry[0]) && (entry[1] === 'off' || isSeverity(entry[1]));
}

function valuesIn(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
