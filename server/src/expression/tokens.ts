/** Cuts a condition of `rules:if` into what GitLab's own lexer takes and, between that, what it does not know. */
import { span, type Span } from '../text/span.ts';

/** `open` and `close` are brackets, `negation` is `!`; `unknown` is what GitLab refuses, kept so that the rest can be read. */
export type ConditionTokenKind =
  | 'variable'
  | 'text'
  | 'pattern'
  | 'null'
  | 'boolean'
  | 'input'
  | 'operator'
  | 'negation'
  | 'open'
  | 'close'
  | 'unknown';

export interface ConditionToken {
  readonly kind: ConditionTokenKind;
  readonly text: string;
  readonly span: Span;
}

/** Far more than GitLab takes: what is longer is no condition, and nobody wants to wait for its end. */
const MOST_TOKENS = 1000;

/** All of the text but for white space, as long as it is one that somebody can have written. */
export function tokensOf(text: string): readonly ConditionToken[] {
  const tokens: ConditionToken[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length && tokens.length < MOST_TOKENS) {
    const token = knownAt(text, offset) ?? unknownAt(text, offset);
    tokens.push(token);
    offset = skipSpace(text, token.span.end);
  }
  return tokens;
}

/** In GitLab's order. A pattern takes as much as it can, and needs two characters; nothing ends a word but `true` and `false`. */
const KNOWN: readonly (readonly [kind: ConditionTokenKind, form: RegExp])[] = [
  ['unknown', /[=!]==/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['input', /\$\[\[.*?\]\]/sy],
  ['variable', /\$\w+/y],
  ['text', /"[^"\n]*"|'[^'\n]*'/y],
  ['pattern', /\/(?:[^/]|\\\/)+[^\\]\/[ismU]*/y],
  ['null', /null/y],
  ['boolean', /\b(?:true|false)\b/y],
  ['operator', /==|=~|!=|!~|&&|\|\|/y],
  ['negation', /!/y],
];

/** What people write instead of it, from the longest form to the shortest. */
const UNKNOWN: readonly RegExp[] = [
  /\$\{\w*\}?/y,
  /"[^"\n]*|'[^'\n]*/y,
  /\/(?:\\.|[^/\s])*\/?[a-z]*/iy,
  /[-\w.*:@]+/y,
  /[=!<>&|]+/y,
];

function knownAt(text: string, offset: number): ConditionToken | undefined {
  for (const [kind, form] of KNOWN) {
    const token = tokenAt(kind, form, text, offset);
    if (token) return token;
  }
  return undefined;
}

function unknownAt(text: string, offset: number): ConditionToken {
  for (const form of UNKNOWN) {
    const token = tokenAt('unknown', form, text, offset);
    if (token) return token;
  }
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return { kind: 'unknown', text: character, span: span(offset, offset + character.length) };
}

function tokenAt(kind: ConditionTokenKind, form: RegExp, text: string, offset: number): ConditionToken | undefined {
  form.lastIndex = offset;
  const [found] = form.exec(text) ?? [];
  return found === undefined ? undefined : { kind, text: found, span: span(offset, offset + found.length) };
}

/** Ruby's white space: a no-break space is none. */
function skipSpace(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && ' \t\r\n\f\v'.includes(text.charAt(end))) end++;
  return end;
}
