/** Checks of mappings with known keys: which are there, which are missing, which exclude each other. */
import type { Field, MapShape, RecordShape } from '../../spec/shape.ts';
import type { Report } from '../../text/problem.ts';
import type { Member, Value } from '../../yaml/value.ts';
import { entryKind, find } from '../find.ts';
import { capped, wrongType, type At } from './at.ts';
import { checkChoice } from './choice.ts';
import { expectation } from './expect.ts';
import { checkMissing, checkOther } from './missing.ts';
import { checkLonePair } from './pairs.ts';
import { checkUnknown, type Mapping, type Understood } from './unknown-key.ts';

/** A mapping with known keys. */
export function checkRecord(report: Report, shape: RecordShape, value: Value, at: At): void {
  if (value.kind !== 'map') return checkOther(report, shape, value, at);
  if (checkLonePair(report, shape, value, at)) return;
  const inner = { ...at, complete: at.complete && !value.open };
  const understood = [...value.members].flatMap(([name, member]) =>
    checkKey(report, { shape, map: value }, name, member, inner),
  );
  for (const rule of shape.rules) checkChoice(report, rule, understood, inner);
  checkMissing(report, shape, value, understood, inner);
}

/** A mapping whose keys the author chooses. */
export function checkMap(report: Report, shape: MapShape, value: Value, at: At): void {
  if (value.kind !== 'map') return report(wrongType(value, at, expectation(shape)));
  for (const [name, member] of value.members)
    at.inside(report, shape.value, member.value, below(at, name, member, at.field));
}

/** The context of a value below a key. */
export function below({ item: _, ...at }: At, name: string, { key }: Member, field: Field): At {
  return { ...at, name, owner: key, field };
}

function checkKey(
  report: Report,
  { shape, map }: Mapping,
  name: string,
  member: Member,
  at: At,
): readonly Understood[] {
  const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
  if (field) {
    at.inside(report, field.shape, member.value, below(at, name, member, field));
    return [{ name, member }];
  }
  const { others } = shape;
  if (others?.kind === 'ref') checkEntry(report, name, member, at);
  else if (others) at.inside(report, others, member.value, below(at, name, member, at.field));
  else if (!shape.open) return checkUnknown(report, { shape, map }, member, at);
  return [];
}

/** An entry of the root that is no keyword. */
function checkEntry(report: Report, name: string, member: Member, at: At): void {
  const keys = member.value.kind === 'map' ? [...member.value.members.keys()] : [];
  const field = find([name], { entryKeys: keys })?.field;
  if (!field) return;
  // A job that extends another one may get from there what is not written here.
  const complete = at.complete && !keys.includes('extends');
  const inner = { ...below(at, name, member, field), complete };
  if (entryKind(name, keys) !== 'hiddenJob') at.inside(report, field.shape, member.value, inner);
  else at.inside(capped(report), field.shape, member.value, { ...inner, hidden: true, complete: false });
}
