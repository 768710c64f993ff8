/** Guesses what an unknown key was meant to be: by another spelling that the table lists, or the most similar name. */
import { cachedBy } from '../text/cached.ts';
import type { RecordShape } from '../spec/shape.ts';
import { fieldMeant, type NamedField } from './find.ts';

export interface Meaning extends NamedField {
  /** Whether it is another spelling of the name, rather than just a similar one. */
  readonly sure: boolean;
}

/** The field that an unknown key of the record probably means, if any. */
export function meaningOf(record: RecordShape, key: string): Meaning | undefined {
  const spelt = fieldMeant(record, key) ?? sameLetters(record, key);
  if (spelt) return { ...spelt, sure: true };
  const name = nearest(key, Object.keys(record.fields));
  const field = name === undefined ? undefined : record.fields[name];
  return name !== undefined && field ? { name, field, sure: false } : undefined;
}

/** Comparing with more names would take longer than a suggestion is worth. */
export const MOST_COMPARED = 1000;

/** Longer names are not searched for typos. */
const LONGEST = 100;

/** The most similar name, unless it differs too much to be a typo. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (names.length > MOST_COMPARED || word.length > LONGEST) return undefined;
  const begun = names.filter(name => word.length > 3 && name.startsWith(word));
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let least = Infinity;
  const lower = word.toLowerCase();
  const signs = signsOf(lower);
  for (const name of names) {
    const most = Math.min(least - 1, tolerance(Math.min(word.length, name.length)));
    if (missing(signs, signsOf(name.toLowerCase())) > most) continue;
    const found = distance(lower, name.toLowerCase(), most);
    if (found > most) continue;
    best = name;
    least = found;
  }
  return best;
}

/** Every third letter may be wrong, but not the only two. */
function tolerance(length: number): number {
  return Math.min(4, Math.floor(length / 3));
}

function sameLetters(record: RecordShape, key: string): NamedField | undefined {
  return spellingsOf(record).get(letters(key));
}

/** The fields by the letters of all their names; the first field of a spelling counts. */
const spellingsOf = cachedBy((record: RecordShape): ReadonlyMap<string, NamedField> => {
  const spellings = new Map<string, NamedField>();
  for (const [name, field] of Object.entries(record.fields))
    for (const spelling of [name, ...(field.aka ?? [])])
      if (!spellings.has(letters(spelling))) spellings.set(letters(spelling), { name, field });
  return spellings;
});

function letters(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

/** The letters of a word as bits; letters may share a bit. */
function signsOf(word: string): number {
  let signs = 0;
  for (let index = 0; index < word.length; index++) signs |= 1 << (word.charCodeAt(index) & 31);
  return signs;
}

/** A lower bound of the distance at a fraction of its cost: the number of letters that only one of the words has. */
function missing(one: number, other: number): number {
  return Math.max(bitsIn(one & ~other), bitsIn(other & ~one));
}

function bitsIn(signs: number): number {
  let count = 0;
  for (let rest = signs; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The number of letters to add, drop, change or swap with their neighbour; infinite if it is more than `most`. */
function distance(from: string, to: string, most: number): number {
  if (most < 0 || Math.abs(from.length - to.length) > most) return Infinity;
  if (most === 0) return from === to ? 0 : Infinity;
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
    // a swap continues from the row before the last
    if (Math.min(...current, ...last) > most) return Infinity;
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? Infinity;
}
