/** Whether a key or item put on a line by itself would join its neighbours, by the columns at which they begin. */
import { columnsOf, type Marked } from './mark.ts';
import { columnIn, lineStart } from '../lines.ts';
import { nextLine, type NextLine } from './structure.ts';
import type { Patch } from './patch.ts';
import type { CursorSpot } from './spot.ts';

/** Keys are at one column, deeper than what they belong to; a new one must not take the lines below for its value. */
export function fitsAsKey(patch: Patch, { parent, pair, columns }: Marked, spot: CursorSpot): boolean {
  const column = columnIn(patch.text, patch.mark);
  const others = parent?.kind === 'map' ? parent.pairs.filter(other => other !== pair) : [];
  if (others.some(({ key }) => columnIn(patch.text, key.span.start) !== column)) return false;
  if (
    others.length === 0 &&
    (column <= (columns.at(-1) ?? -1) || !opensValue(patch.text, pair?.key.span.start ?? patch.mark))
  )
    return false;
  if (!spot.blank) return true;
  const free = pair?.value?.kind === 'scalar' && pair.value.style === 'missing';
  return free && leavesRoom(nextLine(patch.text, patch.mark), 'key', column, columns);
}

/** Whether nothing is between here and a colon or dash, or the start of the text; the parser also guesses elsewhere. */
function opensValue(text: string, start: number): boolean {
  for (let end = start; ; end = lineStart(text, end) - 1) {
    const line = text.slice(lineStart(text, end), end).replace(/(?:^|[ \t])#.*/, '');
    if (/\S/.test(line)) return /(?:[-?:]|[&!]\S*)\s*$/.test(line);
    if (lineStart(text, end) === 0) return true;
  }
}

/** Dashes are at one column, which may be that of the key above. */
export function fitsAsItem(patch: Patch, { role, parent, path, columns }: Marked): boolean {
  if (role !== 'item' || parent?.kind !== 'list' || parent.flow || path.length < 2) return false;
  const column = columnIn(patch.text, patch.mark) - 2;
  if (columnsOf(parent, patch.text)[0] !== column || column < (columns.at(-1) ?? 0)) return false;
  if (path.at(-1) === 0 && !opensValue(patch.text, patch.mark - 2)) return false;
  return leavesRoom(nextLine(patch.text, patch.mark), 'dash', column, columns);
}

/** Whether the line below goes on in the same collection or in one of those around. */
function leavesRoom(
  next: NextLine | undefined,
  kind: NextLine['kind'],
  column: number,
  around: readonly number[],
): boolean {
  if (next === undefined || (next.column === column && next.kind === kind)) return true;
  return next.column <= column && around.includes(next.column);
}

/** Whether deeper lines, or dashes below the key, are already its value. */
export function hasValueBelow(text: string, offset: number, column: number): boolean {
  const next = nextLine(text, offset);
  return next !== undefined && (next.column > column || (next.column === column && next.kind === 'dash'));
}
