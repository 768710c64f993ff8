/** How the author of a text writes: what edits follow. */

import type { Place } from '../../text/span.ts';

/** What is written at the place. */
export function sourceOf({ block, span }: Place): string {
  return block.text.slice(span.start, span.end);
}

/** The line break that the text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** How many columns one level of nesting takes. */
export function stepOf(text: string): number {
  const steps = [...text.matchAll(/^( *)[^\s#-][^\n]*:[ \t]*\r?\n( +)[^\s#-]/gm)].map(
    ([, outer = '', inner = '']) => inner.length - outer.length,
  );
  const deeper = steps.filter(step => step > 0);
  return deeper.length > 0 ? Math.min(...deeper) : 2;
}

/** How much deeper than their key the dashes of a list are. */
export function listStepOf(text: string): number {
  const [, outer, inner] = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m.exec(text) ?? [];
  if (outer === undefined || inner === undefined || inner.length < outer.length) return stepOf(text);
  return inner.length - outer.length;
}

/** The text as a quoted scalar, with the quotes that the author prefers where both are as readable. */
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

function prefersSingle(text: string): boolean {
  return (text.match(/'[^'\n]*'/g)?.length ?? 0) > (text.match(/"[^"\n]*"/g)?.length ?? 0);
}
