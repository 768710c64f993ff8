/** Makes values for projections. Each keeps the place of the part it is made from, so that its origin is known. */
import type { Place } from '../text/span.ts';
import type { ListValue, MapValue, Member, ScalarValue, Value } from '../yaml/value/value.ts';

/** A mapping of the parts that exist, in their order. */
export function mapping(at: Place, parts: Readonly<Record<string, Value | undefined>>): MapValue {
  const members = Object.entries(parts).flatMap(([name, value]) =>
    value ? [[name, memberOf(name, value)] as const] : [],
  );
  return { kind: 'map', at, via: [], open: false, members: new Map(members) };
}

export function sequence(at: Place, items: readonly Value[]): ListValue {
  return { kind: 'list', at, via: [], items };
}

export function textAt(at: Place, value: string): ScalarValue {
  return { kind: 'scalar', at, via: [], datum: { type: 'string', value } };
}

/**
 * The mapping with other keys and values; a key that stays keeps its type. Members are left out if the function returns
 * nothing.
 */
export function remade(
  map: MapValue,
  change: (name: string, held: Member) => readonly [string, Value] | undefined,
): MapValue {
  const members = new Map<string, Member>();
  for (const [id, held] of map.members) {
    const made = change(id, held);
    if (!made) continue;
    const [renamed, value] = made;
    members.set(renamed, { ...held, name: renamed === id ? held.name : { type: 'string', value: renamed }, value });
  }
  return { ...map, members };
}

/** The value with every scalar changed. */
export function withScalars(value: Value, change: (scalar: ScalarValue) => ScalarValue): Value {
  if (value.kind === 'scalar') return change(value);
  if (value.kind === 'list') return { ...value, items: value.items.map(item => withScalars(item, change)) };
  if (value.kind === 'map') return remade(value, (name, held) => [name, withScalars(held.value, change)]);
  return value;
}

function memberOf(name: string, value: Value): Member {
  return { key: value.at, name: { type: 'string', value: name }, value, replaced: [] };
}
