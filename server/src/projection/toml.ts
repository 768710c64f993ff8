/** Writes values as TOML tables. */
import { escapeUnseen } from '../text/shown.ts';
import type { Datum, ListValue, MapValue, Value } from '../yaml/value/value.ts';

/** The table at the given path and the tables below it; a comment says where a part is not known. */
export function tomlOf(table: MapValue, path: readonly string[]): string {
  return tableLines(table, path, `[${path.map(keyText).join('.')}]`)
    .map(line => `${line}\n`)
    .join('');
}

function tableLines(table: MapValue, path: readonly string[], header: string): readonly string[] {
  const members = [...table.members];
  const own = members.filter(([, { value }]) => !isTable(value) && !isTables(value));
  const below = members.flatMap(([id, { value }]) => tablesBelow(value, [...path, id]));
  // a table with nothing but tables exists without a header of its own
  const isImplied = own.length === 0 && below.length > 0 && !header.startsWith('[[');
  return [...(isImplied ? [] : [header]), ...own.flatMap(([id, { value }]) => pairLines(id, value)), ...below];
}

function tablesBelow(value: Value, path: readonly string[]): readonly string[] {
  const name = path.map(keyText).join('.');
  if (isTable(value)) return tableLines(value, path, `[${name}]`);
  return isTables(value) ? value.items.flatMap(item => tableLines(item, path, `[[${name}]]`)) : [];
}

function isTable(value: Value): value is MapValue {
  return value.kind === 'map';
}

interface Tables extends ListValue {
  readonly items: readonly MapValue[];
}

function isTables(value: Value): value is Tables {
  return value.kind === 'list' && value.items.length > 0 && value.items.every(isTable);
}

function pairLines(id: string, value: Value): readonly string[] {
  const text = valueText(value);
  return [text === undefined ? `# ${keyText(id)}: not known here` : `${keyText(id)} = ${text}`];
}

/** Nothing if a part of it is unknown or has a type that TOML lacks. */
function valueText(value: Value): string | undefined {
  if (value.kind === 'scalar') return datumText(value.datum);
  if (value.kind === 'unknown') return undefined;
  const parts =
    value.kind === 'list'
      ? value.items.map(valueText)
      : [...value.members].map(([id, held]) => pairText(id, valueText(held.value)));
  const known = parts.flatMap(part => part ?? []);
  if (known.length < parts.length) return undefined;
  return value.kind === 'list' ? `[${known.join(', ')}]` : `{ ${known.join(', ')} }`;
}

function pairText(id: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${keyText(id)} = ${text}`;
}

function datumText(datum: Datum): string | undefined {
  switch (datum.type) {
    case 'string':
    case 'symbol':
      return quoted(datum.value);
    case 'boolean':
    case 'integer':
      return String(datum.value);
    case 'float':
      return floatText(datum.value);
    default:
      return undefined;
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return /[.e]/.test(String(value)) ? String(value) : `${value}.0`;
}

function keyText(name: string): string {
  return /^[\w-]+$/.test(name) ? name : quoted(name);
}

/** A JSON string is a TOML string, except for DEL and lone surrogates, which TOML does not allow. */
function quoted(text: string): string {
  return escapeUnseen(JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')), 'toml');
}
