/** What an unknown key was meant to be: another spelling that the table lists, or the nearest name. */
import type { RecordShape } from '../spec/shape.ts';
import { fieldMeant, type Named } from './find.ts';

export interface Meaning extends Named {
  /** Whether it is another spelling of the name; else it is only the nearest one. */
  readonly sure: boolean;
}

/** The field that an unknown key of the record means, if one comes to mind. */
export function meaningOf(record: RecordShape, key: string): Meaning | undefined {
  const spelt = fieldMeant(record, key) ?? sameLetters(record, key);
  if (spelt) return { ...spelt, sure: true };
  const name = nearest(key, Object.keys(record.fields));
  const field = name === undefined ? undefined : record.fields[name];
  return name !== undefined && field ? { name, field, sure: false } : undefined;
}

/** The name that differs least, unless it differs too much to be a slip. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const begun = names.filter(name => word.length > 3 && name.startsWith(word));
  if (begun.length === 1) return begun[0];
  const [best] = names
    .map(name => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= tolerance(Math.min(word.length, name.length)))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** Every third letter may be wrong, but not the only two. */
function tolerance(length: number): number {
  return Math.min(4, Math.floor(length / 3));
}

function sameLetters({ fields }: RecordShape, key: string): Named | undefined {
  for (const [name, field] of Object.entries(fields)) {
    const spellings = [name, ...(field.aka ?? [])];
    if (spellings.some(spelling => letters(spelling) === letters(key))) return { name, field };
  }
  return undefined;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

/** How many letters have to be added, dropped, changed or swapped with their neighbour. */
function distance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 4) return Infinity;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const changed = (last[column - 1] ?? 0) + (same ? 0 : 1);
      const missed = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      current.push(Math.min(changed, missed, swapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity));
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? Infinity;
}
