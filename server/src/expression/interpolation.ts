/** The one grammar of `$[[ … ]]`: a value, and functions behind `|`, read as GitLab reads it. */
import { span, type Span } from '../text/span.ts';

/** A word of a block; spans are offsets in the text around it. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** What follows a `|`. */
interface Call extends Word {
  /** Up to its bracket. */
  readonly name: Word;
}

/** One `$[[ … ]]` of a text. */
export interface Interpolation {
  /** With its brackets. */
  readonly span: Span;
  readonly text: string;
  /** What is in front of the first `|`, such as `inputs.name[0]`. */
  readonly access: Word;
  /** Its parts between dots; what follows the fourth dot is one part. */
  readonly path: readonly Word[];
  readonly calls: readonly Call[];
}

const MOST_PARTS = 5;

/** In their order. What is not closed, or goes on behind a line break, is plain text to GitLab and not among them. */
export function parseInterpolations(text: string): readonly Interpolation[] {
  const found: Interpolation[] = [];
  const next = { close: finder(text, ']]'), line: finder(text, '\n') };
  let open = text.indexOf('$[[');
  while (open >= 0) {
    const data = dataAt(text, open + 3, next);
    if (data === 'none') break;
    if (data) found.push(readBlock(text, open, data));
    open = text.indexOf('$[[', data ? data.close + 2 : open + 1);
  }
  return found;
}

type Finder = (from: number) => number;

/** Remembers the last answer, so that a text is not searched once for every bracket. */
function finder(text: string, sign: string): Finder {
  let known = -1;
  return from => {
    if (known < from) known = text.indexOf(sign, from);
    if (known < 0) known = Infinity;
    return known;
  };
}

interface Data extends Span {
  readonly close: number;
}

/**
 * What stands between the brackets, blanks aside: two characters at least, on one line. GitLab's pattern for it is
 * `\$\[\[\s*(\S.*?\S)\s*\]\]`.
 */
function dataAt(
  text: string,
  from: number,
  next: { readonly close: Finder; readonly line: Finder },
): Data | 'none' | undefined {
  let start = from;
  while (isBlank(text[start])) start++;
  const least = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) + 1;
  let close = next.close(least);
  let end = trimmedEnd(text, start, close);
  if (end < least && close !== Infinity) {
    close = text.indexOf(']]', close + 1);
    if (close < 0) return undefined;
    end = trimmedEnd(text, start, close);
  }
  if (close === Infinity) return 'none';
  return next.line(start) < end ? undefined : { start, end, close };
}

function trimmedEnd(text: string, start: number, close: number): number {
  if (close === Infinity) return -1;
  let end = close;
  while (end > start && isBlank(text[end - 1])) end--;
  return end;
}

/** The blanks of RE2. */
function isBlank(sign: string | undefined): boolean {
  return sign !== undefined && '\t\n\f\r '.includes(sign);
}

function readBlock(text: string, open: number, { start, end, close }: Data): Interpolation {
  const parts = split(text, span(start, end), '|').map(part => trimmed(text, part));
  // As in Ruby, nothing comes of bars at the end.
  while (parts.length > 1 && parts.at(-1)?.text === '') parts.pop();
  const [access = wordOf(text, span(start, start)), ...calls] = parts;
  return {
    span: span(open, close + 2),
    text: text.slice(open, close + 2),
    access,
    path: split(text, access.span, '.', MOST_PARTS).map(part => wordOf(text, part)),
    calls: calls.map(call => ({ ...call, name: nameOf(text, call) })),
  };
}

function nameOf(text: string, { text: call, span: { start } }: Word): Word {
  const [name = ''] = /^[^\s(]*/.exec(call) ?? [];
  return wordOf(text, span(start, start + name.length));
}

function split(text: string, { start, end }: Span, sign: string, most = Infinity): readonly Span[] {
  const parts: Span[] = [];
  let from = start;
  while (parts.length < most - 1) {
    const at = text.indexOf(sign, from);
    if (at < 0 || at >= end) break;
    parts.push(span(from, at));
    from = at + 1;
  }
  return [...parts, span(from, end)];
}

function trimmed(text: string, { start, end }: Span): Word {
  const part = text.slice(start, end);
  const lead = part.length - part.trimStart().length;
  return wordOf(text, span(start + lead, start + lead + part.trim().length));
}

function wordOf(text: string, at: Span): Word {
  return { text: text.slice(at.start, at.end), span: at };
}
