/** Jobs for which GitLab may create two pipelines for one push, as it warns itself. */
import type { Pipeline } from '../ci/pipeline.ts';
import { given, textOf } from '../ci/blank.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { rulesIn } from './rules.ts';

/**
 * The last rule of each such job: it matches for branches and merge requests alike, and no `workflow:rules` choose
 * between them.
 */
export function doublingRules({
  merged,
  jobs,
  complete,
}: Pipeline): readonly { readonly job: string; readonly rule: Value }[] {
  if (!complete || member(member(merged, 'workflow')?.value, 'rules')) return [];
  return [...jobs.values()].flatMap(({ name, value }) => {
    const rule = rulesIn(given(value, 'rules')).at(-1);
    return rule && isOnlyWhen(rule) ? [{ job: name, rule }] : [];
  });
}

function isOnlyWhen(rule: Value): boolean {
  if (rule.kind !== 'map' || rule.open || rule.members.size !== 1) return false;
  const when = given(rule, 'when');
  return when !== undefined && when.kind !== 'unknown' && textOf(when) !== 'never';
}
