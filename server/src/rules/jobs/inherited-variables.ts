/** Whether an edit of the variables of a template can matter to where a job is that inherits them, and to their cycles. */
import { hasTag } from '../../ci/reference.ts';
import { namesIn } from '../../simulation/references.ts';
import { isTelling } from '../../simulation/every-source.ts';
import { cachedBy } from '../../text/cached.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import { member, type MapValue, type Member, type Value } from '../../yaml/value/value.ts';
import { GLOBAL_NAMES } from '../engine/globals.ts';
import type { Heir, InheritedEdit } from '../engine/inherited-edit.ts';
import type { Stays } from '../engine/pipeline-rules.ts';

/**
 * The conditions of the job, and of those that it names, do not ask for what the edit changed, not even by way of other
 * variables.
 */
export const staysWhereUnasked: Stays = ({ configuration }, edit, heir) => {
  if (edit.isLone) return true;
  const entries = GLOBAL_NAMES.flatMap(name => configuration.get(name) ?? []);
  if (entries.some(hasTag)) return false;
  const shared = entries.map(askedBelow);
  const isUnasked = ({ reached, parts }: Heir): boolean => {
    if (!DECIDING.some(key => reached.has(key))) return true;
    const names = reached.has('rules') || reached.has('stage') ? undefined : changedNames(edit);
    return (
      names?.every(name => !isTelling(name) && ![...shared, ...parts.map(askedIn)].some(all => all.has(name))) ?? false
    );
  };
  return isUnasked(heir) && heir.others().every(other => other && isUnasked(other));
};

const DECIDING = ['variables', 'rules', 'stage'];

const changedNames = cachedBy(({ before, values }: InheritedEdit): readonly string[] => {
  const [old, now] = [before, values].map(some => membersIn(some.get('variables')?.value));
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].filter(name => textAt(old?.get(name)) !== textAt(now?.get(name)));
});

function membersIn(value: Value | undefined): ReadonlyMap<string, Member> | undefined {
  return value?.kind === 'map' ? value.members : undefined;
}

function textAt(held: Member | undefined): string | undefined {
  return held && sourceOf(held.value.at);
}

/** Keys that decide whether a job is in a pipeline, and those whose values rules may ask for. */
const ASKING = ['rules', 'only', 'except', 'environment', 'variables', 'parallel'];

const askedIn = cachedBy((part: MapValue): ReadonlySet<string> => {
  return new Set(ASKING.flatMap(key => namesBelow(member(part, key)?.value)));
});

const askedBelow = cachedBy((value: Value): ReadonlySet<string> => new Set(namesBelow(value)));

function namesBelow(value: Value | undefined): readonly string[] {
  if (value?.kind === 'list') return value.items.flatMap(namesBelow);
  if (value?.kind === 'map') return [...value.members.values()].flatMap(held => namesBelow(held.value));
  return value?.kind === 'scalar' && value.datum.type === 'string' ? namesIn(value.datum.value) : [];
}
