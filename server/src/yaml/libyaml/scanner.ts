/** The state of a scan: position, nesting, and where a key may have begun whose colon is still to come. */
import { isBreak } from './characters.ts';
import { refuse, type ScanEnd } from './fault.ts';
import type { Token, TokenKind } from './token.ts';

/** A place where a key without `?` may begin; only the colon decides. */
export interface KeyStart {
  readonly token: number;
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** At the indentation of a mapping, nothing but a key is allowed. */
  readonly required: boolean;
}

export interface Scanner extends ScanEnd {
  readonly text: string;
  at: number;
  line: number;
  lineStart: number;
  /** The tokens so far; those before `head` have been taken. */
  readonly tokens: Token[];
  head: number;
  done: boolean;
  /** The nesting depth of flow collections. */
  flow: number;
  /** The offsets of the open brackets. */
  readonly brackets: number[];
  indent: number;
  readonly indents: number[];
  keyAllowed: boolean;
  /** One per level of flow nesting, the block level first. */
  readonly keys: (KeyStart | undefined)[];
  /** After this offset, the scan ends as soon as no quote or bracket is open. */
  readonly until: number;
}

/** Starts a scan; a byte order mark at the start of the text is skipped. */
export function scannerOf(text: string, until = Infinity): Scanner {
  const at = text.startsWith('\ufeff') ? 1 : 0;
  return {
    text,
    at,
    line: 0,
    lineStart: at,
    tokens: [],
    head: 0,
    done: false,
    flow: 0,
    brackets: [],
    indent: -1,
    indents: [],
    keyAllowed: true,
    keys: [undefined],
    until,
  };
}

export function codeAt(s: Scanner, ahead = 0): number {
  return s.text.charCodeAt(s.at + ahead);
}

export function columnOf(s: Scanner): number {
  return s.at - s.lineStart;
}

/** Moves past a line break and returns the character that it becomes in a scalar. */
export function skipBreak(s: Scanner): string {
  const code = codeAt(s);
  if (!isBreak(code)) return '';
  s.at += code === 13 && codeAt(s, 1) === 10 ? 2 : 1;
  s.line++;
  s.lineStart = s.at;
  return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
}

export function push(s: Scanner, kind: TokenKind, start: number, text = '', style?: Token['style']): void {
  s.tokens.push(style ? { kind, start, end: s.at, text, style } : { kind, start, end: s.at, text });
}

/** Remembers that a key may begin here. */
export function saveKey(s: Scanner): void {
  if (!s.keyAllowed) return;
  const column = columnOf(s);
  const required = s.flow === 0 && s.indent === column;
  dropKey(s);
  s.keys[s.keys.length - 1] = { token: s.tokens.length, at: s.at, line: s.line, column, required };
}

/** No key began there after all. */
export function dropKey(s: Scanner): void {
  const key = s.keys.at(-1);
  if (key?.required) refuse(s, 'missing-colon', s.at, key.at);
  s.keys[s.keys.length - 1] = undefined;
}

/** A key is one line and at most 1024 characters long. */
export function dropStaleKeys(s: Scanner): void {
  for (let index = 0; index < s.keys.length; index++) {
    const key = s.keys[index];
    if (!key || (key.line === s.line && !isTooLong(s, key.at))) continue;
    if (key.required) refuse(s, 'missing-colon', s.at, key.at);
    s.keys[index] = undefined;
  }
}

function isTooLong(s: Scanner, from: number): boolean {
  return s.at - from > 1024 && Array.from(s.text.slice(from, s.at)).length > 1024;
}

/** A deeper column in block style opens a collection. */
export function indentTo(s: Scanner, column: number, kind: TokenKind, start: number, token = s.tokens.length): void {
  if (s.flow > 0 || s.indent >= column) return;
  s.indents.push(s.indent);
  s.indent = column;
  s.tokens.splice(token, 0, { kind, start, end: start, text: '' });
}

/** A lesser column in block style closes the collections that are deeper. */
export function dedentTo(s: Scanner, column: number): void {
  if (s.flow > 0) return;
  while (s.indent > column) {
    push(s, 'block-end', s.at);
    s.indent = s.indents.pop() ?? -1;
  }
}
