/** Turns characters into tokens, looking ahead no further than necessary. */
import { isBreak, isBreakOrEnd, isEnd, isOneOf, isSpaceOrEnd, isBlank, SPACE, TAB } from './characters.ts';
import { scanBlockScalar } from './block-scalar.ts';
import { closed, refuse } from './fault.ts';
import { atMarker, scanPlain } from './plain.ts';
import { scanAnchor, scanDirective, scanTag } from './property.ts';
import { scanQuoted } from './quoted.ts';
import { codeAt, columnOf, dedentTo, dropKey, dropStaleKeys, indentTo, push, saveKey, skipBreak } from './scanner.ts';
import type { Scanner } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';

/** The next token, without taking it. */
export function peek(s: Scanner): Token {
  while (needsMore(s)) {
    fetch(s);
    if (s.at > s.until && s.flow === 0) closed(s);
  }
  return s.tokens[s.head] ?? { kind: 'stream-end', start: s.text.length, end: s.text.length, text: '' };
}

/** Takes the next token. */
export function take(s: Scanner): Token {
  const token = peek(s);
  if (token.kind !== 'stream-end') s.head++;
  return token;
}

/** A token that may be the start of a key has to wait until a colon decides. */
function needsMore(s: Scanner): boolean {
  if (s.done) return false;
  if (s.head >= s.tokens.length) return true;
  dropStaleKeys(s);
  for (const key of s.keys) if (key?.token === s.head) return true;
  return false;
}

function fetch(s: Scanner): void {
  skipToToken(s);
  dropStaleKeys(s);
  dedentTo(s, columnOf(s));
  const code = codeAt(s);
  if (isEnd(code)) return endStream(s);
  if (columnOf(s) === 0 && code === 37) return directive(s);
  if (atMarker(s)) return marker(s);
  const indicate = INDICATORS.get(code);
  if (indicate?.(s)) return;
  if (!startsPlain(s, code)) refuse(s, 'bad-start', s.at);
  beforeContent(s);
  scanPlain(s);
}

type Indicate = (s: Scanner) => boolean;

/** Each returns false if the character is not an indicator at its place. */
const INDICATORS: ReadonlyMap<number, Indicate> = new Map(
  Object.entries<Indicate>({
    '[': s => openFlow(s, 'flow-list'),
    '{': s => openFlow(s, 'flow-map'),
    ']': s => closeFlow(s, 'flow-list-end'),
    '}': s => closeFlow(s, 'flow-map-end'),
    ',': s => comma(s),
    '-': s => isSpaceOrEnd(codeAt(s, 1)) && item(s),
    '?': s => (s.flow > 0 || isSpaceOrEnd(codeAt(s, 1))) && explicitKey(s),
    ':': s => (s.flow > 0 || isSpaceOrEnd(codeAt(s, 1))) && value(s),
    '*': s => content(s, () => scanAnchor(s, 'alias')),
    '&': s => content(s, () => scanAnchor(s, 'anchor')),
    '!': s => content(s, () => scanTag(s)),
    "'": s => content(s, () => scanQuoted(s, 'single')),
    '"': s => content(s, () => scanQuoted(s, 'double')),
    '|': s => s.flow === 0 && blockScalar(s, 'literal'),
    '>': s => s.flow === 0 && blockScalar(s, 'folded'),
  }).map(([mark, indicate]) => [mark.charCodeAt(0), indicate]),
);

/** Skips blanks, comments and breaks; a tab may not indent in block style. */
function skipToToken(s: Scanner): void {
  for (;;) {
    if (codeAt(s) === BYTE_ORDER_MARK && columnOf(s) === 0) s.at++;
    while (codeAt(s) === SPACE || ((s.flow > 0 || !s.keyAllowed) && codeAt(s) === TAB)) s.at++;
    if (codeAt(s) === 35) while (!isBreakOrEnd(codeAt(s))) s.at++;
    if (!isBreak(codeAt(s))) return;
    skipBreak(s);
    if (s.flow === 0) s.keyAllowed = true;
  }
}

/** libyaml accepts it at the start of any line and counts it as a column. */
const BYTE_ORDER_MARK = 0xfeff;

function endStream(s: Scanner): void {
  dedentTo(s, -1);
  dropKey(s);
  s.keyAllowed = false;
  s.done = true;
  push(s, 'stream-end', s.at);
}

function directive(s: Scanner): void {
  dedentTo(s, -1);
  dropKey(s);
  s.keyAllowed = false;
  scanDirective(s);
}

function marker(s: Scanner): void {
  dedentTo(s, -1);
  dropKey(s);
  s.keyAllowed = false;
  const start = s.at;
  s.at += 3;
  push(s, s.text[start] === '-' ? 'document-start' : 'document-end', start);
}

function indicator(s: Scanner, kind: TokenKind): true {
  s.at++;
  push(s, kind, s.at - 1);
  return true;
}

function openFlow(s: Scanner, kind: TokenKind): true {
  saveKey(s);
  s.keys.push(undefined);
  s.flow++;
  s.brackets.push(s.at);
  s.keyAllowed = true;
  return indicator(s, kind);
}

function closeFlow(s: Scanner, kind: TokenKind): true {
  dropKey(s);
  if (s.flow > 0) {
    s.flow--;
    s.brackets.pop();
    s.keys.pop();
  }
  s.keyAllowed = false;
  return indicator(s, kind);
}

function comma(s: Scanner): true {
  dropKey(s);
  s.keyAllowed = true;
  return indicator(s, 'comma');
}

function item(s: Scanner): true {
  if (s.flow === 0 && !s.keyAllowed) refuse(s, 'item-not-allowed', s.at);
  indentTo(s, columnOf(s), 'block-list', s.at);
  dropKey(s);
  s.keyAllowed = true;
  return indicator(s, 'item');
}

function explicitKey(s: Scanner): true {
  if (s.flow === 0 && !s.keyAllowed) refuse(s, 'key-not-allowed', s.at);
  indentTo(s, columnOf(s), 'block-map', s.at);
  dropKey(s);
  s.keyAllowed = s.flow === 0;
  return indicator(s, 'key');
}

function value(s: Scanner): true {
  const key = s.keys.at(-1);
  if (key) {
    s.tokens.splice(key.token, 0, { kind: 'key', start: key.at, end: key.at, text: '' });
    indentTo(s, key.column, 'block-map', key.at, key.token);
    s.keys[s.keys.length - 1] = undefined;
    s.keyAllowed = false;
    return indicator(s, 'value');
  }
  if (s.flow === 0 && !s.keyAllowed) refuse(s, 'value-not-allowed', s.at);
  indentTo(s, columnOf(s), 'block-map', s.at);
  s.keyAllowed = s.flow === 0;
  return indicator(s, 'value');
}

function content(s: Scanner, scan: () => void): true {
  beforeContent(s);
  scan();
  return true;
}

function beforeContent(s: Scanner): void {
  saveKey(s);
  s.keyAllowed = false;
}

function blockScalar(s: Scanner, style: 'literal' | 'folded'): true {
  dropKey(s);
  s.keyAllowed = true;
  scanBlockScalar(s, style);
  return true;
}

function startsPlain(s: Scanner, code: number): boolean {
  if (!isOneOf('-?:,[]{}#&*!|>\'"%@`', code) && !isBlank(code)) return true;
  if (code === 45) return !isBlank(codeAt(s, 1));
  return s.flow === 0 && (code === 63 || code === 58) && !isSpaceOrEnd(codeAt(s, 1));
}
