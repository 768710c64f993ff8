/**
 * JSON as Ruby writes it, which keeps a distinction that JavaScript loses: to the runner, `8080.0` is not an integer.
 */
import { escapeUnseen } from '../text/shown.ts';
import { floatToS } from '../yaml/value/ruby-float.ts';
import type { Datum, Member, Value } from '../yaml/value/value.ts';

/** A `bigint` is an integer of any length, a `number` is a float. */
export type SentJson =
  | null
  | boolean
  | string
  | bigint
  | number
  | readonly SentJson[]
  | { readonly [key: string]: SentJson };

/** The JSON of a value; a part that is not known here is `null`, since JSON has no notation for it. */
export function sentJson(value: Value): SentJson {
  if (value.kind === 'scalar') return sentDatum(value.datum);
  if (value.kind === 'list') return value.items.map(sentJson);
  if (value.kind === 'map') return Object.fromEntries([...value.members.values()].map(entryOf));
  return null;
}

function entryOf({ name, value }: Member): readonly [string, SentJson] {
  return [keyText(name), sentJson(value)];
}

/** Keys in JSON are strings, so Ruby converts all others. */
function keyText(name: Datum): string {
  switch (name.type) {
    case 'null':
    case 'binary':
    case 'forbidden':
      return '';
    case 'float':
      return floatToS(name.value);
    default:
      return String(name.value);
  }
}

/** Bytes that are not text cannot be sent, and a class that the loader refuses never gets this far. */
function sentDatum(datum: Datum): SentJson {
  switch (datum.type) {
    case 'null':
    case 'binary':
    case 'forbidden':
      return null;
    case 'float':
      // what JSON cannot express is null to Rails
      return Number.isFinite(datum.value) ? datum.value : null;
    default:
      return datum.value;
  }
}

/** The text, indented for people; a terminal gets no control characters. */
export function jsonText(value: SentJson): string {
  return `${escapeUnseen(written(value, ''))}\n`;
}

function written(value: SentJson, indent: string): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatToS(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (isList(value))
    return enclosed(
      '[',
      ']',
      indent,
      value.map(item => written(item, deeper)),
    );
  const pairs = Object.entries(value).map(([key, held]) => `${JSON.stringify(key)}: ${written(held, deeper)}`);
  return enclosed('{', '}', indent, pairs);
}

function isList(value: SentJson): value is readonly SentJson[] {
  return Array.isArray(value);
}

function enclosed(open: string, close: string, indent: string, parts: readonly string[]): string {
  if (parts.length === 0) return `${open}${close}`;
  return `${open}${parts.map(part => `\n${indent}  ${part}`).join(',')}\n${indent}${close}`;
}
