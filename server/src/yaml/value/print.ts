/** Prints values as YAML that reads back as the same values, with an optional comment after each part. */
import { escapeUnseen, hasUnseen, oneLine } from '../../text/shown.ts';
import { typePlain } from './scalar.ts';
import type { Datum, MapValue, Value } from './value.ts';
import { identity } from './value.ts';

export interface YamlStyle {
  readonly indent?: number;
  /** A key to leave out at the top level. */
  readonly without?: string;
  /** The comment for the part at a JSON pointer. */
  readonly comment?: (pointer: string) => string | undefined;
}

/** The value in block style, ending with a line break. */
export function yamlOf(value: Value, { indent = 0, without, comment = () => undefined }: YamlStyle): string {
  const shown = without === undefined || value.kind !== 'map' ? value : omit(value, without);
  const lines = linesOf(shown, '', comment);
  return lines.map(line => (line === '' ? '\n' : `${' '.repeat(indent)}${line}\n`)).join('');
}

function omit(value: MapValue, name: string): MapValue {
  return { ...value, members: new Map([...value.members].filter(([id]) => id !== name)) };
}

type Comment = (pointer: string) => string | undefined;

function linesOf(value: Value, pointer: string, comment: Comment): readonly string[] {
  if (value.kind === 'map' && value.members.size > 0) return mapLines(value, pointer, comment);
  if (value.kind === 'list' && value.items.length > 0)
    return value.items.flatMap((item, index) => itemLines(item, `${pointer}/${index}`, comment));
  return inline(value);
}

function mapLines(value: MapValue, pointer: string, comment: Comment): readonly string[] {
  return [...value.members.values()].flatMap(({ name, value: held }) => {
    const path = `${pointer}/${identity(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const key = `${keyText(name)}:`;
    const said = suffix(comment(path));
    if (isNested(held))
      return [`${key}${said}`, ...linesOf(held, path, comment).map(line => (line === '' ? '' : `  ${line}`))];
    return startWith(`${key} `, inline(held), said);
  });
}

function itemLines(item: Value, pointer: string, comment: Comment): readonly string[] {
  const said = suffix(comment(pointer));
  if (!isNested(item)) return startWith('- ', inline(item), said);
  const [first = '', ...rest] = linesOf(item, pointer, comment);
  return [`- ${first}`, ...rest.map(line => (line === '' ? '' : `  ${line}`))];
}

/** A text of several lines continues below, indented deeper than its key. */
function startWith(start: string, [first = '', ...rest]: readonly string[], said: string): readonly string[] {
  return [`${start}${first}${said}`, ...rest.map(line => (line === '' ? '' : `  ${line}`))];
}

function suffix(comment: string | undefined): string {
  return comment === undefined ? '' : ` # ${oneLine(comment)}`;
}

function isNested(value: Value): boolean {
  return (value.kind === 'map' && value.members.size > 0) || (value.kind === 'list' && value.items.length > 0);
}

function inline(value: Value): readonly string[] {
  if (value.kind === 'map') return ['{}'];
  if (value.kind === 'list') return ['[]'];
  if (value.kind === 'unknown') return [`null${suffix(`not known: ${value.why}`)}`];
  return scalarLines(value.datum);
}

function scalarLines(datum: Datum): readonly string[] {
  if (datum.type === 'string' && isBlockText(datum.value)) return blockLines(datum.value);
  return [datumText(datum)];
}

/** A key as it has to be written. */
export function keyText(name: Datum): string {
  return datumText(name);
}

function datumText(datum: Datum): string {
  switch (datum.type) {
    case 'null':
      return 'null';
    case 'string':
      return isPlain(datum.value) ? datum.value : quote(datum.value);
    case 'symbol':
      return `:${quote(datum.value)}`;
    case 'float':
      return floatText(datum.value);
    case 'binary':
      return `!binary ${quote(datum.base64)}`;
    case 'forbidden':
      return quote(datum.className);
    default:
      return String(datum.value);
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const text = String(value).replace(/e(?=\d)/, 'e+');
  return /[.]/.test(text) ? text : text.replace(/(?=e|$)/, '.0');
}

/** Plain text that neither the syntax nor the types of YAML give another meaning. */
function isPlain(text: string): boolean {
  return (
    /^[\w./$(-][\w./$@%+=~^&*()<>|;,"'\\! -]*$/.test(text) &&
    !/^(?:- |-$|<<$|=$)|\s$|---/.test(text) &&
    typePlain(text).type === 'string' &&
    !OTHER_READERS.test(text)
  );
}

/** What other YAML readers than GitLab's take for a number or a boolean: YAML 1.2, and strict YAML 1.1. */
const OTHER_READERS = /^(?:[-+]?(?:0[xob][\da-f_]*|\.?\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?)|y|n)$/i;

function quote(text: string): string {
  return escapeUnseen(JSON.stringify(text), 'yaml');
}

function isBlockText(text: string): boolean {
  const ending = text.slice(text.trimEnd().length);
  return (
    !/\n\s/.test(ending) &&
    /^[^\s][^\n]*\n/.test(text) &&
    !/[^\n\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe]/.test(text) &&
    !hasUnseen(text)
  );
}

function blockLines(text: string): readonly string[] {
  const ending = text.endsWith('\n') ? '|' : '|-';
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  return [ending, ...lines];
}
