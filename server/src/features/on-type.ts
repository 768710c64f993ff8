/**
 * Help behind Enter: a list of lines goes on with a new item, an empty item ends it, and what comes below a key is
 * indented. Only blanks and dashes of null items are ever changed, and only where the tree leaves no doubt.
 */
import { span, type TextChange } from '../text/span.ts';
import { entryAt } from '../yaml/document/document.ts';
import { indentAt, isBlank, lineEnd, lineStart, trimmedEnd } from '../yaml/lines.ts';
import type { ListNode, Node, Pair, SourceDocument } from '../yaml/tree.ts';
import { layoutAt } from './layout.ts';

/** Texts of a list item that a shell reads on in the next line. */
const GOES_ON = /[\\&|]$/;

/** A tab stop wider than this is that of programs in which tabs are seldom used, not a step that anybody indents by. */
const WIDEST = 4;

/** How the editor treats a new line. */
export interface EnterHabits {
  /** By how many spaces it indents, if it does so by spaces. */
  readonly tabSize?: number | undefined;
  /** It has indented the line before it asks. */
  readonly indentsFirst?: boolean;
}

/** The blank line of the cursor, and the line above that Enter was typed in. */
interface Broken extends EnterHabits {
  readonly document: SourceDocument;
  /** Where both lines begin, and where their content ends. */
  readonly above: number;
  readonly aboveEnd: number;
  readonly below: number;
  readonly belowEnd: number;
}

/** What the structure of the line above ends with. */
type Ending =
  | { readonly kind: 'key'; readonly pair: Pair }
  | { readonly kind: 'item'; readonly list: ListNode; readonly index: number; readonly pair: Pair };

/** The changes after a line break was typed in front of the offset; none if the line is as it should be already. */
export function afterBreak(document: SourceDocument, offset: number, habits: EnterHabits = {}): readonly TextChange[] {
  const broken = brokenAt(document, offset, habits);
  if (!broken) return [];
  const found = entryAt(document, broken.aboveEnd);
  if (!found || found.piece.kind === 'ignored' || found.entry.start > broken.above) return [];
  const { block, start } = found.entry;
  if (!block.root || block.flaws.length > 0) return [];
  const ending = endingAt(block.root, broken.aboveEnd - start);
  if (!ending) return [];
  const changes = ending.kind === 'key' ? belowKey(broken, ending.pair, start) : belowItem(broken, ending, start);
  return changes.map(change => inFront(document.text, change)).filter(isChange);
}

/**
 * The same change of fewer characters, as far in front of the cursor as possible: editors move a cursor behind a change
 * along, and some leave it in front of what is inserted where it is.
 */
function inFront(text: string, { span: at, text: by }: TextChange): TextChange {
  const old = text.slice(at.start, at.end);
  const most = Math.min(old.length, by.length);
  let tail = 0;
  while (tail < most && old.at(-1 - tail) === by.at(-1 - tail)) tail++;
  let head = 0;
  while (head < most - tail && old[head] === by[head]) head++;
  return { span: span(at.start + head, at.end - tail), text: by.slice(head, by.length - tail) };
}

function isChange({ span: { start, end }, text }: TextChange): boolean {
  return start < end || text !== '';
}

/** Nothing if a line of the two has tabs, or the lower one anything but spaces. */
function brokenAt(document: SourceDocument, offset: number, habits: EnterHabits): Broken | undefined {
  const { text } = document;
  const below = lineStart(text, offset);
  const belowEnd = lineEnd(text, offset);
  if (below === 0 || !isBlank(text, below)) return undefined;
  const end = text.startsWith('\r\n', below - 2) ? below - 2 : below - 1;
  const above = lineStart(text, end);
  const aboveEnd = trimmedEnd(text, above, end);
  if (aboveEnd === above || /\t/.test(text.slice(above, end) + text.slice(below, belowEnd))) return undefined;
  return { document, above, aboveEnd, below, belowEnd, ...habits };
}

/** The innermost key or item of block style that ends in front of the offset. */
function endingAt(root: Node, offset: number): Ending | undefined {
  let node: Node = root;
  let pair: Pair | undefined;
  while ((node.kind === 'map' || node.kind === 'list') && !node.flow) {
    if (node.kind === 'map') {
      pair = node.pairs.findLast(({ key }) => key.span.start < offset);
      if (!pair?.value) return undefined;
      if (pair.value.span.start >= offset || isMissing(pair.value)) return { kind: 'key', pair };
      node = pair.value;
    } else {
      const index = node.items.findLastIndex(item => item.span.start <= offset);
      const item: Node | undefined = node.items[index];
      if (!item) return undefined;
      const isNested = (item.kind === 'map' || item.kind === 'list') && !item.flow;
      if (!isNested) return pair?.value === node ? { kind: 'item', list: node, index, pair } : undefined;
      node = item;
    }
  }
  return undefined;
}

function isMissing(node: Node): boolean {
  return node.kind === 'scalar' && node.style === 'missing';
}

/** One step deeper than the key; in front of lines that are its value already, at their column. */
function belowKey(broken: Broken, { key, value }: Pair, start: number): readonly TextChange[] {
  const { text } = broken.document;
  const isAlone =
    /^ *(?:- +)*$/.test(text.slice(broken.above, start + key.span.start).replace('\ufeff', '')) &&
    /^ *:$/.test(text.slice(start + key.span.end, broken.aboveEnd));
  if (!isAlone || value === undefined) return [];
  const column = columnOf(text, start + key.span.start);
  if (isMissing(value)) return indented(broken, column + stepOf(broken));
  const isBlock = (value.kind === 'map' || value.kind === 'list') && !value.flow && !value.tag && !value.anchor;
  return isBlock ? indented(broken, columnOf(text, start + value.span.start)) : [];
}

/** The file's own step; the editor's where the file has none yet. */
function stepOf({ document, aboveEnd, tabSize }: Broken): number {
  const fits = tabSize !== undefined && tabSize > 0 && tabSize <= WIDEST;
  return layoutAt(document, aboveEnd, fits ? tabSize : undefined).step;
}

/** A byte order mark takes no column. */
function columnOf(text: string, offset: number): number {
  return text.slice(lineStart(text, offset), offset).replace('\ufeff', '').length;
}

function indented(broken: Broken, column: number, more = ''): readonly TextChange[] {
  return [{ span: span(broken.below, broken.belowEnd), text: ' '.repeat(column) + more }];
}

type Item = Extract<Ending, { kind: 'item' }>;

/** The items of a tagged list are parts of a path, and those below `<<` are mappings to merge. */
function belowItem(broken: Broken, ending: Item, start: number): readonly TextChange[] {
  const { document, above, aboveEnd, below, belowEnd, indentsFirst = false } = broken;
  const { list, index, pair } = ending;
  const item = list.items[index];
  const line = document.text.slice(above, aboveEnd);
  const dash = columnOf(document.text, start + list.span.start);
  const key = columnOf(document.text, start + pair.key.span.start);
  const isLine = indentAt(document.text, above) === dash && line[dash] === '-';
  const isPath = list.tag !== undefined || document.text.startsWith('<<', start + pair.key.span.start);
  if (!item || !isLine || isPath) return [];
  if (isMissing(item)) return line.trim() === '-' ? withoutItem(broken, ending, { dash, key }) : [];
  const isWhole = start + item.span.start > above && start + item.span.end === aboveEnd;
  if (!isWhole || GOES_ON.test(line)) return [];
  // Emacs asks before it indents, and would leave the cursor in front of the dash
  const isBare = below === belowEnd && !(indentsFirst && dash === 0);
  // where Enter leaves the line when it ends a list
  const isEnded = key < dash && indentAt(document.text, below) === key;
  return isBare || isEnded ? [] : indented(broken, dash, '- ');
}

interface Columns {
  readonly dash: number;
  readonly key: number;
}

/** Takes the item away, and has the cursor where the next key of the mapping around the list would begin. */
function withoutItem(broken: Broken, { list, index }: Item, { dash, key }: Columns): readonly TextChange[] {
  const { document, above, belowEnd } = broken;
  if (index === 0) {
    const column = list.items.length > 1 ? dash : key + stepOf(broken);
    return [{ span: span(above, belowEnd), text: ' '.repeat(column) }];
  }
  const before = document.text.slice(lineStart(document.text, above - 1), above).trimEnd();
  const goesOn = key === dash || /[:-]$/.test(before);
  // at the column of the dashes, or below what takes a value, a line that is not set apart would still belong there
  if (!goesOn) return [{ span: span(above, belowEnd), text: ' '.repeat(key) }];
  return [{ span: span(above, lineEnd(document.text, above)), text: '' }, ...indented(broken, key)];
}
