/** Puts a mark into the block at the cursor, so that the parser tells what would be there. */
import { span, type Span } from '../../text/span.ts';
import { indentAt, lineEnd, lineStart } from '../lines.ts';
import { isStructure } from './structure.ts';
import type { CursorSpot } from './spot.ts';

/** A letter between two private-use characters: no real file contains it, and it is plain text everywhere. */
export const MARK = '\uE000c\uE000';

export interface Patch {
  readonly text: string;
  /** What the text replaces in the original. */
  readonly replaced: Span;
  /** Where the mark begins. */
  readonly mark: number;
  /** Maps a span of the patched text to the original; the span must not touch the mark. */
  readonly original: (at: Span) => Span;
}

/** What follows the word: its colon, or the next entry of a flow collection without a comma between. */
export type Behind = 'colon' | 'entry' | 'nothing';

export function behind(text: string, spot: CursorSpot): Behind {
  const { word, bracket, quote } = spot;
  // in brackets, nothing has to be between the colon of a quoted key and its value
  const inBrackets = quote ? /[ \t]*:/y : /[ \t]*:(?=[ \t\r\n,[\]{}]|$)/y;
  const colon = bracket ? inBrackets : /[ \t]*:(?=[ \t\r\n]|$)/y;
  colon.lastIndex = word.end;
  if (colon.test(text)) return 'colon';
  return bracket && nextEntry(text, spot) !== undefined ? 'entry' : 'nothing';
}

/** Where the text goes on in brackets after the word, unless the entry or its collection ends there. */
function nextEntry(text: string, spot: CursorSpot): number | undefined {
  const next = nextText(text, spot);
  return next === undefined || leavesBracket(text, next, spot) ? undefined : next;
}

function nextText(text: string, { word }: CursorSpot): number | undefined {
  const next = word.end + (/^(?:\s|(?<=\s)#.*)+/.exec(text.slice(word.end))?.[0].length ?? 0);
  return next >= text.length || ',]}'.includes(text[next] ?? ',') ? undefined : next;
}

/** Whether the next line is taken for one behind a bracket left open, but could be an entry in that bracket as well. */
export function mayBeEntry(text: string, spot: CursorSpot): boolean {
  const next = spot.bracket && nextText(text, spot);
  return next !== undefined && leavesBracket(text, next, spot);
}

/**
 * Whether what follows in brackets is no entry, whatever is in front of it: a dash, also behind the colon of the word, or a
 * question mark alone in a list.
 */
export function isBeforeNoEntry(text: string, spot: CursorSpot): boolean {
  const next = spot.bracket && nextText(text, spot);
  NO_ENTRY.lastIndex = next ?? text.length;
  return NO_ENTRY.test(text);
}

const NO_ENTRY = /(?::\s+)?-(?=\s)|\?\s+\]/y;

/** Whether a list in brackets begins in the line of the cursor, and the lines below have dashes. */
export function isAboveDashes(text: string, spot: CursorSpot): boolean {
  const { word, bracket, opened = 0 } = spot;
  const [line, next] = [lineStart(text, word.end), nextText(text, spot)];
  if (bracket !== '[' || lineStart(text, opened) !== line || next === undefined) return false;
  return lineStart(text, next) > line && /^-\s/.test(text.slice(next, next + 2));
}

/** Whether another value follows in brackets; a key begins the next entry, which only lacks the comma in front. */
export function hasValueBehind(text: string, spot: CursorSpot): boolean {
  const next = nextEntry(text, spot);
  if (next === undefined) return false;
  KEY.lastIndex = next;
  return !KEY.test(text);
}

const KEY = /(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^\s,[\]{}:"'][^,[\]{}:\r\n]*)[ \t]*:/y;

/** A bracket that was left open ends at a line below the word, no deeper than its own, that begins a key or an item. */
function leavesBracket(text: string, next: number, { word, opened = 0 }: CursorSpot): boolean {
  const [line, first] = [lineStart(text, next), lineStart(text, opened)];
  const isBelow = line > Math.max(first, lineStart(text, word.end));
  return isBelow && indentAt(text, line) <= indentAt(text, first) && isStructure(text, line);
}

/** Puts the mark where a key begins or, in a flow collection, any entry. */
export function patchStart(text: string, spot: CursorSpot, next: Behind): Patch {
  if (spot.bracket) return replace(text, spot.word, next === 'entry' ? `${MARK},` : MARK);
  const end = spot.blank ? lineEnd(text, spot.word.end) : spot.word.end;
  return replace(text, span(spot.word.start, end), next === 'colon' ? MARK : `${MARK}:`);
}

/** Puts the mark into a list in brackets that is left open, and closes it. */
export function patchOpen(text: string, { word }: CursorSpot): Patch {
  return replace(text, word, `${MARK}]`);
}

/** Puts the mark in place of the value of a key, the name of an alias or the text of an item. */
export function patchValue(text: string, { word }: CursorSpot): Patch {
  return replace(text, word, MARK);
}

/** Puts a new list item on a blank line. */
export function patchItem(text: string, { word }: CursorSpot): Patch {
  return replace(text, span(word.start, lineEnd(text, word.end)), `- ${MARK}`);
}

/** A word right after a dash or colon needs the space that has not been typed yet. */
function replace(text: string, at: Span, by: string): Patch {
  const inserted = needsSpace(text, at.start) ? ` ${by}` : by;
  const from = /^#/.test(text.slice(at.end)) ? ' ' : '';
  const grown = inserted.length + from.length - (at.end - at.start);
  const back = (offset: number): number => (offset <= at.start ? offset : Math.max(at.end, offset - grown));
  return {
    text: text.slice(0, at.start) + inserted + from + text.slice(at.end),
    replaced: at,
    mark: at.start + inserted.indexOf(MARK),
    original: ({ start, end }) => span(back(start), back(end)),
  };
}

/** Whether text put here would stick to the dash or colon in front. */
export function needsSpace(text: string, offset: number): boolean {
  const line = text.slice(lineStart(text, offset), offset);
  return /(?:^|[ \t])-$|[^ \t]:$/.test(line);
}
