/** Marks a value, and everything in it, with the step by which it arrived. */
import { cachedBy } from '../../text/cached.ts';
import type { ListValue, MapValue, Member, Step, Value } from './value.ts';

/** A value before its last step, and that step. */
export interface Arrival {
  readonly from: Value;
  readonly step: Step;
}

const arrivals = new WeakMap<Value, Arrival>();

/** How a list or mapping arrived, if it arrived as a whole. */
export function arrivalOf(value: Value): Arrival | undefined {
  return arrivals.get(value);
}

/** The value as it is where it is written, without the steps by which it arrived as a whole. */
export function asWritten(value: Value): Value {
  let written = value;
  for (let arrival = arrivals.get(value); arrival; arrival = arrivals.get(written)) written = arrival.from;
  return written;
}

/**
 * The value as it arrives by one more step. Its content is marked only when somebody looks at it: a template arrives at
 * thousands of jobs, and most of its content is checked where it is written.
 */
export function withStep(value: Value, step: Step): Value {
  const via = [...value.via, step];
  if (value.kind === 'scalar' || value.kind === 'unknown') return { ...value, via };
  const arrived = value.kind === 'list' ? listWithStep(value, via, step) : mapWithStep(value, via, step);
  arrivals.set(arrived, { from: value, step });
  return arrived;
}

function listWithStep({ kind, at, node, items }: ListValue, via: readonly Step[], step: Step): ListValue {
  let marked: readonly Value[] | undefined;
  return {
    kind,
    at,
    via,
    ...(node && { node }),
    get items() {
      return (marked ??= items.map(item => withStep(item, step)));
    },
  };
}

function mapWithStep(from: MapValue, via: readonly Step[], step: Step): MapValue {
  let marked: ReadonlyMap<string, Member> | undefined;
  const { kind, at, node, open } = from;
  return {
    kind,
    at,
    via,
    ...(node && { node }),
    open,
    get members() {
      return (marked ??= stepMembers(from.members, step));
    },
  };
}

/** A member as it arrives by one more step, including its key. */
export function memberWithStep(member: Member, step: Step): Member {
  return { ...member, value: withStep(member.value, step), via: [...(member.via ?? []), step] };
}

function stepMembers(members: ReadonlyMap<string, Member>, step: Step): ReadonlyMap<string, Member> {
  return new Map([...members].map(([id, member]) => [id, memberWithStep(member, step)]));
}

/**
 * How many values it contains, including itself. A shared value counts each time, since a copy would contain it each
 * time.
 */
export function sizeOf(value: Value): number {
  // what arrived as a whole is counted where it is written, so that nothing has to be marked for it
  return sizeOfCollection(asWritten(value));
}

const sizeOfCollection = cachedBy((value: Value): number => {
  if (value.kind === 'scalar' || value.kind === 'unknown') return 1;
  const parts = value.kind === 'list' ? value.items : [...value.members.values()].map(member => member.value);
  return parts.reduce((sum, part) => sum + sizeOf(part), 1);
});
