/** Judges by the characters around an offset whether something can be typed there, and which word it would replace. */
import { span, type Span } from '../../text/span.ts';
import { find, isBlank, lineEnd, lineStart } from '../lines.ts';
import { tokensUntil, type CursorToken } from './tokens.ts';

export interface CursorSpot {
  /** `start` is where a key, an item or a scalar may begin, `value` what follows a colon. */
  readonly kind: 'start' | 'value' | 'alias' | 'text' | 'comment' | 'none';
  /** What completion replaces, including quotes; empty if nothing is written yet. */
  readonly word: Span;
  readonly quote?: 'single' | 'double';
  /** The innermost bracket around it. */
  readonly bracket?: '[' | '{';
  /** The offset of that bracket. */
  readonly opened?: number;
  /** Whether the line contains nothing else, so that its column alone decides. */
  readonly blank: boolean;
}

/** Looks at the text of a block around an offset. */
export function spotAt(text: string, offset: number): CursorSpot {
  const tokens = tokensUntil(text, offset);
  const index = tokens.findIndex(each => holds(each, offset, text));
  const token = tokens[index];
  const before = token ? tokens.slice(0, index) : tokens.filter(({ end, start }) => end <= offset && start < offset);
  return token ? inToken({ text, offset, before, depth: token.depth }, token) : inGap(text, offset, before);
}

interface Site {
  readonly text: string;
  readonly offset: number;
  readonly before: readonly CursorToken[];
  readonly depth: number;
}

/** Whether the cursor is in the token, or right after one that is still being typed. */
function holds({ kind, start, end, unclosed }: CursorToken, offset: number, text: string): boolean {
  switch (kind) {
    case 'plain':
      return start <= offset && offset <= end;
    case 'single':
    case 'double':
      return start <= offset && (offset < end || (unclosed === true && offset === end));
    case 'alias':
    case 'anchor':
    case 'tag':
    case 'header':
    case 'comment':
      return start < offset && offset <= end;
    case 'literal':
      return start <= offset && (offset < end || (offset === end && end === text.length));
    default:
      return false;
  }
}

function inToken(site: Site, token: CursorToken): CursorSpot {
  const silent = (kind: CursorSpot['kind']): CursorSpot => ({
    kind,
    word: span(site.offset, site.offset),
    blank: false,
  });
  switch (token.kind) {
    case 'comment':
      return silent('comment');
    case 'literal':
      return inLiteral(site, token) ? silent('text') : inGap(site.text, site.offset, site.before);
    case 'alias':
      return { ...silent('alias'), word: span(token.start + 1, token.end), ...bracketAround(site) };
    case 'plain':
    case 'single':
    case 'double':
      return inWord(site, token, token.kind);
    default:
      return silent('none');
  }
}

/** A blank line after the last line of a block scalar belongs to it only up to the indentation of its content. */
function inLiteral({ text, offset }: Site, { end, column = 0 }: CursorToken): boolean {
  const line = lineStart(text, offset);
  return !isBlank(text, line) || offset - line >= column || /\S/.test(text.slice(line, end));
}

function inWord(site: Site, { start, end, unclosed }: CursorToken, kind: 'plain' | 'single' | 'double'): CursorSpot {
  const lines = !unclosed && /[\r\n]/.test(site.text.slice(start, end));
  return {
    kind: lines ? 'text' : positionOf(site, start),
    word: span(start, unclosed ? find(/[\s,\]}]/g, site.text, site.offset) : end),
    blank: false,
    ...(kind === 'plain' ? {} : { quote: kind }),
    ...bracketAround(site),
  };
}

function inGap(text: string, offset: number, before: readonly CursorToken[]): CursorSpot {
  const last = before.at(-1);
  const depth = (last?.depth ?? 0) + (last?.kind === 'open' ? 1 : last?.kind === 'close' ? -1 : 0);
  const site = { text, offset, before, depth };
  const word = span(offset, offset);
  const blank = depth === 0 && /^ *$/.test(text.slice(lineStart(text, offset), offset)) && isBlank(text, offset);
  if (blank) return { kind: 'start', word, blank };
  return { kind: isFree(site) ? positionOf(site, offset) : 'none', word, blank, ...bracketAround(site) };
}

/** Whether the rest of the line leaves room: it is empty, a comment or, in brackets, begins with a comma. */
function isFree({ text, offset, before, depth }: Site): boolean {
  const rest = text.slice(offset, lineEnd(text, offset)).trimStart();
  if (rest === '' || rest.startsWith('#')) return true;
  return depth > 0 && (/^[,\]}]/.test(rest) || !AWAITING.has(before.at(-1)?.kind));
}

/** What stands in front of a value: a tag or an anchor belongs to whatever comes next, not to what is typed between. */
const AWAITING: ReadonlySet<CursorToken['kind'] | undefined> = new Set(['colon', 'tag', 'anchor']);

/** Decides by the token in front, ignoring tags and anchors. */
function positionOf({ text, before, depth }: Site, start: number): 'start' | 'value' | 'none' {
  const last = before.findLast(({ kind }) => kind !== 'anchor' && kind !== 'tag' && kind !== 'comment');
  if (depth === 0 && (last === undefined || last.end <= lineStart(text, start)))
    return isIndented(text, start) ? 'start' : 'none';
  if (last?.kind === 'colon') return 'value';
  return last?.kind === 'dash' || last?.kind === 'open' || last?.kind === 'comma' ? 'start' : 'none';
}

/** Tabs are not indentation: nothing that is typed after them can be right. */
function isIndented(text: string, start: number): boolean {
  return !text.slice(lineStart(text, start), start).includes('\t');
}

function bracketAround({ text, before, depth }: Site): Pick<CursorSpot, 'bracket' | 'opened'> {
  if (depth <= 0) return {};
  let closed = 0;
  for (const { kind, start } of before.toReversed()) {
    if (kind === 'close') closed++;
    else if (kind === 'open' && closed-- === 0) return { bracket: text[start] === '{' ? '{' : '[', opened: start };
  }
  return {};
}
