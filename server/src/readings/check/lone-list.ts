/** Checks lists in place of a mapping: a dash too many, or the list of one of its keys. */
import type { RecordShape } from '../../spec/shape.ts';
import type { Fix, Report } from '../../text/problem.ts';
import { replaceByItem, wrapInKey } from '../../yaml/edit/edit.ts';
import type { ListValue, MapValue, Value } from '../../yaml/value/value.ts';
import { listIn } from '../find.ts';
import { fix, preferredFix, wrongType, type At } from './at.ts';
import { expectation } from './expect.ts';

/** Reports the list and checks it as the mapping that was meant. */
export function checkLoneList(report: Report, shape: RecordShape, list: ListValue, at: At): void {
  const lone = loneItem(shape, list);
  const key = lone ? undefined : keyOfList(shape, list);
  report(wrongType(list, at, expectation(shape), { fixes: at.item ? [] : fixesOf(lone !== undefined, key, at) }));
  const field = key === undefined ? undefined : shape.fields[key];
  if (lone) at.inside(report, shape, lone, at);
  else if (key !== undefined && field) at.inside(report, field.shape, list, { ...at, name: key, field });
}

function fixesOf(isLone: boolean, key: string | undefined, at: At): readonly Fix[] {
  if (isLone) return preferredFix('Take it out of the list', () => replaceByItem(at.owner));
  return key === undefined ? [] : fix(`Put the list below ${key}`, () => wrapInKey(at.owner, key));
}

/** The only item, if it is the mapping itself. */
function loneItem({ fields }: RecordShape, { items }: ListValue): MapValue | undefined {
  const [item, ...more] = items;
  if (item?.kind !== 'map' || more.length > 0 || item.members.size === 0) return undefined;
  return [...item.members.keys()].every(key => Object.hasOwn(fields, key)) ? item : undefined;
}

/** The key of a choice that is the only one to accept such a list. */
function keyOfList({ rules, fields }: RecordShape, list: ListValue): string | undefined {
  const choices = rules.flatMap(rule => (rule.kind === 'exactlyOne' ? rule.keys : []));
  const [only, ...more] = choices.filter(name => fields[name] && listIn(fields[name].shape));
  return more.length === 0 && list.items.every(isWord) ? only : undefined;
}

function isWord(value: Value): boolean {
  if (value.kind === 'list') return value.items.every(isWord);
  return value.kind === 'unknown' || (value.kind === 'scalar' && value.datum.type !== 'null');
}
