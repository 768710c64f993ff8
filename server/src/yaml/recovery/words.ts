/** Explains to a person why a text is not YAML: the cause, in plain words, at a small span. */
import { span, type Span } from '../../text/span.ts';
import type { SyntaxFlaw, FlawCause } from '../tree.ts';
import { blanksBefore, contentEnd, lineStart, previousContentLine } from '../lines.ts';
import { halfTypedAbove, isKeyOfLine } from './key-line.ts';
import type { FaultCode, Refusal } from '../libyaml/fault.ts';
import { bracketedEntry, signedValue, signMessage } from './sign.ts';

/** The flaw of a refused text. */
export function flawOf(text: string, refusal: Refusal): SyntaxFlaw {
  const { cause, message, at } = explain(text, refusal);
  return { code: 'yaml-syntax', cause, message, span: at };
}

interface Words {
  readonly cause: FlawCause;
  readonly message: string;
  readonly at: Span;
}

type Explain = (text: string, refusal: Refusal) => Words;

function explain(text: string, refusal: Refusal): Words {
  const signed = signedValue(text, refusal);
  if (signed) return words('sign', signed, signMessage(text[signed.start] ?? ''));
  return EXPLANATIONS[refusal.code](text, refusal);
}

/** One explanation for each reason to refuse a text. */
const EXPLANATIONS: Readonly<Record<FaultCode, Explain>> = {
  'control-character': (text, { at }) =>
    words('character', characterAt(text, at), `${nameOf(text, at)} is not allowed in a YAML file. Delete it.`),
  'missing-colon': (text, { from }) => missingColon(text, from),
  'item-not-allowed': (text, { at }) => itemNotAllowed(text, at),
  'key-not-allowed': (text, { at }) =>
    words('quote', characterAt(text, at), 'A value cannot begin with "? ". Quote the value.'),
  'value-not-allowed': (text, { at }) => valueNotAllowed(text, at),
  'bad-start': (text, { at }) => badStart(text, at),
  'tab-in-plain': (text, { at }) => tab(text, at),
  'tab-in-block': (text, { at }) => tab(text, at),
  'zero-indent': (text, { at }) =>
    words('block-header', characterAt(text, at), 'The indentation after | or > must be a digit from 1 to 9.'),
  'block-header': (text, { at }) =>
    words(
      'block-header',
      restOfLine(text, at),
      'Only -, + and a digit may follow | or >. Begin the text on the next line, indented deeper than its key.',
    ),
  'open-quote': openQuote,
  'marker-in-quote': openQuote,
  'bad-escape': (text, { at }) =>
    words(
      'escape',
      span(at, Math.min(at + 2, text.length)),
      `Unknown escape ${text.slice(at, at + 2)} in double quotes. Write \\\\ for a backslash, or use single quotes.`,
    ),
  'bad-code': (text, { at }) =>
    words(
      'escape',
      span(at, Math.min(at + 2, text.length)),
      'This escape must be the hexadecimal number of one character: \\xNN, \\uNNNN or \\UNNNNNNNN, not half of a surrogate pair.',
    ),
  'colon-in-flow': (text, { at }) =>
    words(
      'quote',
      characterAt(text, at),
      'A colon right before another character is ambiguous in brackets. Put a space after it, or quote the text.',
    ),
  'anchor-name': name,
  'alias-name': name,
  'tag-form': incompleteTag,
  'tag-end': incompleteTag,
  'tag-handle': (text, { at }) => words('tag', wordAt(text, at), 'Unknown tag prefix. Use !name or !!name.'),
  directive: (text, { at }) => words('directive', wordAt(text, at), 'A line cannot begin with %. Quote the text.'),
  'document-start': text =>
    words(
      'directive',
      wordAt(text, 0),
      'GitLab splits the file at ---, which separates a % line from its document. Delete the line.',
    ),
  'expected-comma-in-list': (text, refusal) => comma(text, refusal, ']'),
  'expected-comma-in-map': (text, refusal) => comma(text, refusal, '}'),
  'no-content': noContent,
  'expected-item': outOfLine,
  'expected-key': outOfLine,
  nesting: (text, { at }) =>
    words(
      'nesting',
      characterAt(text, at),
      'Nested too deeply: GitLab reads at most 100 levels of lists and mappings.',
    ),
};

function words(cause: FlawCause, at: Span, message: string): Words {
  return { cause, at, message };
}

function openQuote(text: string, { from }: Refusal): Words {
  const quote = text[from] ?? '';
  return words(
    'open-quote',
    characterAt(text, from),
    `This quote is never closed. Add ${quote} at the end of the value.`,
  );
}

function incompleteTag(text: string, { from }: Refusal): Words {
  return words('tag', wordAt(text, from), 'Incomplete tag. A tag is a name after !, followed by a space.');
}

function missingColon(text: string, from: number): Words {
  const at = restOfLine(text, from);
  const written = text.slice(at.start, at.end);
  const joined = /^[\w.-]+:(?=[^\s:/])/.exec(written)?.[0];
  if (joined !== undefined) {
    const colon = at.start + joined.length - 1;
    const mended = `${joined} ${written.slice(joined.length)}`;
    return words('missing-space', characterAt(text, colon), `A space is missing after the colon: ${brief(mended)}`);
  }
  return words('missing-colon', at, `Expected a key and a colon here: ${brief(written)} has no colon after it.`);
}

function itemNotAllowed(text: string, at: number): Words {
  const before = text.slice(lineStart(text, at), at);
  const dash = characterAt(text, at);
  return before.trim() === ''
    ? words('indentation', dash, 'A list cannot begin here: the key above already has a value. Check the indentation.')
    : words('item', dash, 'A list item must begin on a line of its own, below its key.');
}

function valueNotAllowed(text: string, at: number): Words {
  const half = halfTypedAbove(text, at);
  if (half) return missingColon(text, half.start);
  if (isKeyOfLine(text, at) && previousContentLine(text, at) !== undefined) {
    const message =
      'This line is indented deeper than the line above, which already has a value. Align it with the key above.';
    return words('indentation', span(lineStart(text, at) + blanksBefore(text, at), at), message);
  }
  const before = /^[ \t]*(?:- +)*(?:\S.*?:[ \t]+)?/.exec(text.slice(lineStart(text, at), at))?.[0].length ?? 0;
  return words(
    'unquoted-colon',
    restOfLine(text, lineStart(text, at) + before),
    'A colon and a space inside a value begin another key. Quote the whole value.',
  );
}

function badStart(text: string, at: number): Words {
  const sign = text[at] ?? '';
  if (sign === '\t') return tab(text, at);
  return words(
    'quote',
    characterAt(text, at),
    `A value cannot begin with ${sign === '`' ? 'a backtick' : sign}. Quote it.`,
  );
}

function tab(text: string, at: number): Words {
  const tabs = /^\t+/.exec(text.slice(at))?.[0].length ?? 1;
  return words(
    'tab',
    span(at, Math.min(at + tabs, text.length)),
    'YAML is indented with spaces only. Replace the tab with spaces.',
  );
}

function name(text: string, { code, at, from }: Refusal): Words {
  const what = code === 'anchor-name' ? 'An anchor name' : 'An alias name';
  const message = `${what} consists of the letters a to z, digits, - and _. Quote a value that begins with ${text[from] ?? ''}.`;
  return words('anchor', span(from, Math.min(Math.max(at, from + 1), text.length)), message);
}

function comma(text: string, refusal: Refusal, closer: ']' | '}'): Words {
  const { at, from } = refusal;
  const open = at >= text.trimEnd().length || lineStart(text, at) > lineStart(text, from);
  if (open) return openBracket(text, from, closer);
  const entry = bracketedEntry(text, at);
  if (entry) {
    const sign = text[at] ?? '';
    return words('sign', entry, `\`${sign}\` ends an unquoted string in brackets. Quote all of it.`);
  }
  const message = `Separate entries in brackets with commas. Add a comma before this, or ${closer} if the list ends here.`;
  return words('missing-comma', wordAt(text, at), message);
}

function openBracket(text: string, from: number, closer: string): Words {
  return words('open-bracket', characterAt(text, from), `This bracket is never closed. Add ${closer} at the end.`);
}

function noContent(text: string, { at, open }: Refusal): Words {
  if (open !== undefined && at >= text.trimEnd().length) return openBracket(text, open, text[open] === '[' ? ']' : '}');
  const sign = text[at] ?? '';
  if (sign === ',') return words('extra-comma', characterAt(text, at), 'Expected a value before this comma.');
  if (sign === ']' || sign === '}')
    return words('extra-bracket', characterAt(text, at), `There is no open bracket for this ${sign}. Delete it.`);
  if (sign === ':' && open !== undefined)
    return words('quote', wordAt(text, at), 'An unquoted string in brackets cannot begin with a colon. Quote it.');
  return words('value', wordAt(text, at), 'Expected a value here.');
}

function outOfLine(text: string, { code, at }: Refusal): Words {
  const sign = text[at] ?? '';
  const before = text.slice(lineStart(text, at), at);
  if (sign === ']' || sign === '}')
    return words('extra-bracket', characterAt(text, at), `There is no open bracket for this ${sign}. Delete it.`);
  if (before.trim() !== '')
    return words(
      'extra-text',
      restOfLine(text, at),
      'Unexpected text after a complete value. Delete the rest of the line, or quote all of it.',
    );
  const expected = code === 'expected-item' ? 'a list item (a dash and a space)' : 'a key';
  return words(
    'indentation',
    wordAt(text, at),
    `Expected ${expected} at this indentation. Check how deep the line is indented.`,
  );
}

function characterAt(text: string, at: number): Span {
  const start = Math.min(at, text.length);
  return span(start, Math.min(text.length, start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)));
}

/** From the offset to the next blank. */
function wordAt(text: string, at: number): Span {
  const start = Math.min(at, text.length);
  return span(start, start + (/^\S+/.exec(text.slice(start, start + 200))?.[0].length ?? 0));
}

/** From the offset to the end of its line, without comment and trailing blanks. */
function restOfLine(text: string, at: number): Span {
  const start = Math.min(at, text.length);
  return span(start, Math.max(start, contentEnd(text, start)));
}

function nameOf(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  return `The character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
