/**
 * Reports keys and values that need a certain version of GitLab; those that the chosen version has are filtered out
 * later.
 */
import type { Report } from '../../text/problem.ts';
import { isOlder } from '../../readings/version.ts';
import type { BlockContext, BlockRule } from '../engine/rule.ts';
import { visitsIn, type Visit } from '../engine/visits.ts';
import { wordsIn } from '../engine/words.ts';

export const newerGitlab: BlockRule = {
  codes: ['needs-newer-gitlab', 'deprecated-value', 'unknown-value'],
  check(context, report) {
    for (const visit of visitsIn(context)) checkKey(visit, report);
    checkWords(context, report);
  },
};

/** A key inside another one that is at least as new needs no report of its own. */
function checkKey({ name, field, member, within }: Visit, report: Report): void {
  const since = field.status?.since;
  const isWritten = member.name.type === 'string' && member.name.value === name;
  const isTold = within.some(({ status }) => status?.since !== undefined && since && !isOlder(status.since, since));
  if (since === undefined || !isWritten || isTold) return;
  report({
    code: 'needs-newer-gitlab',
    message: `\`${name}\` needs GitLab ${since}. ${CHOSEN} refuses unknown keys.`,
    at: member.key,
    versions: { until: since },
  });
}

const CHOSEN = 'The older version in `gitlabCi.gitlabVersion` or `--gitlab-version`';

function checkWords(context: BlockContext, report: Report): void {
  for (const { word, value, visit } of wordsIn(context)) {
    const { since, deprecated, deprecatedIn, removedIn } = word;
    if (since !== undefined)
      report({
        code: 'needs-newer-gitlab',
        message: `\`${word.value}\` for \`${visit.name}\` needs GitLab ${since}. ${CHOSEN} does not know it.`,
        at: value.at,
        versions: { until: since },
      });
    if (deprecated !== undefined)
      report({
        code: 'deprecated-value',
        message: `\`${word.value}\` for \`${visit.name}\` is deprecated. ${deprecated}`,
        at: value.at,
        tag: 'deprecated',
        versions: {
          ...(deprecatedIn !== undefined && { from: deprecatedIn }),
          ...(removedIn !== undefined && { until: removedIn }),
        },
      });
    if (removedIn !== undefined)
      report({
        code: 'unknown-value',
        severity: 'warning',
        message: `\`${word.value}\` for \`${visit.name}\` was removed in GitLab ${removedIn}.${deprecated === undefined ? '' : ` ${deprecated}`}`,
        at: value.at,
        versions: { from: removedIn },
      });
  }
}
