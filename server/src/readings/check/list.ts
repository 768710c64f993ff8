/** Checks lists, and what people write instead of a list. */
import type { ListShape, Most, RecordShape } from '../../spec/shape.ts';
import type { Edit, Finding, Fix, Report } from '../../text/problem.ts';
import { listOfEntry, pairsOfEntry, quoted, replaceByInner, replaceWhole, wrapInList } from '../../yaml/edit/edit.ts';
import type { ListValue, MapValue, Member, ScalarValue, Value } from '../../yaml/value/value.ts';
import { listIn, recordIn } from '../find.ts';
import { expectation } from './expect.ts';
import { pairNames, pairsIn } from './pairs.ts';
import { checkSlip } from './slip.ts';
import { capital, placeOf, preferredFix, subject, wrongType, type At } from './at.ts';

/** Checks a list, whose items may be nested lists up to a certain depth. */
export function checkList(report: Report, shape: ListShape, value: Value, at: At): void {
  if (value.kind === 'list') return checkItems(report, shape, value, at);
  if (value.kind === 'map') return checkMapping(report, shape, value, at);
  if (value.kind === 'scalar') checkLone(report, shape, value, at);
}

/** Reports an empty value that should be a list with items. */
export function emptyList(shape: ListShape, value: Value, at: At): Finding {
  const because = shape.because ? `: ${shape.because}.` : '.';
  const least = shape.min === 1 ? 'at least one entry' : `at least ${shape.min} entries`;
  return {
    code: 'empty-value',
    message: `${capital(subject(at))} is empty, expected ${least}${because}`,
    at: at.item ? placeOf(value, at) : at.owner,
    ...(shape.severity && { severity: shape.severity }),
  };
}

function checkItems(report: Report, shape: ListShape, list: ListValue, at: At): void {
  if (!at.item && isShort(shape, list)) report(emptyList(shape, list, at));
  if (!at.item && shape.most) checkMost(report, shape.most, list, at);
  if (!at.item && shape.mostWith) checkMostWith(report, shape.mostWith, list, at);
  if (!at.item && shape.combinations) checkCombinations(report, shape.combinations, list, at);
  // lists are never merged, so nothing can be added to their items
  const inner: At = { ...at, item: true, complete: true };
  for (const item of list.items) {
    if (shape.empties && isNothing(item)) continue;
    if (!beginsWithSlips(item) && checkSlip(report, shape.item, item, inner)) continue;
    if (item.kind !== 'list') at.inside(report, shape.item, item, inner);
    else if (shape.levels > 1) checkItems(report, { ...shape, levels: shape.levels - 1 }, item, inner);
    else report(tooDeep(shape, item, inner));
  }
}

/** Whether the check of the item looks for slips itself, as it does in whatever is known and there. */
function beginsWithSlips(item: Value): boolean {
  if (item.kind === 'scalar') return item.datum.type !== 'null' && item.datum.type !== 'forbidden';
  return item.kind === 'map';
}

function isNothing(item: Value): boolean {
  return item.kind === 'scalar' && item.datum.type === 'null';
}

function checkMost(report: Report, most: Most, list: ListValue, at: At): void {
  const { before, ...now } = most;
  if (before && list.items.length <= most.count) {
    const because = `GitLab accepts more only since ${before.version}`;
    const older: Report = finding => report({ ...finding, versions: { until: before.version } });
    return checkMost(older, { ...now, count: before.count, because }, list, at);
  }
  const first = list.items[most.count];
  if (!first) return;
  report({
    code: 'too-many-entries',
    severity: most.severity,
    message: `${capital(subject(at))} has ${list.items.length} entries, but at most ${most.count} are allowed: ${most.because}.`,
    at: placeOf(first, { ...at, item: true }),
  });
}

function checkMostWith(
  report: Report,
  { key, count, because, severity }: Most & { key: string },
  list: ListValue,
  at: At,
): void {
  const some = flat(list).filter(item => item.kind === 'map' && item.members.has(key));
  const first = some[count];
  if (!first) return;
  report({
    code: 'too-many-entries',
    severity,
    message: `${capital(subject(at))} has ${some.length} entries with \`${key}\`, but at most ${count} are allowed: ${because}.`,
    at: placeOf(first, { ...at, item: true }),
  });
}

function checkCombinations(
  report: Report,
  { count, because }: NonNullable<ListShape['combinations']>,
  list: ListValue,
  at: At,
): void {
  const counts = list.items.map(combinationsOf);
  const all = counts.reduce((sum, some) => sum + some, 0);
  if (all <= count) return;
  report({
    code: 'too-many-entries',
    severity: 'error',
    message: `${capital(subject(at))} makes ${all} combinations, but at most ${count} are allowed: ${because}.`,
    at: at.owner,
  });
}

/** The least number of combinations of an item: an unknown value counts as one. */
function combinationsOf(item: Value): number {
  if (item.kind !== 'map') return 0;
  const sizes = Array.from(item.members.values(), ({ value }) => (value.kind === 'list' ? value.items.length : 1));
  return sizes.reduce((product, size) => product * size, 1);
}

function tooDeep(shape: ListShape, item: ListValue, at: At): Finding {
  const levels = listIn(at.field.shape)?.levels ?? 1;
  return wrongType(item, at, levels > 1 ? `at most ${levels} levels of lists` : expectation(shape.item));
}

/** Whether there certainly are too few items: an unknown item may expand to any number. */
function isShort({ min, flat: deep }: ListShape, list: ListValue): boolean {
  const items = deep ? flat(list) : list.items;
  return items.length < min && items.every(({ kind }) => kind !== 'unknown');
}

function flat({ items }: ListValue): readonly Value[] {
  return items.flatMap(item => (item.kind === 'list' ? flat(item) : [item]));
}

function checkLone(report: Report, shape: ListShape, value: ScalarValue, at: At): void {
  const { datum } = value;
  if (datum.type === 'forbidden' || isStored(shape, value, at)) return;
  if (!shape.lone) return report(wrongType(value, at, expectation(shape), { fixes: loneFixes(shape, value, at) }));
  if (datum.type !== 'string' && datum.type !== 'symbol') return at.inside(report, shape.item, value, at);
  if (datum.value.trim() === '') return report(emptyList(shape, value, at));
  if (datum.type === 'symbol') at.inside(report, shape.item, value, at);
  report({
    code: 'text-for-list',
    severity: shape.lone,
    message: `${capital(subject(at))} is a string, expected a list. Whether a string will be accepted is not settled. Make it the only entry of a list.`,
    at: placeOf(value, at),
    fixes: at.item ? [] : preferredFix('Make it a list', () => wrapInList(at.owner)),
  });
}

/** In a hidden entry, the name of a list may have a single item, for `!reference` to insert into a list. */
function isStored(shape: ListShape, value: Value, at: At): boolean {
  if (!at.hidden || at.item) return false;
  let fits = true;
  at.inside(() => (fits = false), shape.item, value, { ...at, item: true });
  return fits;
}

/** The value as the only item, if it is valid as one. */
export function loneFixes(shape: ListShape, value: Value, at: At): readonly Fix[] {
  if (at.item || value.kind !== 'scalar' || value.datum.type !== 'string') return [];
  const findings: Finding[] = [];
  at.inside(finding => findings.push(finding), shape.item, value, { ...at, item: true });
  return findings.length > 0 ? [] : preferredFix('Make it a list', () => wrapInList(at.owner));
}

/** Reports a mapping around the list, a single item, or names and values instead of pairs. */
function checkMapping(report: Report, shape: ListShape, map: MapValue, at: At): void {
  if (isStored(shape, map, at)) return;
  const wrapped = wrappedIn(shape, map);
  if (wrapped) return checkWrapped(report, shape, wrapped, at);
  const record = at.item ? undefined : recordIn(shape.item);
  report(wrongType(map, at, expectation(shape), record && { fixes: recordFixes(record, map, at) }));
  if (record && isOneOf(record, map)) at.inside(report, record, map, { ...at, item: true, complete: true });
}

/** Whether the mapping has only keys of the record, so that it is a single item. */
function isOneOf({ fields }: RecordShape, { members }: MapValue): boolean {
  return members.size > 0 && [...members.keys()].every(key => Object.hasOwn(fields, key));
}

function wrappedIn({ unwrap = [] }: ListShape, { members, open }: MapValue): readonly [string, Member] | undefined {
  const [only] = [...members];
  return only && !open && members.size === 1 && unwrap.includes(only[0]) ? only : undefined;
}

function checkWrapped(
  report: Report,
  shape: ListShape,
  [name, { key, value }]: readonly [string, Member],
  at: At,
): void {
  report({
    code: 'unknown-key',
    message: `Unknown key \`${name}\` in \`${at.name}\`: Kubernetes and the runner’s settings have it, but here the list goes directly below \`${at.name}\`.`,
    at: key,
    fixes: at.item ? [] : preferredFix(`Write the list directly below ${at.name}`, () => unwrapped(value, at)),
  });
  if (value.kind === 'list') checkItems(report, shape, value, at);
}

function unwrapped(value: Value, at: At): readonly Edit[] {
  if (value.kind === 'list' || value.kind === 'unknown') return replaceByInner(at.owner, value.at);
  if (value.kind !== 'scalar' || value.datum.type !== 'string' || /[\r\n]/.test(value.datum.value)) return [];
  return replaceWhole(at.owner, `[${quoted(value.datum.value, value.at.block.text)}]`);
}

function recordFixes(record: RecordShape, map: MapValue, at: At): readonly Fix[] {
  if (isOneOf(record, map)) return preferredFix('Make it a list', () => listOfEntry(at.owner));
  const names = pairNames(record);
  const rows = names && pairsIn(record, map);
  return rows ? preferredFix(`Write each as ${names.join(' and ')}`, () => pairsOfEntry(at.owner, rows)) : [];
}
