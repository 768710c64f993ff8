/** The jobs that one with `parallel` becomes: one for each number, or for each combination of values of a matrix. */
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { isNull } from './blank.ts';
import { datumToS } from './ruby-text.ts';

export interface Copy {
  /** `job`, `job 1/3` or `job: [a, b]`. */
  readonly name: string;
  /** Counted from 1; `undefined` if the job is not parallel. */
  readonly index?: number;
  /** The values of the matrix for this copy, in order. */
  readonly variables: ReadonlyMap<string, string>;
}

/** GitLab accepts no more copies of a job. */
export const MOST_COPIES = 200;

/**
 * The copies of a job for the value of its `parallel`: the job itself without one, none for an empty matrix. Nothing if
 * not all of it is known, or if GitLab refuses it. If a name occurs twice, the later job replaces the earlier.
 */
export function copiesOf(job: string, parallel: Value | undefined): readonly Copy[] | undefined {
  if (!parallel || isNull(parallel)) return [{ name: job, variables: NO_VARIABLES }];
  if (parallel.kind === 'scalar') return numbered(job, parallel);
  const matrix = member(parallel, 'matrix')?.value;
  if (parallel.kind !== 'map' || parallel.open || !matrix || parallel.members.size > 1) return undefined;
  const rows = combinationsOf(matrix);
  return rows?.map((variables, index) => ({ name: copyName(job, variables), index: index + 1, variables }));
}

/** The name of a copy with these values. */
export function copyName(job: string, variables: ReadonlyMap<string, string>): string {
  return `${job}: [${[...variables.values()].join(', ')}]`;
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

function numbered(job: string, { datum }: Value & { readonly kind: 'scalar' }): readonly Copy[] | undefined {
  if (datum.type !== 'integer' || datum.value < 1n || datum.value > BigInt(MOST_COPIES)) return undefined;
  const total = Number(datum.value);
  return Array.from({ length: total }, (_, index) => ({
    name: `${job} ${index + 1}/${total}`,
    index: index + 1,
    variables: NO_VARIABLES,
  }));
}

type Row = ReadonlyMap<string, string>;

/** All combinations, entry by entry, the first name of an entry varying slowest; also for the matrix of a need. */
export function combinationsOf(matrix: Value): readonly Row[] | undefined {
  if (isNull(matrix)) return [];
  if (matrix.kind !== 'list') return undefined;
  const rows: Row[] = [];
  for (const entry of matrix.items) {
    const some = entryRows(entry);
    if (!some || rows.length + some.length > MOST_COPIES) return undefined;
    rows.push(...some);
  }
  return rows;
}

function entryRows(entry: Value): readonly Row[] | undefined {
  if (entry.kind !== 'map' || entry.open || entry.members.size === 0) return undefined;
  const columns = [...entry.members.values()].map(columnOf);
  let rows: readonly Row[] = [new Map()];
  for (const column of columns) {
    if (!column || rows.length * column.values.length > MOST_COPIES) return undefined;
    rows = rows.flatMap(row => column.values.map(value => new Map(row).set(column.name, value)));
  }
  return rows;
}

interface Column {
  readonly name: string;
  readonly values: readonly string[];
}

/** GitLab accepts strings and integers. */
function columnOf({ name, value, complex }: Member): Column | undefined {
  const items = value.kind === 'list' ? value.items : [value];
  const values = items.flatMap(valueText);
  return complex || values.length < items.length ? undefined : { name: datumToS(name), values };
}

function valueText(value: Value): readonly string[] {
  if (value.kind !== 'scalar') return [];
  const { type } = value.datum;
  return type === 'string' || type === 'symbol' || type === 'integer' ? [datumToS(value.datum)] : [];
}

/** A value of the matrix of the job that needs another one: GitLab replaces it copy by copy. */
const MATRIX_VALUE = /\$\[\[\s*matrix\.(\w+)\s*\]\]/g;

/** The names in all `$[[ matrix.NAME ]]` of a text, with the offsets of each. */
export function matrixValuesIn(
  text: string,
): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(MATRIX_VALUE)].map(({ 0: all, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + all.length,
  }));
}

/** The text with the values of one copy; what its matrix does not have stays as it is. */
export function withMatrixValues(text: string, row: ReadonlyMap<string, string>): string {
  return text.replaceAll(MATRIX_VALUE, (written, name: string) => row.get(name) ?? written);
}
