/** What a check carries along on its way down, and how it speaks of what it finds. */
import type { Code } from '../../codes/codes.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import type { Field, Shape } from '../../spec/shape.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import type { MapValue, ScalarValue, Value } from '../../yaml/value/value.ts';

export { fix, preferredFix } from '../../text/fix.ts';

/** Where a check is; data, so that the same check runs on a block as written and on a merged job. */
export interface CheckContext {
  /** The key whose value is checked, empty at the root. */
  readonly name: string;
  /** The place of that key: what is said of a whole mapping or list is said there. */
  readonly owner: Place;
  /** GitLab does not validate a hidden job: nothing there is above a warning, and free-form content is left alone. */
  readonly hidden: boolean;
  /** Whether what is not written here is really missing, since nothing else adds to it. */
  readonly complete: boolean;
}

/** The context together with the field, and the way on into inner values. */
export interface At extends CheckContext {
  readonly field: Field;
  /** An item of a list: `owner` is then the key of that list. */
  readonly item?: true;
  /** An entry of a mapping whose entries need a value, whatever the field says of itself. */
  readonly filled?: true;
  /** Next to it is a key that a newer GitLab may know, and by which an empty value may be right. */
  readonly unsure?: true;
  readonly inside: (report: Report, shape: Shape, value: Value, at: At) => void;
}

/** The same report with nothing above a warning. */
export function capped(report: Report): Report {
  return finding => report({ ...finding, atMost: 'warning' });
}

/** The same report with the page that documents the field, unless a key further in has told its own. */
export function citing(report: Report, { sources: [{ url }] }: Field): Report {
  return finding => report({ page: url, ...finding });
}

/** Of a mapping or list something is said at its first key or item; of an empty one at its key. */
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

/** The dash of an item that holds nothing. */
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

/** A value of another kind than the field takes. */
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

/** A variable where nothing puts its value in, so that it stays the text that it is. */
export function unexpanded(code: Code, value: ScalarValue, at: At, expected: string): Finding {
  const because = at.field.because ? ` (${at.field.because})` : '';
  return {
    code,
    message: `Variables are not expanded in ${subject(at)}: \`${short(sourceOf(value.at))}\` stays as it is, expected ${expected}${because}. Write the value itself, or use an input of the file, \`$[[ inputs.NAME ]]\`.`,
    at: placeOf(value, at),
  };
}

/** Whether a text has a variable in it. */
export function hasVariable(text: string): boolean {
  return /\$\{?[A-Za-z_]/.test(text);
}

export interface Mend {
  readonly advice?: string;
  readonly fixes?: readonly Fix[];
}

/** What a value is, in plain words. */
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
