/**
 * Finds out where an offset of a `config.toml` is, also in half-typed text: each line of TOML can be read by itself.
 */
import type { Span } from '../text/span.ts';
import { lineEnd, lineStart } from '../yaml/lines.ts';

export interface TomlCursor {
  /** `header`: between the brackets of a table; `none`: in a comment, or where nothing of ours is possible. */
  readonly slot: 'header' | 'key' | 'value' | 'none';
  /** The names of the tables and keys around the offset, from the top. */
  readonly path: readonly string[];
  /** The whole name or value at the offset. */
  readonly word: Span;
  /** Whether nothing else is on the rest of the line, so that there is room for more than a word. */
  readonly alone: boolean;
  /** Whether the word is between braces or brackets of a value. */
  readonly inline: boolean;
}

export function tomlCursor(text: string, offset: number): TomlCursor {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const line = text.slice(start, end);
  const at = offset - start;
  const comment = commentStart(line);
  const none: TomlCursor = {
    slot: 'none',
    path: [],
    word: { start: offset, end: offset },
    alone: false,
    inline: false,
  };
  if (comment >= 0 && at > comment) return none;
  const bare = comment < 0 ? line : line.slice(0, comment);
  const begun = arrayBegunAbove(text, start);
  if (begun) return { ...none, path: begun };
  if (/^\s*\[/.test(bare)) return inHeader(bare, at, start, offset);
  return inPair({ line: bare, at, start }, tableAbove(text, start), none);
}

function inHeader(line: string, at: number, start: number, offset: number): TomlCursor {
  const [brackets = ''] = /^\s*\[\[?/.exec(line) ?? [];
  const inside = /^[^\]]*/.exec(line.slice(brackets.length))?.[0] ?? '';
  const closes = brackets.length + inside.length;
  const word = wordAround(line, at, brackets.length, closes);
  const path = namesIn(line.slice(brackets.length, word.start));
  const isInside = at >= brackets.length && at <= closes;
  const alone =
    line
      .slice(closes)
      .replace(/^\]{0,2}/, '')
      .trim() === '';
  const span = shifted(word, start);
  return {
    slot: isInside ? 'header' : 'none',
    path,
    word: isInside ? span : { start: offset, end: offset },
    alone,
    inline: false,
  };
}

interface InLine {
  readonly line: string;
  readonly at: number;
  /** Where the line begins. */
  readonly start: number;
}

function inPair({ line, at, start }: InLine, table: readonly string[], none: TomlCursor): TomlCursor {
  const equals = equalsIn(line);
  if (equals < 0 || at <= equals) {
    const limit = equals < 0 ? line.length : equals;
    const word = wordAround(line, at, 0, line.slice(0, limit).trimEnd().length < at ? at : limit);
    const path = [...table, ...namesIn(line.slice(0, word.start))];
    const alone = line.slice(0, word.start).trim() === '' && line.slice(word.end).trim() === '';
    return { ...none, slot: 'key', path, word: shifted(word, start), alone };
  }
  return inValue({ line, at, start }, equals + 1, [...table, ...namesIn(line.slice(0, equals))], none);
}

/** Walks through the value up to the offset, in and out of its braces. */
function inValue({ line, at, start }: InLine, from: number, path: readonly string[], none: TomlCursor): TomlCursor {
  const open: {
    readonly kind: '{' | '[';
    readonly path: readonly string[];
    from: number;
    key: readonly string[] | undefined;
  }[] = [];
  let begin = from;
  let here = path;
  for (let index = from; index < at; index++) {
    const sign = line.charAt(index);
    const inner = open.at(-1);
    if (sign === '"' || sign === "'") index = quoteEnd(line, index, at);
    else if (sign === '{' || sign === '[') {
      open.push({ kind: sign, path: here, from: index + 1, key: undefined });
      begin = index + 1;
    } else if (sign === '}' || sign === ']') here = open.pop()?.path ?? path;
    else if (sign === ',' && inner) {
      inner.key = undefined;
      begin = index + 1;
      here = inner.path;
    } else if (sign === '=' && inner?.kind === '{') {
      inner.key = namesIn(line.slice(begin, index));
      here = [...inner.path, ...inner.key];
      begin = index + 1;
    }
  }
  const inner = open.at(-1);
  const isKey = inner?.kind === '{' && !inner.key;
  const rest = line.slice(begin);
  const blank = rest.length - rest.trimStart().length;
  const word = isKey ? wordAround(line, at, begin, line.length) : valueAround(line, Math.min(begin + blank, at), at);
  return {
    ...none,
    slot: isKey ? 'key' : 'value',
    path: here,
    word: shifted(word, start),
    inline: inner !== undefined,
  };
}

function quoteEnd(line: string, index: number, limit: number): number {
  const quote = line.charAt(index);
  for (let end = index + 1; end < limit; end++) {
    if (line.charAt(end) === '\\' && quote === '"') end++;
    else if (line.charAt(end) === quote) return end;
  }
  return limit;
}

function valueAround(line: string, begin: number, at: number): Span {
  const quote = /^["']/.exec(line.slice(begin))?.[0];
  if (quote !== undefined) {
    const end = quoteEnd(line, begin, line.length);
    return { start: begin, end: Math.max(at, Math.min(line.length, end + (end < line.length ? 1 : 0))) };
  }
  const rest = /^[^,\]}\s]*/.exec(line.slice(begin))?.[0].length ?? 0;
  return { start: begin, end: Math.max(at, begin + rest) };
}

/** The name that touches the offset, including its quotes. */
function wordAround(line: string, at: number, from: number, to: number): Span {
  const inside = Math.max(from, Math.min(at, to));
  const before = /["']?[\w-]*$/.exec(line.slice(from, inside))?.[0].length ?? 0;
  const behind = /^[\w-]*["']?/.exec(line.slice(inside, to))?.[0].length ?? 0;
  return { start: inside - before, end: inside + behind };
}

function namesIn(keys: string): readonly string[] {
  return [...keys.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g)].map(
    ([, basic, literal, bare]) => basic ?? literal ?? bare ?? '',
  );
}

/** The table of the nearest header above. */
function tableAbove(text: string, start: number): readonly string[] {
  const above = text.slice(0, start).split(/\r\n|[\r\n]/);
  const header = above.findLast(line => HEADER.test(line));
  return namesIn(HEADER.exec(header ?? '')?.[1] ?? '');
}

/** Also half-typed, without its brackets or with a dot at the end. Two parts of it never match the same text. */
const HEADER =
  /^\s*\[\[?\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:(?:\s*\.\s*|\s+)(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*(?:\.\s*)?(?:\]\]?\s*)?(?:#.*)?$/;

/** The key whose list is still open at the beginning of a line, with no header in between. */
function arrayBegunAbove(text: string, start: number): readonly string[] | undefined {
  const lines = text
    .slice(0, start)
    .split(/\r\n|[\r\n]/)
    .slice(0, -1);
  for (let index = lines.length - 1, closed = 0; index >= 0 && lines.length - index < FARTHEST; index--) {
    const line = lines[index] ?? '';
    const equals = equalsIn(line);
    const value = line.slice(equals + 1).replace(/"(?:\\.|[^"\\])*"|'[^']*'|#.*/g, '');
    if (equals < 0 && HEADER.test(line) && !/^\s*\[\s*["']/.test(line)) return undefined;
    closed += value.split(']').length - value.split('[').length;
    if (equals >= 0) return closed < 0 ? namesIn(line.slice(0, equals)) : undefined;
  }
  return undefined;
}

/** How many lines of a list are looked at. */
const FARTHEST = 200;

function equalsIn(line: string): number {
  const plain = line.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, quoted => ' '.repeat(quoted.length));
  const [, before] = /^([^=#[\]{}]*)=/.exec(plain) ?? [];
  return before === undefined ? -1 : before.length;
}

function commentStart(line: string): number {
  return line.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, quoted => ' '.repeat(quoted.length)).indexOf('#');
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
