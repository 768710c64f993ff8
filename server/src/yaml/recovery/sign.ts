/**
 * Recognises values that begin with an indicator of YAML though a text was meant, such as the command `[ -f x ] &&
 * make`.
 */
import { span, type Span } from '../../text/span.ts';
import { contentEnd, lineStart } from '../lines.ts';
import type { Refusal } from '../libyaml/fault.ts';

/** What YAML takes the character for at the start of a value. */
export const SIGNS: Readonly<Record<string, string>> = {
  '[': 'a list',
  '{': 'a mapping',
  '*': 'an alias',
  '&': 'an anchor',
  '!': 'a tag',
  '|': 'a block scalar',
  '>': 'a block scalar',
  '"': 'a string up to the next quote',
  "'": 'a string up to the next quote',
};

/** One message for each kind. */
export function signMessage(sign: string): string {
  return `\`${sign}\` at the start of a value begins ${SIGNS[sign] ?? 'something else'} in YAML. Quote the whole value to make it a string.`;
}

/** The value that was meant as a text, from its indicator to the end of the line, if that explains the refusal. */
export function signedValue(text: string, refusal: Refusal): Span | undefined {
  const start = valueStart(text, refusal.at);
  const sign = text[start] ?? '';
  // A comma or bracket too many is a mistake of someone who meant the brackets.
  if (',]}'.includes(text[refusal.at] ?? ' ')) return undefined;
  if (start > refusal.at || !Object.hasOwn(SIGNS, sign)) return undefined;
  const value = span(start, contentEnd(text, start));
  const source = text.slice(value.start, value.end);
  return explains(source, isItem(text, start) || isShellTest(source), refusal) ? value : undefined;
}

/**
 * Whether it begins like a shell test, such as `[ -f x ]` or `[[ $A == b ]]`: blanks separate the brackets from their
 * content. Nothing else in brackets is followed by `&&` or `||`.
 */
export function isShellTest(source: string): boolean {
  return (
    /^\[\[? (?:! )?(?:-[a-zA-Z] |(?:"[^"]*"|`[^`]*`|\S+) (?:==?|!=|=~|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef)) )/.test(
      source,
    ) || /^\[\[? .* \]\]? (?:&&|\|\|) /.test(source)
  );
}

/** `line`: as far as one can tell, the value is a line of a script. */
function explains(value: string, line: boolean, { code }: Refusal): boolean {
  switch (code) {
    case 'anchor-name':
    case 'alias-name':
      return /^[*&](?![\w-])./.test(value) || (line && CLOSED.test(value) && /[\]}"'] *[*&]/.test(value));
    case 'tag-form':
    case 'tag-end':
    case 'tag-handle':
      return line && value.startsWith('!');
    case 'block-header':
    case 'zero-indent':
      return line;
    case 'expected-item':
    case 'expected-key':
    case 'no-content':
      return CLOSED.test(value) || /^[*&]/.test(value);
    case 'bad-start':
      return isShellTest(value);
    case 'expected-comma-in-list':
    case 'expected-comma-in-map':
      return line && /^(?:\[\[? .* \]|\{ .*\})/.test(value);
    default:
      return false;
  }
}

/** Quotes or brackets that end before the value does. */
const CLOSED = /^(?:(["']).*\1|(?:\[.*\]|\{.*\}) *[^\s#])/;

/** After the dashes and the key of the line. */
function valueStart(text: string, at: number): number {
  const start = lineStart(text, at);
  const before = /^[ \t]*(?:- +)*(?:[\w.-]+:[ \t]+)?/.exec(text.slice(start, contentEnd(text, at)));
  return start + (before?.[0].length ?? 0);
}

function isItem(text: string, start: number): boolean {
  return /^[ \t]*(?:- +)+$/.test(text.slice(lineStart(text, start), start));
}

/** An entry of a flow collection that contains brackets itself, such as the pattern `/^v[0-9]+$/`. */
export function bracketedEntry(text: string, at: number): Span | undefined {
  if (!/[[{]/.test(text[at] ?? '') || !/[^\s,[{:]/.test(text[at - 1] ?? ' ')) return undefined;
  const before = /[^\s,[{][^,[{]*$/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
  // in braces, the key and its colon are no part of the string
  const key = /^[^:]*:[ \t]+(?=\S)/.exec(before)?.[0] ?? '';
  const start = at - before.length + key.length;
  const rest = text.slice(start, contentEnd(text, at));
  const length = rest.startsWith('/') ? patternLength(rest) : balancedLength(rest);
  return length === undefined ? undefined : span(start, start + length);
}

function patternLength(rest: string): number | undefined {
  return /^\/.*?\/[a-z]*(?=[ \t]*[,\]}])/i.exec(rest)?.[0].length;
}

function balancedLength(rest: string): number | undefined {
  let depth = 0;
  for (const [index, sign] of [...rest.split('')].entries()) {
    if ('[{'.includes(sign)) depth++;
    else if (depth > 0 && ']}'.includes(sign)) depth--;
    else if (depth === 0 && ',]}'.includes(sign)) return rest.slice(0, index).trimEnd().length;
  }
  return undefined;
}
