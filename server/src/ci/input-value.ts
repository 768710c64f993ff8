/**
 * Converts the value of an input as GitLab does: everything to a string for `string`, and JSON in a string for the
 * other types.
 */
import { identity, type Datum, type Member, type Value } from '../yaml/value/value.ts';
import { toS } from './ruby-text.ts';

export type InputType = 'array' | 'boolean' | 'number' | 'string';

/** The value after GitLab's conversion; of another type if it cannot be converted. */
export function coerced(type: InputType, value: Value): Value {
  if (value.kind === 'unknown') return value;
  if (type !== 'string') return isText(value) ? (parsed(value) ?? value) : value;
  if (value.kind === 'map' || isText(value)) return value;
  return { kind: 'scalar', datum: { type: 'string', value: toS(value) }, at: value.at, via: value.via };
}

/** Whether the value, already converted, has the type. */
export function isOfType(type: InputType, value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (type === 'array') return value.kind === 'list';
  if (type === 'string') return value.kind !== 'map' || value.open;
  if (value.kind !== 'scalar') return false;
  if (type === 'number') return value.datum.type === 'integer' || value.datum.type === 'float';
  return value.datum.type === type;
}

interface Text {
  readonly kind: 'scalar';
  readonly datum: { readonly type: 'string' | 'symbol'; readonly value: string };
}

function isText(value: Value): value is Extract<Value, { kind: 'scalar' }> & Text {
  return value.kind === 'scalar' && (value.datum.type === 'string' || value.datum.type === 'symbol');
}

function parsed(text: Value & Text): Value | undefined {
  try {
    return valueOfJson(JSON.parse(text.datum.value), text);
  } catch {
    return undefined;
  }
}

/** The value that JSON stands for, with all parts in one place. */
export function valueOfJson(json: unknown, { at, via }: Pick<Value, 'at' | 'via'>): Value {
  const place = { at, via };
  if (Array.isArray(json)) return { kind: 'list', items: json.map(item => valueOfJson(item, place)), at, via };
  if (typeof json !== 'object' || json === null) return { kind: 'scalar', datum: datumOf(json), at, via };
  const members = Object.entries(json).map(([key, value]: [string, unknown]): Member => {
    const name: Datum = { type: 'string', value: key };
    return { key: at, name, value: valueOfJson(value, place), replaced: [] };
  });
  return { kind: 'map', members: new Map(members.map(one => [identity(one.name), one])), open: false, at, via };
}

function datumOf(json: unknown): Datum {
  if (typeof json === 'boolean') return { type: 'boolean', value: json };
  if (typeof json === 'string') return { type: 'string', value: json };
  if (typeof json !== 'number') return { type: 'null' };
  return Number.isSafeInteger(json) ? { type: 'integer', value: BigInt(json) } : { type: 'float', value: json };
}
