/** Splits a condition of `rules:if` into GitLab's own tokens and, between them, what GitLab does not know. */
import { span, type Span } from '../text/span.ts';

/**
 * `open` and `close` are brackets, `negation` is `!`; `unknown` is what GitLab refuses, kept so that the rest can be
 * parsed.
 */
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

/** Far more than GitLab accepts: a longer text is not a condition, and tokenizing it would only take time. */
const MOST_TOKENS = 1000;

/** All tokens without white space, up to a length that somebody could have written. */
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

/** In GitLab's order. A pattern is greedy and needs two characters; only `true` and `false` end at a word boundary. */
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

/** What people write by mistake, from the longest form to the shortest. */
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

/** White space as in Ruby, so without the no-break space. */
function skipSpace(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && ' \t\r\n\f\v'.includes(text.charAt(end))) end++;
  return end;
}
