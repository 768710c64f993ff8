/**
 * Reads durations as GitLab does, with the gem chronic_duration: numbers with units in any order, clock times, and some
 * words.
 */

import { cachedByText } from '../text/cached.ts';

/** `unknown`: GitLab may be able to read it, but we are not; `word` is the one that it fails at. */
export type Duration =
  | { readonly kind: 'known'; readonly seconds: number }
  | { readonly kind: 'unreadable'; readonly word?: string }
  | { readonly kind: 'unknown' };

const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Units by all their names; a year has 365.25 days. */
const SECONDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'seconds second secs sec s': 1,
    'minutes minute mins min m': MINUTE,
    'hours hour hrs hr h': HOUR,
    'days day dy d': DAY,
    'weeks week wks wk w': 7 * DAY,
    'months month mos mo': 30 * DAY,
    'years year yrs yr y': 365.25 * DAY,
  }).flatMap(([names, seconds]) => names.split(' ').map(name => [name, seconds] as const)),
);

export const UNITS: readonly string[] = [...SECONDS.keys()];

const FILLERS = ['and', 'with', 'plus'];

/** Nobody writes longer ones. */
const LONGEST = 200;

/** The jobs of a pipeline repeat few durations. */
const REMEMBERED = 200;

export const readDuration = cachedByText((text): Duration => {
  if (text.length > LONGEST || NOT_READ_HERE.test(text)) return { kind: 'unknown' };
  const spelled = inDigits(text.toLowerCase());
  const clock = /[\d.]:[\d.]/.test(spelled.replaceAll(' ', '')) ? clockTime(spelled.replaceAll(' ', '')) : spelled;
  return clock === undefined ? { kind: 'unreadable' } : sum(wordsOf(clock));
}, REMEMBERED);

/** Fractions, ordinals and large numbers in words have rules of their own, which are not implemented here. */
const NOT_READ_HERE =
  /\b(?:half|quarters?|thirds?|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|\w+tie)ths?|first|hundred|thousand|million|billion|trillion)\b|\//i;

const ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'
  .concat(' seventeen eighteen nineteen')
  .split(' ');
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** Turns numbers in words, and `a`, into digits. */
function inDigits(text: string): string {
  const apart = text.replace(/(\D)-(?=\D)/g, '$1 ').replace(/\ba$/, '');
  return (NUMBER.test(apart) ? withDigits(apart) : apart).replace(/\ba\b/g, '1');
}

/** Any of the words; without one, there is nothing to replace. */
const NUMBER = new RegExp(`\\b(?:${[...ONES, ...TENS].join('|')})\\b`);

function withDigits(apart: string): string {
  const ones = ONES.reduce((done, word, number) => done.replace(wordForm(word), String(number)), apart);
  return TENS.reduce(
    (done, word, index) =>
      done.replace(new RegExp(`\\b${word}(?: (\\d)\\b)?(?!\\w)`, 'g'), (_all, one?: string) =>
        String(20 + 10 * index + Number(one ?? 0)),
      ),
    ones,
  );
}

function wordForm(word: string): RegExp {
  return new RegExp(`\\b${word}\\b`, 'g');
}

/** `3:41:59`, from right to left; weeks are left out, and seven parts are too many. */
function clockTime(text: string): string | undefined {
  const units = ['seconds', 'minutes', 'hours', 'days', 'months', 'years'];
  const parts = text.split(':').reverse();
  if (parts.length > units.length) return undefined;
  return parts
    .map((part, index) => `${part} ${units[index] ?? ''}`)
    .reverse()
    .join(' ');
}

function wordsOf(text: string): readonly string[] {
  const apart = text.replace(/\d*\.?\d+/g, number => ` ${number} `).trim();
  return apart === '' ? [] : apart.split(/\s+/);
}

function sum(words: readonly string[]): Duration {
  const parts: (number | string)[] = [];
  for (const word of words) {
    const unit = word.replace(/^,/, '').replace(/,$/, '');
    if (/\d/.test(word)) parts.push(Number(word));
    else if (SECONDS.has(unit)) parts.push(unit);
    else if (!FILLERS.includes(unit)) return { kind: 'unreadable', word };
  }
  if (typeof parts[0] === 'string') parts.unshift(1);
  const seconds = parts.reduce<number>(
    (total, part, index) => total + (isNumber(part) ? part * weight(parts[index + 1]) : 0),
    0,
  );
  return seconds === 0 ? { kind: 'unreadable' } : { kind: 'known', seconds };
}

function isNumber(part: number | string): part is number {
  return typeof part === 'number';
}

/** A number without a unit counts as seconds at the end, and as nothing before another number. */
function weight(next: number | string | undefined): number {
  if (next === undefined) return 1;
  return typeof next === 'string' ? (SECONDS.get(next) ?? 0) : 0;
}

/**
 * Whether a readable duration shows at once how long it is: one number of days, weeks or the like, or hours, minutes
 * and seconds that do not exceed one of the next unit. A bare number, `90 min`, `1 week 2 days` and `3:41:59` do not.
 */
export function isPlain(text: string): boolean {
  const words = wordsOf(inDigits(text.toLowerCase())).filter(word => !FILLERS.includes(word));
  const parts = words.flatMap((word, at) =>
    /\d/.test(word) ? [{ count: Number(word), unit: unitOf(words[at + 1]) }] : [],
  );
  const [first] = parts;
  if (!first || words.length !== 2 * parts.length || !parts.every(({ count }) => Number.isInteger(count))) return false;
  if (parts.length === 1 && first.unit > HOUR) return true;
  return parts.every(({ count, unit }, at) => {
    const above = parts[at - 1]?.unit ?? Infinity;
    return (unit === HOUR || ((unit === MINUTE || unit === 1) && count < 60)) && unit < above;
  });
}

function unitOf(word = ''): number {
  return SECONDS.get(word.replace(/^,|,$/g, '')) ?? 0;
}

/** A duration as "336 h", "1 h 30 min" or "45 s". */
export function inHours(seconds: number): string {
  const parts = [
    [Math.floor(seconds / HOUR), 'h'],
    [Math.floor((seconds % HOUR) / MINUTE), 'min'],
    [Math.round((seconds % MINUTE) * 100) / 100, 's'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
