/** Checks of mappings with known keys: which are there, which are missing, which exclude each other. */
import type { Field, Fields, KeyRule, MapShape, RecordShape } from '../../spec/shape.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { fillEmpty, insertEntries, quoted, removeEntries, replaceWhole, wrapInKey } from '../../yaml/edit.ts';
import type { MapValue, Member, Value } from '../../yaml/value.ts';
import { entryKind, find, listIn } from '../find.ts';
import { capital, capped, enumerate, fix, placeOf, preferredFix, subject, wrongType, type At } from './at.ts';
import { checkLonePair } from './pairs.ts';
import { checkUnknown, type Understood } from './unknown-key.ts';

/** A mapping with known keys. */
export function checkRecord(report: Report, shape: RecordShape, value: Value, at: At): void {
  if (value.kind !== 'map') return checkOther(report, shape, value, at);
  if (checkLonePair(report, shape, value, at)) return;
  // A merge key or `extends` may bring keys that are not written here.
  const inner = { ...at, complete: at.complete && !value.open && !value.members.has('extends') };
  const understood = [...value.members].flatMap(([name, member]) =>
    checkKey(report, shape, name, member, value, inner),
  );
  for (const rule of shape.rules) checkRule(report, rule, understood, inner);
  checkMissing(report, shape, value, understood, inner);
}

/** A mapping whose keys the author chooses. */
export function checkMap(report: Report, shape: MapShape, value: Value, at: At): void {
  if (value.kind !== 'map') return report(wrongType(value, at, 'a mapping'));
  for (const [name, member] of value.members)
    at.inside(report, shape.value, member.value, below(at, name, member, at.field));
}

/** The context of a value below a key. */
export function below({ item: _, ...at }: At, name: string, { key }: Member, field: Field): At {
  return { ...at, name, owner: key, field };
}

function checkKey(
  report: Report,
  shape: RecordShape,
  name: string,
  member: Member,
  map: MapValue,
  at: At,
): readonly Understood[] {
  const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
  if (field) {
    at.inside(report, field.shape, member.value, below(at, name, member, field));
    return [{ name, member }];
  }
  if (shape.others) checkEntry(report, name, member, at);
  else if (!shape.open) return checkUnknown(report, shape, member, map, at);
  return [];
}

/** An entry of the root that is no keyword. */
function checkEntry(report: Report, name: string, member: Member, at: At): void {
  const keys = member.value.kind === 'map' ? [...member.value.members.keys()] : [];
  const field = find([name], { entryKeys: keys })?.field;
  if (!field) return;
  const inner = below(at, name, member, field);
  if (entryKind(name, keys) !== 'hiddenJob') at.inside(report, field.shape, member.value, inner);
  else at.inside(capped(report), field.shape, member.value, { ...inner, hidden: true, complete: false });
}

function checkRule(report: Report, rule: KeyRule, understood: readonly Understood[], at: At): void {
  if (rule.kind !== 'exactlyOne') return;
  const chosen = understood.filter(({ name }) => rule.keys.includes(name));
  if (chosen.length === 0 && at.complete) report(noneOf(rule, at));
  for (const surplus of chosen.slice(1)) report(surplusOf(rule, surplus, chosen));
}

type ExactlyOne = Extract<KeyRule, { kind: 'exactlyOne' }>;

function noneOf(rule: ExactlyOne, at: At): Finding {
  return {
    code: 'no-handler',
    severity: rule.severity,
    message: `${capital(subject(at))} needs exactly one of ${enumerate(rule.keys, 'and')}, found none: ${rule.becauseNone}.`,
    at: at.owner,
  };
}

function surplusOf(rule: ExactlyOne, surplus: Understood, chosen: readonly Understood[]): Finding {
  const others = chosen.filter(other => other !== surplus);
  return {
    code: 'one-handler',
    severity: rule.severity,
    message: `\`${surplus.name}\` stands beside ${enumerate(
      others.map(({ name }) => name),
      'and',
    )}, but only one of them can be used: ${rule.becauseMany}. Keep one.`,
    at: surplus.member.key,
    related: others.map(({ name, member }) => ({ at: member.key, message: `\`${name}\` is here` })),
    fixes: chosen.flatMap(kept => keepOnly(kept, chosen)),
  };
}

function keepOnly(kept: Understood, chosen: readonly Understood[]): readonly Fix[] {
  const others = chosen.filter(other => other !== kept);
  const keys = others.flatMap(({ member }): readonly Place[] => [...member.replaced, member.key]);
  return fix(`Keep only ${kept.name}`, removeEntries(keys));
}

function checkMissing(
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
    message: `${capital(subject(at))} needs ${enumerate(missing, 'and')}${reasonOf(missing, shape.fields)}`,
    at: placeOf(map, at),
    fixes: entries ? fix(title, insertEntries(map.at, entries, before)) : [],
  });
}

function missingIn(fields: Fields, understood: readonly Understood[]): readonly string[] {
  const present = new Set(understood.map(({ name }) => name));
  return Object.keys(fields).filter(name => fields[name]?.required && !present.has(name));
}

function reasonOf(missing: readonly string[], fields: Fields): string {
  const because = fields[missing[0] ?? '']?.because;
  const verb = missing.length > 1 ? 'have' : 'has';
  return `, which ${verb} no default${because && missing.length === 1 ? `: ${because}.` : '.'}`;
}

/** What to write for the missing keys; nothing where only the author can know it. */
function additions(missing: readonly string[], fields: Fields, at: At): { entries?: readonly string[]; title: string } {
  const entries = missing.flatMap(name => entryText(name, fields[name], at));
  if (entries.length < missing.length) return { title: '' };
  return { entries, title: `Add ${entries.join(' and ')}` };
}

function entryText(name: string, field: Field | undefined, at: At): readonly string[] {
  if (field?.placeholder !== undefined) return [`${name}: ${field.placeholder}`];
  const anyText = field?.shape.kind === 'text' && !field.shape.pattern;
  return anyText ? [`${name}: ${quoted('', at.owner.block.text)}`] : [];
}

/** The first written key that the table lists after this one. */
function nextKey(name: string, fields: Fields, { members }: MapValue): Place | undefined {
  const names = Object.keys(fields);
  const later = names.slice(names.indexOf(name) + 1);
  const keys = later.flatMap(other => members.get(other)?.key ?? []);
  return keys.toSorted((a, b) => a.span.start - b.span.start)[0];
}

/** Nothing, a scalar or a list where the mapping belongs. */
function checkOther(report: Report, shape: RecordShape, value: Value, at: At): void {
  // What a hidden job keeps under such a name may be there for `!reference` to take out.
  if (at.hidden && at.field.shape === shape && !shape.rules.length && !hasRequired(shape.fields)) return;
  report(wrongType(value, at, expectation(shape), { fixes: otherFixes(shape, value, at) }));
}

function expectation(shape: RecordShape): string {
  const names = Object.keys(shape.fields);
  if (shape.open || names.length === 0) return 'a mapping';
  const [one] = shape.rules;
  if (one?.kind === 'exactlyOne') return `a mapping with one of ${enumerate(one.keys, 'and')}`;
  return `a mapping with ${hasRequired(shape.fields) ? enumerate(missingIn(shape.fields, []), 'and') : enumerate(names, 'or')}`;
}

function hasRequired(fields: Fields): boolean {
  return Object.values(fields).some(({ required }) => required);
}

function otherFixes(shape: RecordShape, value: Value, at: At): readonly Fix[] {
  if (at.item) return [];
  if (value.kind === 'list') return listFixes(shape, at);
  const [only, ...more] = missingIn(shape.fields, []);
  if (value.kind !== 'scalar' || only === undefined || more.length > 0) return [];
  const target = shape.fields[only]?.shape;
  const { datum } = value;
  if (
    target?.kind !== 'integer' ||
    datum.type !== 'integer' ||
    BigInt(target.min) > datum.value ||
    datum.value > BigInt(target.max)
  )
    return [];
  return preferredFix(`Write it as ${only}`, replaceWhole(at.owner, `{ ${only}: ${datum.value} }`));
}

/** A list where a mapping with a choice belongs is meant for the choice that takes a list. */
function listFixes(shape: RecordShape, at: At): readonly Fix[] {
  const choices = shape.rules.flatMap(rule => (rule.kind === 'exactlyOne' ? rule.keys : []));
  const [only, ...more] = choices.filter(name => shape.fields[name] && listIn(shape.fields[name].shape));
  return only === undefined || more.length > 0 ? [] : fix(`Put the list below ${only}`, wrapInKey(at.owner, only));
}

/** A key with nothing behind it that cannot do without. */
export function checkEmptyRecord(report: Report, shape: RecordShape, value: Value, at: At): void {
  const [rule] = shape.rules;
  if (rule?.kind === 'exactlyOne') return at.complete ? report(noneOf(rule, at)) : undefined;
  const missing = missingIn(shape.fields, []);
  if (missing.length === 0) return;
  const { entries, title } = additions(missing, shape.fields, at);
  report({
    code: 'empty-value',
    message: `${capital(subject(at))} is empty, expected ${expectation(shape)}.`,
    at: placeOf(value, at),
    fixes: entries && !at.item ? fix(title, fillEmpty(at.owner, entries)) : [],
  });
}
