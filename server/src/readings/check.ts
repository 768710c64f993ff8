/** Reports what does not fit the table: one switch over shapes, for a block as written and for a merged job alike. */
import type { EitherShape, Field, Shape, SyntaxShape } from '../spec/shape.ts';
import { failed } from '../text/failure.ts';
import type { Report } from '../text/problem.ts';
import type { Value } from '../yaml/value/value.ts';
import { capped, citing, wrongType, type At, type CheckContext } from './check/at.ts';
import { checkCondition } from './check/condition.ts';
import { checkDuration } from './check/duration.ts';
import { expectation } from './check/expect.ts';
import { checkInteger } from './check/integer.ts';
import { checkList, emptyList, loneFixes } from './check/list.ts';
import { checkEmptyRecord, emptyValue } from './check/missing.ts';
import { checkMap, checkRecord } from './check/record.ts';
import { checkSlip } from './check/slip.ts';
import { checkBoolean, checkKeyword, checkScalar, checkText } from './check/scalar.ts';

export type { CheckContext } from './check/at.ts';

/** Reports what in the value does not fit the field; unknown parts are ignored. */
export function check(report: Report, field: Field, value: Value, context: CheckContext): void {
  const citingReport = citing(report, field);
  const { name, owner, hidden, complete } = context;
  const at: At = {
    name,
    owner,
    hidden,
    complete,
    field,
    item: undefined,
    filled: undefined,
    unsure: undefined,
    inside,
  };
  inside(hidden ? capped(citingReport) : citingReport, field.shape, value, at);
}

function inside(report: Report, shape: Shape, value: Value, at: At): void {
  // what GitLab refuses to load is reported by a rule of its own
  if (value.kind === 'unknown' || (value.kind === 'scalar' && value.datum.type === 'forbidden')) return;
  const isNull = value.kind === 'scalar' && value.datum.type === 'null';
  try {
    if (isNull) return checkNothing(report, shape, value, at);
    if (checkSlip(report, shape, value, at)) return;
    const taken = at.field.blank && !at.item && isBlank(value);
    checkShape(taken ? capped(report) : report, shape, value, at);
  } catch (error) {
    failed(isNull ? 'empty-value' : `a check of ${shape.kind}`, error);
  }
}

function checkShape(report: Report, shape: Shape, value: Value, at: At): void {
  switch (shape.kind) {
    case 'text':
      return checkText(report, shape, value, at);
    case 'name':
      return checkText(report, { kind: 'text', ...(shape.filled && { filled: shape.filled }) }, value, at);
    case 'syntax':
      return checkSyntax(report, shape, value, at);
    case 'integer':
      return checkInteger(report, shape, value, at);
    case 'boolean':
      return checkBoolean(report, shape, value, at);
    case 'keyword':
      return checkKeyword(report, shape, value, at);
    case 'scalar':
      return checkScalar(report, shape, value, at);
    case 'list':
      return checkList(report, shape, value, at);
    case 'map':
      return checkMap(report, shape, value, at);
    case 'record':
      return checkRecord(report, shape, value, at);
    case 'either':
      return checkEither(report, shape, value, at);
    case 'ref':
    case 'anything':
      return;
    default:
      return shape satisfies never;
  }
}

function checkSyntax(report: Report, shape: SyntaxShape, value: Value, at: At): void {
  const isText = value.kind === 'scalar' && value.datum.type === 'string';
  if (shape.of === 'rules-if' && isText) return checkCondition(report, value.datum.value, value, at);
  if (shape.of === 'duration') return checkDuration(report, shape.terms ?? {}, value, at);
  checkText(report, { kind: 'text' }, value, at);
}

/** An empty value counts as a missing one, which matters where the key needs a value. */
function checkNothing(report: Report, shape: Shape, value: Value, at: At): void {
  // in a hidden job, an empty value may be a placeholder that others fill
  if ((at.hidden || at.unsure) && !at.item) return;
  const nullable = at.field.nullable && !at.filled;
  if (shape.kind === 'either' && !nullable && !at.filled) return checkNothing(report, usualForm(shape), value, at);
  if (shape.kind === 'list' && shape.min > 0 && !nullable) return report(emptyList(shape, value, at));
  if (shape.kind === 'record' && !at.item) return checkEmptyRecord(report, shape, value, at);
  const needed = at.field.required || at.filled || ('filled' in shape && shape.filled);
  if ((nullable || !needed) && !at.item) return;
  if (shape.kind === 'ref' || (shape.kind === 'anything' && !needed)) return;
  report(emptyValue(shape, value, at));
}

function usualForm({ usual, scalar, list, map }: EitherShape): Shape {
  return (usual === 'list' ? list : usual === 'map' ? map : scalar?.[0]) ?? { kind: 'anything' };
}

/** The kind of the value decides which form is checked. */
function checkEither(report: Report, shape: EitherShape, value: Value, at: At): void {
  const forms = formsFor(shape, value);
  const [first] = forms;
  if (!first) {
    const fixes = shape.list && shape.usual === 'list' ? loneFixes(shape.list, value, at) : [];
    return report(wrongType(value, at, expectation(shape), { fixes }));
  }
  for (const form of forms) if (isSilent(form, value, at)) return;
  inside(report, first, value, at);
}

function formsFor({ scalar = NONE, list, map }: EitherShape, { kind }: Value): readonly Shape[] {
  if (kind !== 'map' && kind !== 'list') return scalar;
  const form = kind === 'map' ? map : list;
  return form ? [form] : NONE;
}

const NONE: readonly Shape[] = [];

/** Whether Rails calls the value blank. */
function isBlank(value: Value): boolean {
  if (value.kind === 'map') return value.members.size === 0 && !value.open;
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind !== 'scalar') return false;
  const { datum } = value;
  return datum.type === 'boolean' ? !datum.value : datum.type === 'string' && datum.value.trim() === '';
}

function isSilent(shape: Shape, value: Value, at: At): boolean {
  let silent = true;
  inside(() => (silent = false), shape, value, at);
  return silent;
}
