/** Parses TOML without the lines that are not valid, so that a half-typed line costs only what it says. */
import { parseTOML, type AST } from 'toml-eslint-parser';
import type { Span } from '../text/span.ts';

export interface Parsed {
  /** Missing if even without the worst lines it is not TOML. */
  readonly tree: AST.TOMLTopLevelTable | undefined;
  /** The first syntax error, if any. */
  readonly fault?: SyntaxFault;
  /** What was left out in order to read the rest. */
  readonly skipped: readonly Span[];
}

export interface SyntaxFault {
  readonly at: Span;
  /** The message of the parser without its full stop. */
  readonly message: string;
}

/** Every line that is left out requires parsing again. */
const MOST_SKIPPED = 25;

export function parse(text: string): Parsed {
  const lines = linesIn(text);
  const skipped: Span[] = [];
  let rest = text;
  let fault: SyntaxFault | undefined;
  while (skipped.length <= MOST_SKIPPED) {
    const read = attempt(rest);
    if ('tree' in read) return { tree: read.tree, skipped, ...(fault && { fault }) };
    fault ??= faultIn(read, lines);
    const broken = brokenLines(rest, lines, read);
    if (!broken) break;
    skipped.push(broken);
    rest = blanked(rest, broken);
  }
  return { tree: undefined, skipped, ...(fault && { fault }) };
}

interface Refusal {
  readonly message: string;
  readonly index: number;
}

function attempt(text: string): { readonly tree: AST.TOMLTopLevelTable } | Refusal {
  try {
    // the newest TOML version accepts everything that older ones do; which one a runner reads depends on its own version
    return { tree: parseTOML(text, { tomlVersion: '1.1' }).body[0] };
  } catch (error) {
    const { index } = error as { readonly index?: unknown };
    if (typeof index !== 'number') throw error;
    return { message: error instanceof Error ? error.message : String(error), index: Math.min(index, text.length) };
  }
}

/** Where the fault is shown: the rest of its line, or the whole line before if that was not finished. */
function faultIn(refusal: Refusal, lines: readonly Line[]): SyntaxFault {
  const line = lines[lineOf(refusal, lines)];
  const message = refusal.message.replace(/\.$/, '');
  if (!line) return { at: { start: refusal.index, end: refusal.index }, message };
  const { start, end } = contentOf(line);
  const from = refusal.index > start && refusal.index < end ? refusal.index : start;
  return { at: { start: from, end }, message };
}

interface Line extends Span {
  readonly text: string;
}

function linesIn(text: string): readonly Line[] {
  return [...text.matchAll(/[^\r\n]*(?:\r\n|[\r\n]|$)/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
    text: line.replace(/[\r\n]+$/, ''),
  }));
}

function contentOf({ start, text }: Line): Span {
  return { start: start + (text.length - text.trimStart().length), end: start + text.trimEnd().length };
}

/** A missing value or key is noticed only at the next line. */
const UNFINISHED = /equals sign|Expected equal|Unspecified|Unterminated|newline/i;

function lineOf({ index, message }: Refusal, lines: readonly Line[]): number {
  const found = lines.findLastIndex(({ start }) => start <= index);
  const line = lines[found];
  const isAtStart = line !== undefined && line.text.slice(0, index - line.start).trim() === '';
  if (!isAtStart || !(UNFINISHED.test(message) || line.text.trim() === '')) return found;
  const before = lines.findLastIndex(({ text }, at) => at < found && text.trim() !== '');
  return before < 0 ? found : before;
}

/** The lines that a fault makes useless: its own and, after a broken header, everything that would belong to it. */
function brokenLines(text: string, lines: readonly Line[], refusal: Refusal): Span | undefined {
  const now = lines.map(line => ({ ...line, text: text.slice(line.start, line.end).replace(/[\r\n]+$/, '') }));
  const at = unclosedAbove(now, lineOf(refusal, now));
  const first = now[at];
  if (!first || first.text.trim() === '') return undefined;
  if (!/^\s*\[/.test(first.text)) return contentOf(first);
  const next = now.findIndex((line, index) => index > at && /^\s*\[/.test(line.text));
  const last = next < 0 ? now.length - 1 : next - 1;
  return { start: first.start, end: now[last]?.end ?? first.end };
}

/** A list that was never closed swallows what follows it, so it is the line to leave out. */
function unclosedAbove(lines: readonly Line[], at: number): number {
  for (let index = at; index >= 0 && at - index < FARTHEST; index--) {
    const { text } = lines[index] ?? { text: '' };
    if (index < at && /^\s*\],?\s*(?:#.*)?$/.test(text)) return at;
    if (!/^[^#=[\]]+=\s*\[[^\]]*$/.test(text)) continue;
    const between = lines.slice(index + 1, at + 1);
    return between.some(line => /^\s*(?:\[\[?\s*[\w"'][^\]]*\]|[\w."'-]+\s*=)/.test(line.text)) ? index : at;
  }
  return at;
}

/** For how many lines a list may have been open. */
const FARTHEST = 100;

/** The same text with the range replaced by blanks, so that everything else keeps its place. */
function blanked(text: string, { start, end }: Span): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}
