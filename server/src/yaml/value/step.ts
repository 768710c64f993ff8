/** Marks a value, and everything in it, with the step by which it arrived. */
import { cachedBy } from '../../text/cached.ts';
import type { ListValue, MapValue, Member, Step, Value } from './value.ts';

/** A value before its last step, and that step. */
export interface Arrival {
  readonly from: Value;
  readonly step: Step;
}

/** With the content of the value, once somebody has looked at it. */
interface Marked extends Arrival {
  items?: readonly Value[];
  members?: ReadonlyMap<string, Member>;
}

/** Its instances are the objects that it is given, to which a class can add a field of its own. */
const Given = function (value: object): object {
  return value;
} as unknown as new (value: object) => object;

/**
 * A value that arrived as a whole. How it did is a private field, which a copy of the value does not get: a weak map does
 * the same, but there are so many of these values that it would take longer than all the rest.
 */
class Arrived extends Given {
  readonly #arrival: Marked;

  private constructor(value: object, arrival: Marked) {
    super(value);
    this.#arrival = arrival;
  }

  static by(arrival: Arrival, value: object): Value {
    return new Arrived(value, arrival) as unknown as Value;
  }

  static of(value: Value): Marked | undefined {
    return #arrival in value ? value.#arrival : undefined;
  }
}

/** How a list or mapping arrived, if it arrived as a whole. */
export function arrivalOf(value: Value): Arrival | undefined {
  return Arrived.of(value);
}

/** The value as it is where it is written, without the steps by which it arrived as a whole. */
export function asWritten(value: Value): Value {
  let written = value;
  for (let arrival = Arrived.of(value); arrival; arrival = Arrived.of(written)) written = arrival.from;
  return written;
}

/**
 * The value as it arrives by one more step. Its content is marked only when somebody looks at it: a template arrives at
 * thousands of jobs, and most of its content is checked where it is written.
 */
export function withStep(value: Value, step: Step): Value {
  const via = viaWith(value.via, step);
  if (value.kind === 'scalar' || value.kind === 'unknown') return { ...value, via };
  const content = value.kind === 'list' ? ITEMS : MEMBERS;
  return Arrived.by({ from: value, step }, Object.defineProperty(placed(value, via), content.name, content));
}

/** The value without its content: in full, since spreads take longer than all the rest. */
function placed(value: ListValue | MapValue, via: readonly Step[]): object {
  const { kind, at, node } = value;
  if (kind === 'list') return node ? { kind, at, via, node } : { kind, at, via };
  const { open } = value;
  return node ? { kind, at, via, node, open } : { kind, at, via, open };
}

/** The latest step, alone: one list for all values of a template, which had taken none before. */
let alone: readonly Step[] = [];

/**
 * Only aliases and merge keys lead over so many steps. Where each of thousands of entries merges the one before, all steps
 * together would be millions.
 */
export const MOST_STEPS = 100;

/**
 * An array of the right size; one that grows has room for sixteen more. Of very many steps, the first ones and the last
 * one are kept.
 */
function viaWith(via: readonly Step[], step: Step): readonly Step[] {
  if (via.length >= MOST_STEPS) return [...via.slice(0, MOST_STEPS - 1), step];
  if (via.length > 0) return via.concat(step);
  if (alone[0] !== step) alone = [step];
  return alone;
}

/**
 * The content that is marked on demand. All values share these getters: with getters of its own, each value would have
 * a shape of its own, which takes more memory than the value.
 */
const ITEMS = { name: 'items', enumerable: true, get: contentBy(itemsOf) };
const MEMBERS = { name: 'members', enumerable: true, get: contentBy(membersOf) };

function contentBy<Content>(find: (arrived: Value) => Content): (this: Value) => Content {
  return function () {
    return find(this);
  };
}

function itemsOf(arrived: Value): readonly Value[] {
  const arrival = Arrived.of(arrived);
  if (arrival?.from.kind !== 'list') return [];
  const { from, step } = arrival;
  return (arrival.items ??= from.items.map(item => withStep(item, step)));
}

function membersOf(arrived: Value): ReadonlyMap<string, Member> {
  const arrival = Arrived.of(arrived);
  if (arrival?.from.kind !== 'map') return new Map();
  const { from, step } = arrival;
  return (arrival.members ??= stepMembers(from.members, step));
}

/** A member as it arrives by one more step, including its key. */
export function memberWithStep({ key, name, value, replaced, via = [], complex }: Member, step: Step): Member {
  // a spread of the member at the beginning would give each copy a shape of its own
  const arrived = { key, name, value: withStep(value, step), replaced, via: viaWith(via, step) };
  return complex ? { ...arrived, complex } : arrived;
}

function stepMembers(members: ReadonlyMap<string, Member>, step: Step): ReadonlyMap<string, Member> {
  const arrived = new Map<string, Member>();
  // without an entry and an iterator for each member
  members.forEach((member, id) => arrived.set(id, memberWithStep(member, step)));
  return arrived;
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
