/** Checks mappings with known keys: which exist, which are missing, which exclude each other. */
import type { Field, MapShape, RecordShape, Shape } from '../../spec/shape.ts';
import { failed, guarded, guardedEach } from '../../text/failure.ts';
import type { Finding, Report } from '../../text/problem.ts';
import type { MapValue, Member, Value } from '../../yaml/value/value.ts';
import { removeEntry } from '../../yaml/edit/edit.ts';
import { entryKind, fieldMeant, fieldOf, fieldOfEntry, foreignKey, isJobOf, recordIn } from '../find.ts';
import { meaningOf } from '../meaning.ts';
import { capital, capped, citing, fix, placeOf, subject, wrongType, type At } from './at.ts';
import { checkChoice, type ChosenKeys } from './choice.ts';
import { expectation } from './expect.ts';
import { checkMissing, checkOther } from './missing.ts';
import { checkLonePair } from './pairs.ts';
import { checkShared } from './shared.ts';
import { checkRemoved, checkUnknown, mayBeNewer, type Mapping, type Understood } from './unknown-key.ts';

/** Checks a mapping with known keys. */
export function checkRecord(report: Report, shape: RecordShape, value: Value, at: At): void {
  if (value.kind !== 'map') return checkOther(report, shape, value, at);
  if (checkLonePair(report, shape, value, at)) return;
  if (value.members.size === 0 && !value.open && (shape.blank || shape.filled))
    return checkEmpty(report, shape, value, at);
  // an unknown key that a newer GitLab may know can be the one that seems to be missing
  const isUnsure = hasNewer(shape, value);
  const inner: At = { ...at, unsure: undefined, complete: at.complete && !value.open && !isUnsure };
  const inKeys: At = isUnsure ? { ...inner, unsure: true } : inner;
  const told = shape.unchecked ? capped(report) : report;
  const understood = checkKeys(told, { shape, map: value }, inKeys);
  const settled: At = {
    ...inner,
    complete: inner.complete && (shape.closed ?? understood.length === value.members.size),
  };
  checkRules(told, shape, { map: value, understood }, settled);
  guarded('missing-key', undefined, () => checkMissing(told, shape, value, understood, inner));
}

/** Returns the keys that were understood; one whose check fails counts as understood. */
function checkKeys(report: Report, mapping: Mapping, at: At): readonly Understood[] {
  const understood: Understood[] = [];
  // a loop makes an entry and two iterators for each key, of which files have many thousands
  mapping.map.members.forEach((member, name) => {
    try {
      understood.push(...checkKey(report, mapping, name, member, at));
    } catch (error) {
      failed('unknown-key', error);
      understood.push({ name, member });
    }
  });
  return understood;
}

function checkRules(report: Report, { rules }: RecordShape, chosen: ChosenKeys, at: At): void {
  if (rules.length === 0) return;
  const once = oncePerPlace(report);
  guardedEach('conflicting-keys', rules, rule => checkChoice(once, rule, chosen, at));
}

function hasNewer(shape: RecordShape, { members }: MapValue): boolean {
  if (shape.closed || shape.open || shape.others) return false;
  for (const member of members.values()) if (mayBeNewer(shape, member)) return true;
  return false;
}

/** Reports a mapping without keys; if none are required, only where GitLab requires some. */
function checkEmpty(report: Report, { blank, filled }: RecordShape, map: MapValue, at: At): void {
  if (!blank && filled !== undefined && at.complete) report(emptyMapping(filled, map, at));
}

function emptyMapping(because: string, map: MapValue, at: At): Finding {
  return { code: 'empty-value', message: `${capital(subject(at))} is empty: ${because}.`, at: placeOf(map, at) };
}

/** If a key breaks several rules, one report is enough. */
function oncePerPlace(report: Report): Report {
  const seen = new Set<number>();
  return finding => {
    const { start } = finding.at.span;
    if (finding.code.endsWith('-handler') || !seen.has(start)) report(finding);
    seen.add(start);
  };
}

/** Checks a mapping whose keys the author chooses. */
export function checkMap(report: Report, shape: MapShape, value: Value, at: At): void {
  if (value.kind !== 'map') return report(wrongType(value, at, expectation(shape)));
  if (shape.least !== undefined && value.members.size === 0 && !value.open)
    report(emptyMapping(shape.least, value, at));
  value.members.forEach((member, name) => {
    // elsewhere, an entry without a value is ignored, as by GitLab
    if (!shape.filled && member.value.kind === 'scalar' && member.value.datum.type === 'null') return;
    const inner = below(at, name, member, at.field);
    at.inside(report, shape.value, member.value, shape.filled ? { ...inner, filled: true } : inner);
  });
}

/** The context for the value of a key. */
export function below({ hidden, complete, unsure, inside }: At, name: string, { key }: Member, field: Field): At {
  return { name, owner: key, hidden, complete, field, item: undefined, filled: undefined, unsure, inside };
}

function checkKey(
  report: Report,
  { shape, map }: Mapping,
  name: string,
  member: Member,
  at: At,
): readonly Understood[] {
  const field = isEntry(shape, name, member) ? undefined : shape.fields[name];
  if (field?.status?.removed) return checkRemoved(report, { shape, map }, field, member, at);
  if (field) {
    if (field.noEffect !== undefined && !at.hidden) report(withoutEffect(field.noEffect, name, member));
    checkShared(citing(report, field), field, member.value, below(at, name, member, field));
    return [{ name, member }];
  }
  const { others } = shape;
  if (others?.kind === 'ref') checkEntry(report, name, member, at);
  else if (others) at.inside(report, others, member.value, below(at, name, member, at.field));
  else if (!shape.open) return checkUnknown(report, { shape, map }, member, at);
  return [];
}

function withoutEffect(why: string, name: string, { key }: Member): Finding {
  return {
    code: 'no-effect',
    message: `\`${name}\` has no effect here: ${why}.`,
    at: key,
    fixes: fix(`Remove ${name}`, () => removeEntry(key)),
    tag: 'unnecessary',
  };
}

/** Whether the key is not that field: some keywords of the root are jobs if they have the keys of one. */
function isEntry({ fields, others }: RecordShape, name: string, { value }: Member): boolean {
  if (!Object.hasOwn(fields, name)) return true;
  return others?.kind === 'ref' && value.kind === 'map' && isJobOf(name, [...value.members.keys()]);
}

/** Checks an entry of the root that is not a keyword. */
function checkEntry(report: Report, name: string, member: Member, at: At): void {
  const keys = member.value.kind === 'map' ? [...member.value.members.keys()] : [];
  const field = fieldOfEntry(name, keys);
  if (!field) return;
  // a job with `extends` may get from there what is not written here
  const complete = at.complete && !keys.includes('extends');
  const inner = { ...below(at, name, member, field), complete };
  if (entryKind(name, keys) !== 'hiddenJob') at.inside(report, field.shape, member.value, inner);
  else if (isJobLike(field.shape, keys))
    at.inside(capped(report), field.shape, member.value, { ...inner, hidden: true, complete: false });
}

/**
 * A hidden entry may have any content for others to use: it counts as a template if most of its keys are those of a
 * job, and as part of one, such as a rule or a cache, if it has keys that belong there.
 */
function isJobLike(shape: Shape, keys: readonly string[]): boolean {
  const record = recordIn(shape);
  if (record && keys.some(key => foreignKey(record, key))) return false;
  const known = keys.filter(key => fieldOf(shape, key) !== undefined);
  // a word from elsewhere, such as `setup`, may well be a name that the author chose
  const meant = record
    ? keys.filter(key => !known.includes(key) && !fieldMeant(record, key) && meaningOf(record, key))
    : [];
  return known.length > 0 && (known.length + meant.length) * 2 >= keys.length;
}
