/** The change between two texts. */
import type { TextChange } from '../text/span.ts';

/** The part between the common beginning and the common end, as whole lines so that no character is split. */
export function difference(before: string, after: string): TextChange {
  const [old, fresh] = [linesIn(before), linesIn(after)];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const start = lengthOf(old.slice(0, head));
  const middle = fresh.slice(head, fresh.length - tail);
  return { span: { start, end: start + lengthOf(old.slice(head, old.length - tail)) }, text: middle.join('') };
}

function linesIn(text: string): readonly string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
