/** Checks by columns whether a key or item on a line of its own would join its neighbours. */
import { columnsOf, keyColumn, type Marked } from './mark.ts';
import { columnIn, lineStart } from '../lines.ts';
import { nextLine, type NextLine } from './structure.ts';
import type { Patch } from './patch.ts';
import type { CursorSpot } from './spot.ts';

/** Keys of a mapping share a column, deeper than the parent; a new one must not take the lines below as its value. */
export function fitsAsKey(patch: Patch, { parent, pair, columns }: Marked, spot: CursorSpot): boolean {
  const column = columnIn(patch.text, patch.mark);
  const others = parent?.kind === 'map' ? parent.pairs.filter(other => other !== pair) : [];
  if (others.some(({ key }) => keyColumn(key, patch.text) !== column)) return false;
  if (
    others.length === 0 &&
    (column <= (columns.at(-1) ?? -1) || !opensValue(patch.text, pair?.key.span.start ?? patch.mark))
  )
    return false;
  const hasRoom = (): boolean => leavesRoom(nextLine(patch.text, patch.mark), 'key', column, columns);
  if (isBeforeComment(patch, spot)) return hasRoom();
  if (!spot.blank) return others.length > 0 || !isBesideValue(patch, column, columns.at(-1) ?? -1);
  const free = pair?.value?.kind === 'scalar' && pair.value.style === 'missing';
  return free && hasRoom();
}

/** Whether the line has nothing but a comment behind the cursor: what begins there takes the lines below as its value. */
function isBeforeComment({ text, mark }: Patch, { word, blank, bracket }: CursorSpot): boolean {
  const isEmpty = word.start === word.end && !blank && !bracket;
  return isEmpty && text.slice(lineStart(text, mark), mark).trim() === '';
}

/**
 * Whether the next line is neither below the key nor outside of what surrounds it, though the parser made no sibling of
 * it: it already is the whole value, such as a list in brackets.
 */
function isBesideValue({ text, mark }: Patch, column: number, around: number): boolean {
  const next = nextLine(text, mark);
  return next?.kind === 'key' && around < next.column && next.column <= column;
}

/**
 * Whether only blanks separate this from a colon or dash, or from the start of the text; recovery also guesses
 * elsewhere.
 */
function opensValue(text: string, start: number): boolean {
  for (let end = start; ; end = lineStart(text, end) - 1) {
    const line = text.slice(lineStart(text, end), end).replace(/(?:^|[ \t])#.*/, '');
    if (/\S/.test(line)) return /(?:[-?:]|[&!]\S*)\s*$/.test(line);
    if (lineStart(text, end) === 0) return true;
  }
}

/** Dashes of a list share a column, which may be that of the key above. */
export function fitsAsItem(patch: Patch, { role, parent, path, columns }: Marked): boolean {
  if (role !== 'item' || parent?.kind !== 'list' || parent.flow || path.length < 2) return false;
  const column = columnIn(patch.text, patch.mark) - 2;
  if (columnsOf(parent, patch.text)[0] !== column || column < (columns.at(-1) ?? 0)) return false;
  if (path.at(-1) === 0 && !opensValue(patch.text, patch.mark - 2)) return false;
  return leavesRoom(nextLine(patch.text, patch.mark), 'dash', column, columns);
}

/** Whether the line below belongs to the same collection or to one around it. */
function leavesRoom(
  next: NextLine | undefined,
  kind: NextLine['kind'],
  column: number,
  around: readonly number[],
): boolean {
  if (next === undefined || (next.column === column && next.kind === kind)) return true;
  return next.column <= column && around.includes(next.column);
}

/** Whether deeper lines, or dashes below the key, already are its value. */
export function hasValueBelow(text: string, offset: number, column: number): boolean {
  const next = nextLine(text, offset);
  return next !== undefined && (next.column > column || (next.column === column && next.kind === 'dash'));
}
