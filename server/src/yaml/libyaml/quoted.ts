/** Scalars in single or double quotes. */
import { isBreak, isEnd, isSpaceOrEnd } from './characters.ts';
import { refuse } from './fault.ts';
import { folded, gapOf, readGap } from './fold.ts';
import { atMarker } from './plain.ts';
import { codeAt, push, skipBreak, type Scanner } from './scanner.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const BACKSLASH = 92;

/** Reads a quoted scalar up to its closing quote. */
export function scanQuoted(s: Scanner, style: 'single' | 'double'): void {
  const start = s.at;
  const quote = codeAt(s);
  s.at++;
  let text = '';
  for (;;) {
    if (atMarker(s)) refuse(s, 'marker-in-quote', s.at, start);
    if (isEnd(codeAt(s))) refuse(s, 'open-quote', s.at, start);
    const { words, broken } = style === 'single' ? singleWords(s) : doubleWords(s, start);
    text += words;
    if (codeAt(s) === quote) break;
    const gap = gapOf(broken);
    readGap(s, gap);
    text += folded(gap);
  }
  s.at++;
  push(s, 'scalar', start, text, style);
}

interface Words {
  readonly words: string;
  /** Whether an escaped line break ended them. */
  readonly broken: boolean;
}

function singleWords(s: Scanner): Words {
  let words = '';
  let from = s.at;
  for (let code = codeAt(s); !isSpaceOrEnd(code); code = codeAt(s)) {
    if (code === 39 && codeAt(s, 1) !== 39) break;
    s.at++;
    if (code !== 39) continue;
    words += s.text.slice(from, s.at);
    from = ++s.at;
  }
  return { words: words + s.text.slice(from, s.at), broken: false };
}

function doubleWords(s: Scanner, start: number): Words {
  let words = '';
  let from = s.at;
  for (let code = codeAt(s); !isSpaceOrEnd(code) && code !== 34; code = codeAt(s)) {
    if (code !== BACKSLASH) {
      s.at++;
      continue;
    }
    words += s.text.slice(from, s.at);
    s.at++;
    if (isBreak(codeAt(s))) {
      skipBreak(s);
      return { words, broken: true };
    }
    words += readEscape(s, start);
    from = s.at;
  }
  return { words: words + s.text.slice(from, s.at), broken: false };
}

function readEscape(s: Scanner, start: number): string {
  const name = s.text[s.at] ?? '';
  const simple = ESCAPES.get(name);
  const length = Object.hasOwn(HEX_LENGTH, name) ? HEX_LENGTH[name] : undefined;
  if (simple === undefined && length === undefined) refuse(s, 'bad-escape', s.at - 1, start);
  s.at++;
  return length === undefined ? (simple ?? '') : readCode(s, length, start);
}

function readCode(s: Scanner, length: number, start: number): string {
  const digits = s.text.slice(s.at, s.at + length);
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : NaN;
  if (Number.isNaN(code) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    refuse(s, 'bad-code', s.at - 2, start);
  s.at += length;
  return String.fromCodePoint(code);
}
