/** Reports missing keys, and values that are not the mapping they should be. */
import type { Field, Fields, RecordShape, Shape } from '../../spec/shape.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { fillEmpty, insertEntries, quoted, replaceWhole } from '../../yaml/edit/edit.ts';
import type { MapValue, Value } from '../../yaml/value/value.ts';
import { capital, enumerate, fix, placeOf, preferredFix, subject, wrongType, type At } from './at.ts';
import { noneOf, type ExactlyOne } from './choice.ts';
import { expectation, requiredIn } from './expect.ts';
import { isWithin } from './integer.ts';
import { checkLoneList } from './lone-list.ts';
import type { Understood } from './unknown-key.ts';

/** Reports required keys that are missing, if nothing else can add them. */
export function checkMissing(
  report: Report,
  shape: RecordShape,
  map: MapValue,
  understood: readonly Understood[],
  at: At,
): void {
  if (!at.complete) return;
  const missing = missingIn(shape.fields, understood);
  if (missing.length === 0) return;
  const { entries, title } = additions(missing, shape.fields, at);
  const before = nextKey(missing[0] ?? '', shape.fields, map);
  report({
    code: 'missing-key',
    message: `${capital(subject(at))} needs ${enumerate(missing, 'and')}, which ${missing.length > 1 ? 'have' : 'has'} no default.`,
    at: placeOf(map, at),
    fixes: entries ? fix(title, () => insertEntries(map.at, entries, before)) : [],
  });
}

function missingIn(fields: Fields, understood: readonly Understood[]): readonly string[] {
  return requiredIn(fields).filter(name => !understood.some(one => one.name === name));
}

/** The text of the missing keys; `undefined` if only the author can know it. */
function additions(missing: readonly string[], fields: Fields, at: At): { entries?: readonly string[]; title: string } {
  const entries = missing.flatMap(name => entryText(name, fields[name], at));
  if (entries.length < missing.length) return { title: '' };
  return { entries, title: `Add ${entries.join(' and ')}` };
}

function entryText(name: string, field: Field | undefined, at: At): readonly string[] {
  if (field?.placeholder !== undefined) return [`${name}: ${field.placeholder}`];
  const anyText = field?.shape.kind === 'text' && !field.shape.pattern && !field.shape.filled;
  return anyText ? [`${name}: ${quoted('', at.owner.block.text)}`] : [];
}

/** The first existing key that comes after this one in the table. */
function nextKey(name: string, fields: Fields, { members }: MapValue): Place | undefined {
  const names = Object.keys(fields);
  const later = names.slice(names.indexOf(name) + 1);
  const keys = later.flatMap(other => members.get(other)?.key ?? []);
  return keys.toSorted((a, b) => a.span.start - b.span.start)[0];
}

/** Reports an empty value where a value of the shape belongs. */
export function emptyValue(shape: Shape, value: Value, at: At): Finding {
  const takesText = at.filled && (shape.kind === 'scalar' || (shape.kind === 'either' && shape.scalar !== undefined));
  return {
    code: 'empty-value',
    message: `${capital(subject(at))} is empty${'filled' in shape && shape.filled ? `: ${shape.filled}` : `, expected ${expectation(shape)}`}.`,
    at: placeOf(value, at),
    fixes: takesText ? fix('Write an empty string', replaceWhole(at.owner, quoted('', at.owner.block.text))) : [],
  };
}

/** Reports a key without the value that it needs. */
export function checkEmptyRecord(report: Report, shape: RecordShape, value: Value, at: At): void {
  const [rule] = shape.rules;
  if (rule?.kind === 'exactlyOne') return at.complete ? report(unsetOf(rule, at)) : undefined;
  const missing = requiredIn(shape.fields);
  if (missing.length === 0) return;
  const { entries, title } = additions(missing, shape.fields, at);
  const unset = at.field.nullable && !at.item && !at.filled;
  report({
    code: 'empty-value',
    message: unset
      ? `${capital(subject(at))} is empty, which GitLab treats as not set. Expected ${expectation(shape)}.`
      : `${capital(subject(at))} is empty, expected ${expectation(shape)}.`,
    ...(unset && { severity: 'warning' as const }),
    at: placeOf(value, at),
    fixes: entries && !at.item ? fix(title, () => fillEmpty(at.owner, entries)) : [],
  });
}

/** GitLab does not check a key that it treats as not set: it loads the file, and the key has no effect. */
function unsetOf(rule: ExactlyOne, at: At): Finding {
  const none = noneOf(rule, at);
  if (!at.field.nullable) return none;
  const message = `${capital(subject(at))} is empty, which GitLab treats as not set. Give it exactly one of ${enumerate(rule.keys, 'and')}, or remove it.`;
  return { ...none, severity: 'warning', message };
}

/** Reports a scalar or list in place of the mapping. */
export function checkOther(report: Report, shape: RecordShape, value: Value, at: At): void {
  // in a hidden job, it may be there for `!reference` to use
  if (at.hidden && at.field.shape === shape && !shape.rules.length && requiredIn(shape.fields).length === 0) return;
  if (value.kind === 'list') return checkLoneList(report, shape, value, at);
  report(wrongType(value, at, expectation(shape), { fixes: otherFixes(shape, value, at) }));
}

function otherFixes(shape: RecordShape, value: Value, at: At): readonly Fix[] {
  if (at.item) return [];
  const [only, ...more] = requiredIn(shape.fields);
  if (value.kind !== 'scalar' || only === undefined || more.length > 0) return [];
  const target = shape.fields[only]?.shape;
  const { datum } = value;
  if (target?.kind !== 'integer' || datum.type !== 'integer' || !isWithin(target, datum.value)) return [];
  return preferredFix(`Write it as ${only}`, () => replaceWhole(at.owner, `{ ${only}: ${datum.value} }`));
}
