/** What a person needs to know about a text that is not YAML: the cause, in plain words, at a small span. */
import { span, type Span } from '../../text/span.ts';
import type { Flaw, FlawCause } from '../tree.ts';
import { contentEnd, halfTypedAbove, indentOf, isKeyOfLine, lineStart, previousContentLine } from './lines.ts';
import type { Refusal } from './fault.ts';
import { bracketedEntry, signedValue, signMessage } from './sign.ts';

/** The flaw of a refused text. */
export function flawOf(text: string, refusal: Refusal): Flaw {
  const { cause, message, at } = explain(text, refusal);
  return { code: 'yaml-syntax', cause, message, span: at };
}

interface Words {
  readonly cause: FlawCause;
  readonly message: string;
  readonly at: Span;
}

function explain(text: string, refusal: Refusal): Words {
  const { at, from } = refusal;
  const signed = signedValue(text, refusal);
  if (signed) return words('sign', signed, signMessage(text[signed.start] ?? ''));
  switch (refusal.code) {
    case 'control-character':
      return words('character', characterAt(text, at), `${nameOf(text, at)} cannot stand in a YAML file. Delete it.`);
    case 'missing-colon':
      return missingColon(text, from);
    case 'item-not-allowed':
      return itemNotAllowed(text, at);
    case 'key-not-allowed':
      return words('quote', characterAt(text, at), 'A value cannot begin with "? ". Put quotes around the value.');
    case 'value-not-allowed':
      return valueNotAllowed(text, at);
    case 'bad-start':
      return badStart(text, at);
    case 'tab-in-plain':
    case 'tab-in-block':
      return tab(text, at);
    case 'zero-indent':
      return words('block-header', characterAt(text, at), 'The indentation after | or > is a digit from 1 to 9.');
    case 'block-header':
      return words(
        'block-header',
        restOfLine(text, at),
        'After | or > only -, + and a digit may follow. Begin the text on the next line, indented deeper than its key.',
      );
    case 'open-quote':
    case 'marker-in-quote':
      return words(
        'open-quote',
        characterAt(text, from),
        `The quote that opens here is never closed. Add ${text[from] ?? ''} at the end of the value.`,
      );
    case 'bad-escape':
      return words(
        'escape',
        span(at, Math.min(at + 2, text.length)),
        `Between double quotes a backslash begins an escape, and ${text.slice(at, at + 2)} is none. Write \\\\ for a backslash, or use single quotes.`,
      );
    case 'bad-code':
      return words(
        'escape',
        span(at, Math.min(at + 2, text.length)),
        'This escape needs the hexadecimal digits of one character: \\xNN, \\uNNNN or \\UNNNNNNNN, and no half of a surrogate pair.',
      );
    case 'colon-in-flow':
      return words(
        'quote',
        characterAt(text, at),
        'Between brackets a colon right before another sign is ambiguous. Put a space after it or quotes around the text.',
      );
    case 'anchor-name':
    case 'alias-name':
      return name(text, refusal);
    case 'tag-form':
    case 'tag-end':
      return words(
        'tag',
        wordAt(text, from),
        'This tag is not complete. A tag is a name after !, followed by a space.',
      );
    case 'tag-handle':
      return words('tag', wordAt(text, at), 'GitLab does not know what this tag begins with. Use !name or !!name.');
    case 'directive':
      return words('directive', wordAt(text, at), 'A line cannot begin with %. Put quotes around the text.');
    case 'document-start':
      return words(
        'directive',
        wordAt(text, 0),
        'GitLab cuts the file at --- and so parts a % line from its document. Delete the line.',
      );
    case 'expected-comma-in-list':
      return comma(text, refusal, ']');
    case 'expected-comma-in-map':
      return comma(text, refusal, '}');
    case 'no-content':
      return noContent(text, refusal);
    case 'expected-item':
    case 'expected-key':
      return outOfLine(text, refusal);
    case 'nesting':
      return words(
        'nesting',
        characterAt(text, at),
        'Lists and mappings are nested too deep here: GitLab takes 100 levels.',
      );
  }
}

function words(cause: FlawCause, at: Span, message: string): Words {
  return { cause, at, message };
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
  return words('missing-colon', at, `A key and a colon are expected here: ${brief(written)} has no colon after it.`);
}

function itemNotAllowed(text: string, at: number): Words {
  const before = text.slice(lineStart(text, at), at);
  const dash = characterAt(text, at);
  return before.trim() === ''
    ? words(
        'indentation',
        dash,
        'A list cannot begin here: the key above already has its value. Check the indentation.',
      )
    : words('item', dash, 'A list item has to begin on a line of its own, below its key.');
}

function valueNotAllowed(text: string, at: number): Words {
  const half = halfTypedAbove(text, at);
  if (half) return missingColon(text, half.start);
  if (isKeyOfLine(text, at) && previousContentLine(text, at) !== undefined) {
    const message =
      'This line is indented deeper than the line above, which already has a value. Align it with the key above.';
    return words('indentation', span(lineStart(text, at) + indentOf(text, at), at), message);
  }
  const before = /^[ \t]*(?:- +)*(?:\S.*?:[ \t]+)?/.exec(text.slice(lineStart(text, at), at))?.[0].length ?? 0;
  return words(
    'unquoted-colon',
    restOfLine(text, lineStart(text, at) + before),
    'A colon and a space inside a value begin another key. Put quotes around the whole value.',
  );
}

function badStart(text: string, at: number): Words {
  const sign = text[at] ?? '';
  if (sign === '\t') return tab(text, at);
  return words(
    'quote',
    characterAt(text, at),
    `A value cannot begin with ${sign === '`' ? 'a backtick' : sign}. Put quotes around it.`,
  );
}

function tab(text: string, at: number): Words {
  const tabs = /^\t+/.exec(text.slice(at))?.[0].length ?? 1;
  return words(
    'tab',
    span(at, Math.min(at + tabs, text.length)),
    'YAML is indented with spaces only. Replace the tab by spaces.',
  );
}

function name(text: string, { code, at, from }: Refusal): Words {
  const what = code === 'anchor-name' ? 'The name of an anchor' : 'The name of an alias';
  const message = `${what} is made of the letters a to z, digits, - and _. For a value that begins with ${text[from] ?? ''} use quotes.`;
  return words('anchor', span(from, Math.min(Math.max(at, from + 1), text.length)), message);
}

function comma(text: string, refusal: Refusal, closer: ']' | '}'): Words {
  const { at, from } = refusal;
  const open = at >= text.trimEnd().length || lineStart(text, at) > lineStart(text, from);
  if (open) return openBracket(text, from, closer);
  const entry = bracketedEntry(text, at);
  if (entry) {
    const sign = text[at] ?? '';
    return words(
      'sign',
      entry,
      `\`${sign}\` inside a text between brackets ends the text. Put quotes around the whole entry.`,
    );
  }
  const message = `Entries between brackets are parted by commas. Add a comma before this, or ${closer} if the list ends here.`;
  return words('missing-comma', wordAt(text, at), message);
}

function openBracket(text: string, from: number, closer: string): Words {
  return words(
    'open-bracket',
    characterAt(text, from),
    `The bracket that opens here is never closed. Add ${closer} at its end.`,
  );
}

function noContent(text: string, { at, open }: Refusal): Words {
  if (open !== undefined && at >= text.trimEnd().length) return openBracket(text, open, text[open] === '[' ? ']' : '}');
  const sign = text[at] ?? '';
  if (sign === ',') return words('extra-comma', characterAt(text, at), 'A value is expected before this comma.');
  if (sign === ']' || sign === '}')
    return words('extra-bracket', characterAt(text, at), `No bracket is open that ${sign} could close. Delete it.`);
  if (sign === ':' && open !== undefined)
    return words('quote', wordAt(text, at), 'Between brackets a text cannot begin with a colon. Put quotes around it.');
  return words('value', wordAt(text, at), 'A value is expected here.');
}

function outOfLine(text: string, { code, at }: Refusal): Words {
  const sign = text[at] ?? '';
  const before = text.slice(lineStart(text, at), at);
  if (sign === ']' || sign === '}')
    return words('extra-bracket', characterAt(text, at), `No bracket is open that ${sign} could close. Delete it.`);
  if (before.trim() !== '')
    return words(
      'extra-text',
      restOfLine(text, at),
      'The value before this is complete. Delete the rest of the line, or put all of it in quotes.',
    );
  const expected = code === 'expected-item' ? 'a list item, a dash and a space,' : 'a key';
  return words(
    'indentation',
    wordAt(text, at),
    `At this indentation ${expected} is expected. Check how deep the line is indented.`,
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

/** From the offset to the end of its line, without blanks and comment. */
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
