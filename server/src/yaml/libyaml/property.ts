/** Anchors, aliases, tags and directives. */
import { isBreakOrEnd, isOneOf, isSpaceOrEnd, isWord } from './characters.ts';
import { refuse } from './fault.ts';
import { codeAt, push, type Scanner } from './scanner.ts';

/** Reads `&name` or `*name`; names are letters, digits, `_` and `-`. */
export function scanAnchor(s: Scanner, kind: 'anchor' | 'alias'): void {
  const start = s.at;
  s.at++;
  while (isWord(codeAt(s))) s.at++;
  const fits = isSpaceOrEnd(codeAt(s)) || isOneOf('?:,]}%@`', codeAt(s));
  if (s.at === start + 1 || !fits) refuse(s, kind === 'anchor' ? 'anchor-name' : 'alias-name', s.at, start);
  push(s, kind, start, s.text.slice(start + 1, s.at));
}

const URI = ";/?:@&=+$.!~*'()%";

/** Reads `!name`, `!!name`, `!handle!name` or `!<uri>`. */
export function scanTag(s: Scanner): void {
  const start = s.at;
  s.at++;
  if (codeAt(s) === 60) scanVerbatim(s, start);
  else scanShort(s, start);
  const ends = isSpaceOrEnd(codeAt(s)) || (s.flow > 0 && codeAt(s) === 44);
  if (!ends) refuse(s, 'tag-end', s.at, start);
  push(s, 'tag', start, s.text.slice(start, s.at));
}

function scanVerbatim(s: Scanner, start: number): void {
  s.at++;
  const from = s.at;
  skipUri(s, `${URI},[]`, start);
  if (s.at === from || codeAt(s) !== 62) refuse(s, 'tag-form', s.at, start);
  s.at++;
}

function scanShort(s: Scanner, start: number): void {
  while (isWord(codeAt(s))) s.at++;
  const needsSuffix = codeAt(s) === 33;
  if (needsSuffix) s.at++;
  const from = s.at;
  skipUri(s, URI, start);
  if (needsSuffix && s.at === from) refuse(s, 'tag-form', s.at, start);
}

function skipUri(s: Scanner, allowed: string, start: number): void {
  for (let code = codeAt(s); isWord(code) || isOneOf(allowed, code); code = codeAt(s)) {
    if (code === 37 && !/^%[0-9a-fA-F]{2}$/.test(s.text.slice(s.at, s.at + 3))) refuse(s, 'tag-form', s.at, start);
    s.at++;
  }
}

/** Reads a line such as `%YAML 1.1`. */
export function scanDirective(s: Scanner): void {
  const start = s.at;
  while (!isBreakOrEnd(codeAt(s))) s.at++;
  const line = s.text.slice(start, s.at);
  if (!DIRECTIVE.test(line)) refuse(s, 'directive', start);
  push(s, 'directive', start, line);
}

const DIRECTIVE =
  /^%(?:YAML[ \t]+1\.[12]|TAG[ \t]+!(?:[\w-]*!)?[ \t]+[\w\-;/?:@&=+$.!~*'()%,[\]]+)(?:[ \t]+(?:#.*)?)?$/;
