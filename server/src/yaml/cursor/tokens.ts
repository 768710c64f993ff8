/**
 * A tolerant tokenizer for a block up to the cursor: enough to tell comments, quotes, text and half-typed keys apart.
 */
import { find, indentAt, isBlank, lineAfter, lineEnd, trimmedEnd } from '../lines.ts';
import { isStructure } from './structure.ts';

export type CursorTokenKind =
  | 'dash'
  | 'colon'
  | 'plain'
  | 'single'
  | 'double'
  | 'open'
  | 'close'
  | 'comma'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'header'
  | 'literal'
  | 'comment';

export interface CursorToken {
  readonly kind: CursorTokenKind;
  readonly start: number;
  readonly end: number;
  /** The number of open brackets before it. */
  readonly depth: number;
  /** Only for quotes that were left open: no closing quote was found before the structure of the file continues. */
  readonly unclosed?: true;
  /** Only for the content of a block scalar: the column at which its lines begin. */
  readonly column?: number;
}

/** What has been read so far, and what it means for the next token. */
interface State {
  readonly text: string;
  readonly tokens: CursorToken[];
  /** The number of open brackets. */
  depth: number;
  at: number;
  lineStart: number;
  /** The column of the innermost key or dash; what belongs to it is indented deeper. */
  parent: number;
  /** Whether a key or dash can still follow on this line. */
  fresh: boolean;
}

/** The tokens of a block up to and including those that touch the offset. */
export function tokensUntil(text: string, offset: number): readonly CursorToken[] {
  const state: State = { text, tokens: [], depth: 0, at: 0, lineStart: 0, parent: -1, fresh: true };
  while (state.at < text.length && state.at <= offset) step(state);
  return state.tokens;
}

function step(state: State): void {
  const char = state.text[state.at] ?? '';
  if (char === '\n' || char === '\r') nextLine(state);
  else if (char === ' ' || char === '\t') state.at++;
  else if (char === '#' && isSpace(state.text[state.at - 1])) push(state, 'comment', lineEnd(state.text, state.at));
  else if (state.depth > 0) flowToken(state, char);
  else blockToken(state, char);
}

function nextLine(state: State): void {
  state.at = lineAfter(state.text, state.at);
  state.lineStart = state.at;
  state.fresh = true;
  if (state.depth > 0 && leavesFlow(state)) state.depth = 0;
}

/** A bracket left open ends at a line, no deeper than its key, that begins another key or item. */
function leavesFlow({ text, tokens, at, parent }: State): boolean {
  const last = tokens.at(-1)?.kind;
  return last !== 'comma' && last !== 'open' && indentAt(text, at) <= parent && isStructure(text, at);
}

function blockToken(state: State, char: string): void {
  const alone = isSpace(state.text[state.at + 1]);
  if (state.fresh && alone && (char === '-' || char === '?')) {
    state.parent = state.at - state.lineStart;
    return push(state, 'dash', state.at + 1);
  }
  if (char === ':' && alone) return colon(state);
  if (char === '[' || char === '{') return open(state);
  if (char === '|' || char === '>') return blockScalar(state);
  sharedToken(state, char, state.fresh ? KEY_END : VALUE_END);
}

function flowToken(state: State, char: string): void {
  if (char === '[' || char === '{') return open(state);
  if (char === ',') return push(state, 'comma', state.at + 1);
  if (char === ']' || char === '}') return close(state);
  if (char === ':' && isFlowColon(state)) return push(state, 'colon', state.at + 1);
  sharedToken(state, char, FLOW_END);
}

function isFlowColon({ text, tokens, at }: State): boolean {
  const last = tokens.at(-1);
  const quoted = last?.end === at && (last.kind === 'single' || last.kind === 'double');
  const next = text[at + 1];
  return quoted || isSpace(next) || ',[]{}'.includes(next ?? ' ');
}

function open(state: State): void {
  push(state, 'open', state.at + 1);
  state.depth++;
}

function close(state: State): void {
  push(state, 'close', state.at + 1);
  state.depth--;
  state.fresh = false;
}

function colon(state: State): void {
  const key = state.tokens.at(-1);
  const named = key !== undefined && key.start >= state.lineStart && key.kind !== 'dash' && key.kind !== 'colon';
  state.parent = (named ? key.start : state.at) - state.lineStart;
  push(state, 'colon', state.at + 1);
  state.fresh = false;
}

function sharedToken(state: State, char: string, end: RegExp): void {
  const named = NAMED.get(char);
  if (named) push(state, named, find(NAME_END, state.text, state.at + 1));
  else if (char === '"' || char === "'") quoted(state, char);
  else plain(state, end);
}

const NAMED: ReadonlyMap<string, CursorTokenKind> = new Map([
  ['*', 'alias'],
  ['&', 'anchor'],
  ['!', 'tag'],
]);
const NAME_END = /[\s,[\]{}]/g;

/**
 * If the closing quote is beyond a line of structure, this one was left open, and the other belongs to another value.
 */
function quoted(state: State, quote: '"' | "'"): void {
  const kind = quote === '"' ? 'double' : 'single';
  const end = closingQuote(state.text, state.at, quote);
  const start = state.at;
  if (end !== undefined && !holdsStructure(state, end)) {
    return take(state, { kind, start, end, depth: state.depth });
  }
  take(state, { kind, start, end: lineEnd(state.text, start), depth: state.depth, unclosed: true });
}

function closingQuote(text: string, start: number, quote: '"' | "'"): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] !== quote) continue;
    else if (quote === "'" && text[at + 1] === "'") at++;
    else return at + 1;
  }
  return undefined;
}

function holdsStructure({ text, at, parent }: State, end: number): boolean {
  for (let line = lineAfter(text, at); line < end; line = lineAfter(text, line)) {
    if (indentAt(text, line) <= Math.max(parent, 0) && isStructure(text, line)) return true;
  }
  return false;
}

const KEY_END = /:(?=[ \t\r\n]|$)|[ \t]#|[\r\n]/g;
const VALUE_END = /[ \t]#|[\r\n]/g;
const FLOW_END = /:(?=[ \t\r\n,[\]{}]|$)|[ \t]#|[\r\n,[\]{}]/g;

function plain(state: State, pattern: RegExp): void {
  const start = state.at;
  const found = Math.max(start + 1, find(pattern, state.text, start));
  const trimmed = trimmedEnd(state.text, start, found);
  // of blanks that YAML does not know as such, all are one text: to search on from each would be quadratic
  const end = trimmed > start ? trimmed : found;
  const more = state.depth === 0 && !isKey(state.text, end);
  const to = more ? continued(state.text, end, deepest(state)) : end;
  take(state, { kind: 'plain', start, end: to, depth: state.depth });
}

function isKey(text: string, end: number): boolean {
  const colonAfter = /[ \t]*:(?=[ \t\r\n]|$)/y;
  colonAfter.lastIndex = end;
  return colonAfter.test(text);
}

/** The column beyond which a line continues a plain scalar; at the start of a line it may be a half-typed key. */
function deepest({ text, at, lineStart, parent }: State): number {
  const startsLine = indentAt(text, lineStart) === at - lineStart;
  return startsLine ? Math.max(parent, at - lineStart) : parent;
}

/** The end of a plain scalar that continues in deeper lines; a comment, or what looks like a key or item, ends it. */
function continued(text: string, end: number, limit: number): number {
  if (!isBlank(text, end)) return end;
  let last = end;
  for (let line = lineAfter(text, end); line < text.length; line = lineAfter(text, line)) {
    if (isBlank(text, line)) continue;
    const indent = indentAt(text, line);
    if (indent <= limit || isStructure(text, line) || text[line + indent] === '#') break;
    last = trimmedEnd(text, line, find(VALUE_END, text, line));
    if (!isBlank(text, last)) break;
  }
  return last;
}

const HEADER = /[|>][-+0-9]*(?=[ \t]*(?:[ \t]#|[\r\n]|$))/y;

function blockScalar(state: State): void {
  HEADER.lastIndex = state.at;
  const header = HEADER.exec(state.text)?.[0];
  if (header === undefined) return plain(state, VALUE_END);
  push(state, 'header', state.at + header.length);
  const from = lineAfter(state.text, state.at);
  const column = contentColumn(state, from, /[1-9]/.exec(header)?.[0]);
  const inside = (line: number): boolean => isBlank(state.text, line) || indentAt(state.text, line) >= column;
  let to = from;
  while (to < state.text.length && inside(to)) to = lineAfter(state.text, to);
  take(state, { kind: 'literal', start: from, end: to, depth: 0, column });
}

function contentColumn({ text, parent }: State, from: number, indicated: string | undefined): number {
  if (indicated !== undefined) return Math.max(parent, 0) + Number(indicated);
  let line = from;
  while (line < text.length && isBlank(text, line)) line = lineAfter(text, line);
  return Math.max(parent + 1, line < text.length ? indentAt(text, line) : 0);
}

function push(state: State, kind: CursorTokenKind, end: number): void {
  state.tokens.push({ kind, start: state.at, end, depth: state.depth });
  state.at = end;
}

/** Takes a token that may span several lines. */
function take(state: State, token: CursorToken): void {
  state.tokens.push(token);
  // searched in the token alone, so as not to walk back over a line of thousands of tokens for each of them
  const start = lineStartIn(state.text, token) ?? state.lineStart;
  state.fresh = token.end === start;
  state.lineStart = start;
  state.at = token.end;
}

/** Where the last line of a token begins, if that is in the token or at its start. */
function lineStartIn(text: string, { start, end }: CursorToken): number | undefined {
  for (let at = end; at >= start; at--) if (text[at - 1] === '\n' || text[at - 1] === '\r') return at;
  return undefined;
}

function isSpace(char: string | undefined): boolean {
  return char === undefined || /[ \t\r\n]/.test(char);
}
