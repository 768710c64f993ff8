/** Which outcomes of conditions are tried: each row has the conditions that hold. */
import type { IncludeCondition, Conditions } from './include-conditions.ts';

type Conditioned = readonly IncludeCondition[];

/** Four conditions about one job have sixteen combinations; nobody writes more. */
export const MOST_TOGETHER = 4;
const MOST_ROWS = 2 ** MOST_TOGETHER;

/** All combinations of up to four conditions, beginning with all of them. */
export function everyRow(conditions: Conditioned, together: readonly Conditions[]): readonly Conditions[] {
  return conditions.length > MOST_TOGETHER ? rowsFor(conditions, together) : combinationsOf(conditions);
}

function combinationsOf(conditions: Conditioned): readonly Conditions[] {
  return Array.from(
    { length: 2 ** conditions.length },
    (_, bits) => new Set(conditions.filter((_one, at) => ((bits >> at) & 1) === 0)),
  );
}

/**
 * All and none of them, and whatever else it takes for all combinations of those that matter `together`. One row serves
 * many such groups.
 */
export function rowsFor(conditions: Conditioned, together: readonly Conditions[]): readonly Conditions[] {
  if (conditions.length === 0) return [new Set()];
  const rows = [rowOf(conditions, conditions), rowOf(conditions, [])];
  const groups = together.filter(({ size }) => size > 1 && size <= MOST_TOGETHER).map(group => [...group]);
  for (const group of groups.toSorted((a, b) => b.length - a.length))
    for (const chosen of combinationsOf(group)) {
      const fits = (row: Row): boolean => group.every(one => (row.get(one) ?? chosen.has(one)) === chosen.has(one));
      const isTried = (row: Row): boolean => group.every(one => row.get(one) === chosen.has(one));
      const row = rows.find(isTried) ?? rows.find(fits) ?? (rows.length < MOST_ROWS ? newRow(rows) : undefined);
      for (const one of group) row?.set(one, chosen.has(one));
    }
  return rows.map(row => new Set(conditions.filter(one => row.get(one) ?? true)));
}

/** What is not set yet may still be either. */
type Row = Map<IncludeCondition, boolean>;

function newRow(rows: Row[]): Row {
  const row: Row = new Map();
  rows.push(row);
  return row;
}

function rowOf(conditions: Conditioned, holding: Conditioned): Row {
  return new Map(conditions.map(one => [one, holding.includes(one)]));
}

/** Whether the rows have all combinations of these. */
export function showsAll(rows: readonly Conditions[], conditions: Conditions): boolean {
  if (conditions.size === 0) return true;
  if (conditions.size > MOST_TOGETHER) return false;
  const all = [...conditions];
  return new Set(rows.map(row => all.map(one => row.has(one)).join())).size === 2 ** all.length;
}
