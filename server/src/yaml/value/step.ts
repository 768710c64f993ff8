/** Marks a value, and all that it holds, with the way it came. */
import { cachedBy } from '../../text/cached.ts';
import type { ListValue, MapValue, Member, Step, Value } from './value.ts';

/** The value as it arrives by one more step. */
export function withStep(value: Value, step: Step): Value {
  const via = [...value.via, step];
  if (value.kind === 'list') return { ...value, via, items: value.items.map(item => withStep(item, step)) };
  if (value.kind === 'map') return { ...value, via, members: stepMembers(value.members, step) };
  return { ...value, via };
}

/** A member as it arrives by one more step, its key included. */
export function memberWithStep(member: Member, step: Step): Member {
  return { ...member, value: withStep(member.value, step), via: [...(member.via ?? []), step] };
}

function stepMembers(members: ReadonlyMap<string, Member>, step: Step): ReadonlyMap<string, Member> {
  return new Map([...members].map(([id, member]) => [id, memberWithStep(member, step)]));
}

/** How many values there are in it, itself included; what is shared counts each time, since a copy would hold it each time. */
export function sizeOf(value: Value): number {
  if (value.kind === 'scalar' || value.kind === 'unknown') return 1;
  return sizeOfCollection(value);
}

const sizeOfCollection = cachedBy((value: ListValue | MapValue): number => {
  const parts = value.kind === 'list' ? value.items : [...value.members.values()].map(member => member.value);
  return parts.reduce((sum, part) => sum + sizeOf(part), 1);
});
