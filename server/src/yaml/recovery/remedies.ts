/**
 * For each reason to refuse a text, the change that lets the reader continue, so that one mistake costs little of the
 * tree.
 */
import { insert, overwrite, remove, type DraftEdit } from './draft.ts';
import {
  blanksBefore,
  contentEnd,
  isFirstOnLine,
  lineEnd,
  lineStart,
  nextContentLine,
  previousContentLine,
} from '../lines.ts';
import { columnOfKey, halfTypedAbove, isKeyOfLine } from './key-line.ts';
import type { Refusal } from '../libyaml/fault.ts';

/** Replaces what a plain scalar cannot contain. */
const FILLER = 'x';

/** The change for a refusal; `undefined` if the rest of the line has to go. */
export function remedyOf(text: string, refusal: Refusal): DraftEdit | undefined {
  const { at, from, code } = refusal;
  switch (code) {
    case 'control-character':
      return { at, remove: (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1, insert: '\ufffd' };
    case 'missing-colon':
      return '[]{}'.includes(text[from] ?? '') ? undefined : insert(contentEnd(text, from), ':');
    case 'item-not-allowed':
    case 'key-not-allowed':
      return overwrite(at, ' ');
    case 'value-not-allowed':
      return valueNotAllowed(text, at);
    case 'bad-start':
    case 'tab-in-plain':
    case 'tab-in-block':
      return text[at] === '\t' ? indent(text, at) : overwrite(at, FILLER);
    case 'zero-indent':
    case 'block-header':
      return blank(text, at);
    case 'open-quote':
    case 'marker-in-quote':
      return closeQuote(text, refusal);
    case 'bad-escape':
    case 'bad-code':
      return insert(at, '\\');
    case 'colon-in-flow':
      return insert(at + 1, ' ');
    case 'anchor-name':
    case 'alias-name':
      return anchorName(text, refusal);
    case 'tag-form':
      return overwrite(from, FILLER);
    case 'tag-end':
      return '[{"\''.includes(text[at] ?? ' ') ? insert(at, ' ') : overwrite(at, FILLER);
    case 'tag-handle':
      return overwrite(text.indexOf('!', at + 1), FILLER);
    case 'directive':
      return blank(text, at);
    case 'document-start':
      return blank(text, 0);
    case 'expected-comma-in-list':
    case 'expected-comma-in-map':
      return separate(text, refusal);
    case 'no-content':
      return noContent(text, refusal);
    case 'expected-item':
    case 'expected-key':
      return align(text, refusal);
    case 'nesting':
      return remove(at, text.length - at);
  }
}

/** Blanks out the rest of the line. */
export function blank(text: string, at: number): DraftEdit | undefined {
  const end = lineEnd(text, at);
  return text.slice(at, end).trim() === '' ? undefined : overwrite(at, ' '.repeat(end - at));
}

/** A misplaced colon: after a value on the same line, or after a key that was joined with the line above. */
function valueNotAllowed(text: string, at: number): DraftEdit {
  const half = halfTypedAbove(text, at);
  if (half) return insert(half.end, ':');
  const above = previousContentLine(text, at);
  if (above === undefined || !isKeyOfLine(text, at)) return overwrite(at, FILLER);
  const surplus = blanksBefore(text, at) - columnOfKey(text, above);
  return surplus > 0 ? remove(lineStart(text, at), surplus) : overwrite(at, FILLER);
}

/** Replaces a tab by spaces: as deep as the line above, or deeper if that waits for a value. */
function indent(text: string, at: number): DraftEdit {
  const start = lineStart(text, at);
  if (!isFirstOnLine(text, at)) return overwrite(at, ' ');
  const above = previousContentLine(text, at);
  const waits = above !== undefined && text[contentEnd(text, above) - 1] === ':';
  const column = above === undefined ? 0 : columnOfKey(text, above) + (waits ? 2 : 0);
  return { at: start, remove: blanksBefore(text, at), insert: ' '.repeat(column) };
}

function closeQuote(text: string, { from, open }: Refusal): DraftEdit {
  const quote = text[from] ?? '"';
  const end = contentEndOfQuote(text, from);
  const rest = text.slice(from + 1, end);
  const stop = open === undefined ? -1 : rest.search(/[,\]}][\s,\]}]*$|,/);
  const at = stop < 0 ? end : from + 1 + stop;
  const slashes = quote === '"' ? (/\\*$/.exec(text.slice(from + 1, at))?.[0].length ?? 0) : 0;
  return insert(at, slashes % 2 === 1 ? `\\${quote}` : quote);
}

function contentEndOfQuote(text: string, from: number): number {
  const end = lineEnd(text, from);
  return from + text.slice(from, end).trimEnd().length;
}

function anchorName(text: string, { at, from }: Refusal): DraftEdit {
  const isEmpty = at === from + 1 && /[\s,[\]{}]/.test(text[at] ?? ' ');
  return isEmpty ? insert(at, FILLER) : overwrite(at, FILLER);
}

function separate(text: string, refusal: Refusal): DraftEdit | undefined {
  const { at, from, code } = refusal;
  const closer = code === 'expected-comma-in-list' ? ']' : '}';
  if (isLate(text, refusal.open ?? from, at)) return close(text, refusal, closer);
  if ('])}'.includes(text[at] ?? ' ')) return overwrite(at, closer);
  return text[at] === ':' ? overwrite(at, FILLER) : insert(at, ', ');
}

function noContent(text: string, refusal: Refusal): DraftEdit | undefined {
  const { at, open } = refusal;
  const sign = text[at] ?? '';
  if (open !== undefined && isLate(text, open, at)) return close(text, refusal, text[open] === '[' ? ']' : '}');
  if (',]}'.includes(sign) && sign !== '') return overwrite(at, ' ');
  return open === undefined ? undefined : overwrite(at, FILLER);
}

/** Whether the reader is already past the line on which the bracket was meant to be closed. */
function isLate(text: string, open: number, at: number): boolean {
  return at >= text.trimEnd().length || lineStart(text, at) > lineStart(text, open);
}

/** Closes a bracket before the first line that is not indented deeper than the line of the bracket. */
function close(text: string, { at, from, open = from }: Refusal, closer: string): DraftEdit {
  const indent = blanksBefore(text, open);
  let last = lineStart(text, open);
  for (let next = nextContentLine(text, last); next !== undefined && next < at; next = nextContentLine(text, next)) {
    if (blanksBefore(text, next) <= indent || (isStructure(text, next) && lineStart(text, at) === next)) break;
    last = next;
  }
  const start = Math.max(last, open);
  return insert(Math.max(open + 1, contentEnd(text, start)), closer);
}

function isStructure(text: string, line: number): boolean {
  return /^[ \t]*(?:- |[^\s"'#,[\]{}][^"'#,[\]{}]*:(?:[ \t]|$))/.test(text.slice(line, lineEnd(text, line)));
}

/** Moves a line to the indentation of its neighbours. */
function align(text: string, { at, from }: Refusal): DraftEdit | undefined {
  if (']}'.includes(text[at] ?? ' ')) return overwrite(at, ' ');
  if (!isFirstOnLine(text, at)) return blank(text, at);
  const line = lineStart(text, at);
  const column = at - line;
  const deeper = closedColumn(text, at, column);
  if (deeper !== undefined) return insert(line, ' '.repeat(deeper - column));
  const own = from - lineStart(text, from);
  return column > own ? remove(line, column - own) : blank(text, at);
}

/** The least indentation, deeper than the column, of the lines right above. */
function closedColumn(text: string, at: number, column: number): number | undefined {
  let least: number | undefined;
  for (let line = previousContentLine(text, at); line !== undefined; line = previousContentLine(text, line)) {
    const indent = blanksBefore(text, line);
    if (indent <= column) break;
    least = Math.min(least ?? indent, indent);
  }
  return least;
}
