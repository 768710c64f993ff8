/** Parses `$[[ … ]]` as GitLab does, closed or not: a value, then functions after each `|`. */
import { span, type Span } from '../text/span.ts';

/** A word of a block; its span is relative to the text around the block. */
export interface InterpolationWord {
  readonly text: string;
  readonly span: Span;
}

/** A function after a `|`. */
interface Call extends InterpolationWord {
  /** The name, up to the opening bracket. */
  readonly name: InterpolationWord;
}

/** One `$[[ … ]]` in a text. */
export interface Interpolation {
  /** Including the brackets. */
  readonly span: Span;
  readonly text: string;
  /** The part before the first `|`, such as `inputs.name[0]`. */
  readonly access: InterpolationWord;
  /** Its parts between dots; everything after the fourth dot is one part. */
  readonly path: readonly InterpolationWord[];
  readonly calls: readonly Call[];
}

/** A `$[[` with the rest of its line, up to `]]` or, where that is missing, as far as it can reach. */
export interface OpenInterpolation extends Interpolation {
  readonly closed: boolean;
}

const MOST_PARTS = 5;

/** The closed blocks in their order. To GitLab, a block that is not closed or contains a line break is plain text. */
export function parseInterpolations(text: string): readonly Interpolation[] {
  const found: Interpolation[] = [];
  const next = { close: finder(text, ']]'), line: finder(text, '\n') };
  let open = text.indexOf('$[[');
  while (open >= 0) {
    const data = dataAt(text, open + 3, next);
    if (data === 'none') break;
    if (data) found.push(readBlock(text, span(open, data.close + 2), data));
    open = text.indexOf('$[[', data ? data.close + 2 : open + 1);
  }
  return found;
}

/** Every `$[[` of a text in order, whatever follows it; one at a time, since a text may be nothing else. */
export function* openInterpolations(text: string): Iterable<OpenInterpolation> {
  const next = { close: finder(text, ']]'), line: finder(text, '\n'), open: finder(text, '$[[') };
  for (let open = text.indexOf('$[['); open >= 0; open = text.indexOf('$[[', open + 3)) {
    const inside = open + 3;
    const close = next.close(inside);
    // Line breaks next to the brackets count as blanks.
    const line = next.line(Math.min(skipBlanks(text, inside), text.length));
    const isOnLine = close < line || skipBlanks(text, line) === close;
    const closed = close < next.open(inside) && isOnLine;
    const end = closed ? close : Math.min(text.length, line, next.open(inside));
    yield { ...readBlock(text, span(open, closed ? end + 2 : end), span(inside, end)), closed };
  }
}

function skipBlanks(text: string, from: number): number {
  let start = from;
  while (isBlank(text[start])) start++;
  return start;
}

type Finder = (from: number) => number;

/** Remembers the last result, so that a text is not searched again for every bracket. */
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
 * The content between the brackets without outer blanks: at least two characters, on one line. GitLab's pattern for it
 * is
 * `\$\[\[\s*(\S.*?\S)\s*\]\]`.
 */
function dataAt(
  text: string,
  from: number,
  next: { readonly close: Finder; readonly line: Finder },
): Data | 'none' | undefined {
  const start = skipBlanks(text, from);
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

/** White space as RE2's `\s` defines it. */
function isBlank(sign: string | undefined): boolean {
  return sign !== undefined && '\t\n\f\r '.includes(sign);
}

function readBlock(text: string, whole: Span, { start, end }: Span): Interpolation {
  const parts = split(text, span(start, end), '|').map(part => trimmed(text, part));
  // As with Ruby's `split`, trailing separators yield no parts.
  while (parts.length > 1 && parts.at(-1)?.text === '') parts.pop();
  const [access = wordOf(text, span(start, start)), ...calls] = parts;
  return {
    span: whole,
    text: text.slice(whole.start, whole.end),
    access,
    path: split(text, access.span, '.', MOST_PARTS).map(part => wordOf(text, part)),
    calls: calls.map(call => ({ ...call, name: nameOf(text, call) })),
  };
}

function nameOf(text: string, { text: call, span: { start } }: InterpolationWord): InterpolationWord {
  const [name = ''] = /^[^\s(]*/.exec(call) ?? [];
  return wordOf(text, span(start, start + name.length));
}

function split(text: string, { start, end }: Span, sign: string, most = Infinity): readonly Span[] {
  const parts: Span[] = [];
  // The text after it is not searched either.
  const whole = text.slice(start, end);
  let from = 0;
  while (parts.length < most - 1) {
    const at = whole.indexOf(sign, from);
    if (at < 0) break;
    parts.push(span(start + from, start + at));
    from = at + 1;
  }
  return [...parts, span(start + from, end)];
}

function trimmed(text: string, { start, end }: Span): InterpolationWord {
  const part = text.slice(start, end);
  const lead = part.length - part.trimStart().length;
  return wordOf(text, span(start + lead, start + lead + part.trim().length));
}

function wordOf(text: string, at: Span): InterpolationWord {
  return { text: text.slice(at.start, at.end), span: at };
}
