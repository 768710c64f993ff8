/** The jobs that a job needs, by the names of their copies. */
import { combinationsOf, copyName, matrixValuesIn, withMatrixValues } from '../ci/copies.ts';
import { isFalsy, isNull, textOf } from '../ci/blank.ts';
import { member, type Value } from '../yaml/value/value.ts';
import type { Need } from './plan.ts';

/** The names of the copies of a job; nothing for a name without a job. */
export type CopiesOf = (name: string) => readonly string[] | undefined;

/** The result of reading the needs of a job. */
export interface NeedList {
  readonly needs: readonly Need[];
  /** Values of the matrix that a need refers to but the job does not have. */
  readonly missing: readonly string[];
  /** Whether there may be more. */
  readonly open: boolean;
}

const NONE: NeedList = { needs: [], missing: [], open: false };

/** `row` has the values of the matrix for this copy. */
export function needsIn(value: Value | undefined, copiesOf: CopiesOf, row: ReadonlyMap<string, string>): NeedList {
  if (!value || isNull(value)) return NONE;
  if (value.kind === 'list') return together(value.items, copiesOf, row);
  if (value.kind === 'unknown') return { ...NONE, open: true };
  if (value.kind === 'scalar') return named(textOf(value), value, copiesOf, row);
  if (ELSEWHERE.some(key => value.members.has(key))) return NONE;
  return named(textOf(member(value, 'job')?.value), value, copiesOf, row);
}

/** Keys of a need in another pipeline. */
const ELSEWHERE = ['pipeline', 'project', 'ref'];

/** Far more than GitLab accepts. */
const MOST_NEEDS = 300;

function together(items: readonly Value[], copiesOf: CopiesOf, row: ReadonlyMap<string, string>): NeedList {
  const needs: Need[] = [];
  const missing: string[] = [];
  let open = false;
  for (const item of items) {
    const found = needsIn(item, copiesOf, row);
    needs.push(...found.needs);
    missing.push(...found.missing);
    open ||= found.open;
    if (needs.length > MOST_NEEDS) break;
  }
  return { needs, missing, open };
}

function named(
  written: string | undefined,
  need: Value,
  copiesOf: CopiesOf,
  row: ReadonlyMap<string, string>,
): NeedList {
  if (written === undefined) return { ...NONE, open: need.kind === 'map' && need.open };
  const missing: string[] = [];
  const fill = (text: string): string => filled(text, row, missing);
  const name = fill(written);
  const names = chosenCopies(name, member(need, 'parallel')?.value, fill) ?? copiesOf(name) ?? [name];
  const artifacts = flag(need, 'artifacts', true);
  const optional = flag(need, 'optional', false);
  return { needs: names.map(job => ({ job, artifacts, optional })), missing, open: need.kind === 'map' && need.open };
}

/** The copies that a need selects by a matrix of its own; what is wrong with it is reported elsewhere. */
function chosenCopies(
  job: string,
  parallel: Value | undefined,
  fill: (text: string) => string,
): readonly string[] | undefined {
  const matrix = member(parallel, 'matrix')?.value;
  return (
    matrix &&
    combinationsOf(matrix)?.map(row => copyName(job, new Map([...row].map(([key, text]) => [key, fill(text)]))))
  );
}

/** `$[[ matrix.NAME ]]` is replaced by the value of this copy. */
function filled(text: string, row: ReadonlyMap<string, string>, missing: string[]): string {
  missing.push(...matrixValuesIn(text).flatMap(({ name }) => (row.has(name) ? [] : [name])));
  return withMatrixValues(text, row);
}

function flag(need: Value, key: string, usual: boolean): boolean {
  const value = member(need, key)?.value;
  return value && !isNull(value) ? !isFalsy(value) : usual;
}
