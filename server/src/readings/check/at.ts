/** The context that a check passes down, and the words in which it describes what it finds. */
import type { Code } from '../../codes/codes.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import type { Field, Shape } from '../../spec/shape.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import type { MapValue, ScalarValue, Value } from '../../yaml/value/value.ts';

export { fix, preferredFix } from '../../text/fix.ts';

/** Where a check is. It is data, so that the same check runs on a block as written and on a merged job. */
export interface CheckContext {
  /** The key whose value is checked; empty at the root. */
  readonly name: string;
  /** The place of that key, where problems of a whole mapping or list are shown. */
  readonly owner: Place;
  /** GitLab does not validate hidden jobs: nothing there is above a warning, and free-form content is not checked. */
  readonly hidden: boolean;
  /** Whether everything is known, so that what is not written here is really missing. */
  readonly complete: boolean;
}

/** The context with the field, and the way to check inner values. There is one for each key, all of the same form. */
export interface At extends CheckContext {
  readonly field: Field;
  /** An item of a list: `owner` is the key of that list. */
  readonly item: true | undefined;
  /** An entry of a mapping whose entries need a value, whatever the field itself says. */
  readonly filled: true | undefined;
  /** Next to it is a key that a newer GitLab may know, and which may make an empty value valid. */
  readonly unsure: true | undefined;
  readonly inside: (report: Report, shape: Shape, value: Value, at: At) => void;
}

/** The same report with nothing above a warning. */
export function capped(report: Report): Report {
  return finding => report({ ...finding, atMost: 'warning' });
}

/** The same report with the page of this field, unless an inner key has set its own. */
export function citing(report: Report, { sources: [{ url }] }: Field): Report {
  return finding => report({ page: url, ...finding });
}

/** Where to show a problem of a whole mapping or list: at its first key or item or, if it is empty, at its key. */
export function placeOf(value: Value, at: At): Place {
  if (!at.item) return value.kind === 'scalar' && isOneLine(value.at) ? value.at : at.owner;
  if (value.kind === 'map') return firstKey(value) ?? value.at;
  if (value.kind !== 'list') return isWritten(value.at) ? firstLine(value.at) : dashBefore(value.at);
  const [first] = value.items;
  return first ? placeOf(first, at) : value.at;
}

function firstKey({ members }: MapValue): Place | undefined {
  for (const { key } of members.values()) return key;
  return undefined;
}

function isWritten({ span }: Place): boolean {
  return span.end > span.start;
}

function isOneLine(place: Place): boolean {
  return isWritten(place) && !/[\r\n]/.test(sourceOf(place));
}

function firstLine(place: Place): Place {
  const { start } = place.span;
  return { ...place, span: { start, end: start + (/^[^\r\n]*/.exec(sourceOf(place))?.[0].length ?? 0) } };
}

/** The dash of an empty item. */
function dashBefore(place: Place): Place {
  const dash = place.block.text.lastIndexOf('-', place.span.start - 1);
  return dash < 0 ? place : { ...place, span: { start: dash, end: dash + 1 } };
}

/** "`port`", or "an entry of `exec`". */
export function subject({ name, item }: At): string {
  return item ? `an entry of \`${name}\`` : `\`${name}\``;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** "`a`, `b` and `c`". */
export function enumerate(names: readonly string[], joint: 'and' | 'or'): string {
  const codes = names.map(name => `\`${name}\``);
  const last = codes.at(-1) ?? '';
  return codes.length < 2 ? last : `${codes.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** Reports a value of the wrong type. */
export function wrongType(value: Value, at: At, expected: string, mend: Mend = {}): Finding {
  const because = at.field.because ? `: ${at.field.because}.` : '.';
  const advice = mend.advice ? ` ${mend.advice}` : '';
  return {
    code: 'wrong-type',
    message: `Expected ${expected} for ${subject(at)}, found ${kindOf(value)}${because}${advice}`,
    at: placeOf(value, at),
    ...(at.field.severity && { severity: at.field.severity }),
    ...(mend.fixes && { fixes: mend.fixes }),
  };
}

/** Reports a variable where nothing expands it, so that it stays plain text. */
export function unexpanded(code: Code, value: ScalarValue, at: At, expected: string): Finding {
  const because = at.field.because ? ` (${at.field.because})` : '';
  return {
    code,
    message: `Variables are not expanded in ${subject(at)}: \`${short(sourceOf(value.at))}\` stays as it is, expected ${expected}${because}. Write the value itself, or use an input of the file, \`$[[ inputs.NAME ]]\`.`,
    at: placeOf(value, at),
  };
}

/** Whether a text contains a variable. */
export function hasVariable(text: string): boolean {
  return /\$\{?[A-Za-z_]/.test(text);
}

export interface Mend {
  readonly advice?: string;
  readonly fixes?: readonly Fix[];
}

/** The kind of a value in plain words. */
export function kindOf(value: Value): string {
  if (value.kind === 'map') return 'a mapping';
  if (value.kind === 'list') return 'a list';
  return value.kind === 'scalar' ? scalarKind(value) : 'an unknown value';
}

function scalarKind({ datum, at }: ScalarValue): string {
  const source = `\`${short(sourceOf(at))}\``;
  switch (datum.type) {
    case 'integer':
    case 'float':
      return `the number ${source}`;
    case 'boolean':
      return /^(?:true|false)$/.test(sourceOf(at)) ? source : `${source}, which GitLab reads as \`${datum.value}\``;
    case 'null':
      return 'nothing';
    default:
      return `the string ${source}`;
  }
}

/** One line of at most 40 characters. */
export function short(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  return line.length > 40 || line.length < text.length ? `${line.slice(0, 39)}…` : line;
}
