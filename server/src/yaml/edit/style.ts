/** How the author of a text writes, which edits follow. */

import { cachedForText } from '../../text/cached.ts';
import { countsOf } from '../../text/grouped.ts';
import type { Place } from '../../text/span.ts';

/** The source text at the place. */
export function sourceOf({ block, span }: Place): string {
  return block.text.slice(span.start, span.end);
}

/** The first line break of the text. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** How many columns one level of nesting takes. */
export function stepOf(text: string): number {
  return habitsOf(text).step ?? 2;
}

/** How much deeper dashes are than the key of their list. */
export function listStepOf(text: string): number {
  const { step = 2, listStep = step } = habitsOf(text);
  return listStep;
}

/**
 * The text as a quoted scalar; where single and double quotes read equally well, with those that the author prefers.
 */
export function quoted(text: string, surroundings: string): string {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)) return JSON.stringify(text);
  const needsEscape = /["\\]/.test(text);
  const single = needsEscape || (!text.includes("'") && prefersSingle(surroundings));
  if (!single) return `"${text}"`;
  return `'${text.replaceAll("'", "''")}'`;
}

/** Moves every line but the first by some columns; blank lines stay as they are. */
export function shiftLines(text: string, by: number): string {
  if (by >= 0) return text.replace(/(\r\n|[\n\r\x85\u2028\u2029])(?=[^\n\r\x85\u2028\u2029])/g, `$1${' '.repeat(by)}`);
  return text.replace(new RegExp(`(\\r\\n|[\\n\\r\\x85\\u2028\\u2029]) {0,${-by}}`, 'g'), '$1');
}

const prefersSingle = cachedForText((text: string): boolean => {
  return (text.match(/'[^'\n]*'/g)?.length ?? 0) > (text.match(/"[^"\n]*"/g)?.length ?? 0);
});

/** What a text does most often; `undefined` where it shows nothing of the kind. */
export interface Habits {
  readonly step: number | undefined;
  readonly listStep: number | undefined;
  readonly quote: '"' | "'" | undefined;
}

interface Line {
  readonly indent: number;
  readonly dash: boolean;
  readonly text: string;
}

export const habitsOf = cachedForText((text: string): Habits => {
  const lines = structureOf(text);
  const below = lines.slice(1).flatMap((line, index) => {
    const above = lines[index];
    if (!above || !/:\s*(?:[&!]\S+\s*)?$/.test(above.text)) return [];
    const key = above.indent + (/^(?:- +)+/.exec(above.text)?.[0].length ?? 0);
    return line.indent > key || (line.dash && line.indent === key) ? [{ ...line, by: line.indent - key }] : [];
  });
  const quotes = lines.flatMap(line => /(?:^|: +|- +|[[{,] *)(["'])/.exec(line.text)?.[1] ?? []);
  return {
    step: mostFrequent(below.filter(({ dash }) => !dash).map(({ by }) => by)),
    listStep: mostFrequent(below.filter(({ dash }) => dash).map(({ by }) => by)),
    quote: mostFrequent(quotes.map(quote => (quote === '"' ? '"' : "'"))),
  };
});

/** Lines with structure: no comments, and not the content of block scalars. */
function structureOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let literal = Infinity;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.replace(/(?:^|\s)#.*/, '');
    const indent = line.search(/[^ ]/);
    if (indent < 0 || indent > literal) continue;
    const content = line.slice(indent);
    literal = /[|>][-+0-9]*\s*$/.test(content) ? indent : Infinity;
    lines.push({ indent, dash: content.startsWith('- ') || content === '-', text: content });
  }
  return lines;
}

/** The most frequent one; the earliest of several. */
function mostFrequent<Of>(all: readonly Of[]): Of | undefined {
  const counts = countsOf(all);
  const most = Math.max(...counts.values());
  return all.find(one => counts.get(one) === most);
}
