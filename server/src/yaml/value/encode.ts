/**
 * Converts values to JSON, with marks for what JSON cannot express: the format of GitLab's recorded answers and of
 * ours.
 */
import { floatToS } from './ruby-float.ts';
import type { Datum, MapValue, Member, Value } from './value.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Symbols, floats, large integers and keys that are not strings become objects with one key that begins with `$`. */
export function encode(value: Value): Json {
  if (value.kind === 'scalar') return encodeDatum(value.datum);
  if (value.kind === 'list') return value.items.map(encode);
  if (value.kind === 'map') return encodeMap(value);
  return { $class: value.why === 'reference' ? 'Gitlab::Ci::Config::Yaml::Tags::Reference' : value.why };
}

export function encodeDatum(datum: Datum): Json {
  switch (datum.type) {
    case 'string':
    case 'boolean':
      return datum.value;
    case 'symbol':
      return { $symbol: datum.value };
    case 'integer':
      return Number.isSafeInteger(Number(datum.value)) ? Number(datum.value) : { $int: String(datum.value) };
    case 'float':
      return { $float: floatToS(datum.value) };
    case 'null':
      return null;
    case 'binary':
      return { $binary: datum.base64 };
    case 'forbidden':
      return { $class: datum.className };
  }
}

/** Keys that are not strings come after the others, as in GitLab's own answers. */
function encodeMap({ members }: MapValue): Json {
  const all = [...members.values()];
  if (all.every(isNamed)) return Object.fromEntries(all.map(held => [nameOf(held), encode(held.value)]));
  const odd = all.filter(held => !isNamed(held));
  const pairs = [
    ...all.filter(isNamed).map(held => [nameOf(held), encode(held.value)]),
    ...odd.map(held => [keyOf(held), encode(held.value)]),
  ];
  return { $map: pairs };
}

function isNamed({ name, complex }: Member): boolean {
  return complex === undefined && (name.type === 'string' || name.type === 'symbol');
}

function nameOf({ name }: Member): string {
  return name.type === 'string' || name.type === 'symbol' ? name.value : '';
}

function keyOf({ name, complex }: Member): Json {
  return { $key: complex ? encodeKey(complex) : encodeDatum(name) };
}

/** Inside a key, GitLab leaves the keys of mappings strings. */
function encodeKey(value: Value): Json {
  if (value.kind === 'list') return value.items.map(encodeKey);
  if (value.kind !== 'map') return encode(value);
  const pairs = [...value.members.values()].map(held => [
    { $key: held.complex ? encodeKey(held.complex) : encodeDatum(held.name) },
    encodeKey(held.value),
  ]);
  return { $map: pairs };
}
