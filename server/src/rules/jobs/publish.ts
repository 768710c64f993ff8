/** The older place of `pages:publish`, which only jobs for GitLab Pages can have. */
import { isFalsy, isNull } from '../../ci/blank.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { fix } from '../../readings/check/at.ts';
import type { Fix } from '../../text/problem.ts';
import { removeEntry, rewriteEntry, sourceOf } from '../../yaml/edit/edit.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import { atPlace, grounded, type JobJudgement } from '../engine/judgement.ts';
import type { JobRule } from '../engine/pipeline-rules.ts';
import type { MergedFinding } from '../engine/reported.ts';

export const publish: JobRule = { codes: ['missing-key', 'conflicting-keys'], check: publishFindings };

function publishFindings({ scene, job }: JobJudgement): readonly MergedFinding[] {
  const own = member(job.value, 'publish');
  if (job.kind !== 'job' || !own || isNull(own.value)) return [];
  const pages = member(job.value, 'pages');
  const finding = isForPages(job.name, pages?.value) ? conflictOf(own, pages) : lonely(own, pages);
  const facts: readonly FactPath[] = [
    [job.name, 'publish'],
    [job.name, 'pages'],
  ];
  return finding ? grounded(scene, { facts, absence: pages === undefined }, () => [finding]) : [];
}

/** A job called `pages` is one unless it says otherwise. */
function isForPages(name: string, pages: Value | undefined): boolean {
  if (!pages || isNull(pages)) return name === 'pages';
  if (pages.kind === 'map') return pages.open || pages.members.size > 0 || name === 'pages';
  return pages.kind === 'unknown' || !isFalsy(pages);
}

function lonely(own: Member, pages: Member | undefined): MergedFinding {
  return atPlace(own.key, own.via ?? [], {
    code: 'missing-key',
    message: '`publish` also needs `pages`: GitLab refuses it in a job that is not for GitLab Pages.',
    fixes: pages ? removal(own) : [...moved(own), ...removal(own)],
  });
}

function conflictOf(own: Member, pages: Member | undefined): MergedFinding | undefined {
  const inner = member(pages?.value, 'publish');
  if (!inner) return undefined;
  return atPlace(own.key, own.via ?? [], {
    code: 'conflicting-keys',
    message: '`publish` conflicts with `pages:publish`: GitLab refuses a job with both. Keep the one below `pages`.',
    related: [{ at: inner.key, message: '`pages:publish` is here' }],
    fixes: removal(own),
  });
}

function moved({ key, value }: Member): readonly Fix[] {
  const text = sourceOf(value.at);
  if (value.kind !== 'scalar' || value.at.uri !== key.uri || /[\r\n]/.test(text)) return [];
  return fix('Write it below pages', () => rewriteEntry(key, `pages: { publish: ${text} }`));
}

function removal({ key }: Member): readonly Fix[] {
  return fix('Remove publish', () => removeEntry(key));
}
