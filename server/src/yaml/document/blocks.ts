/** Cuts a piece of a file into its top-level entries, judging only by the lines at column 0. */
import type { Readable } from '../../text/edited-text.ts';
import { shift, span, type Span } from '../../text/span.ts';
import { parseStrict } from '../libyaml/strict.ts';
import { memberCuts, type Cut } from './members.ts';

export interface Cuts {
  /** One span per block; together they cover the piece up to `end`. */
  readonly blocks: readonly Cut[];
  /** Where YAML's document ends; GitLab ignores what follows. */
  readonly end: number;
  /** Only of a root that is read as a whole before it is cut. */
  readonly isValid?: boolean;
}

/** Any line end of libyaml, including a lone CR and the Unicode breaks; then a line that begins an entry. */
const NEXT_ENTRY =
  /(?:\r\n|[\n\r\u0085\u2028\u2029])(?=[^])(?![ \t#,\]}|>\ufeff\n\r\u0085\u2028\u2029]|[-:](?:[ \t\n\r\u0085\u2028\u2029]|$)|([<=])\1{6}(?:[ \n\r]|$))/g;
/** The same at the start of a text. */
const ENTRY = /^(?![ \t#,\]}|>\ufeff\n]|[-:](?:[ \t\n]|$))./;
const MARKER = /^(?:---|\.\.\.)(?:[ \t\n\r\u0085\u2028\u2029]|$)/;
const EXPLICIT_KEY = /^\?(?:[ \t\n\r\u0085\u2028\u2029]|$)/;
/** A root that is not a block mapping, or whose properties are alone on a line, cannot be cut. */
const WHOLE =
  /^(?:[[{|>%]|[-?](?:[ \t\n\r]|$)|(?=[!&])(?:[!&][^ \t\n\r]*[ \t]+)*(?:[!&][^ \t\n\r]*[ \t]*)?(?:#.*)?(?:[\n\r]|$)|(?:[!&][^ \t\n\r]*[ \t]+)+[[{|>]|---|\.\.\.(?:[ \t\n\r]|$))/;
/** A `---` that only starts the document. */
const START = /^---[ \t]*(?:#.*)?[\n\r]+/;
const CONFLICT_BEGINS = /^<{7}(?= |\r?$)/gm;
const CONFLICT_ENDS = /^>{7}(?: .*|\r?)$/gm;

/** Cuts one piece; comments and continuation lines at column 0 stay with the entry before them. */
export function cutBlocks(text: string, piece: Span): Cuts {
  const source = text.slice(piece.start, piece.end);
  const first = firstContent(source, 0);
  const content = firstContent(source, first + (START.exec(source.slice(first, first + 500))?.[0].length ?? 0));
  const { starts, end } = entryStarts(source, content);
  const whole =
    WHOLE.test(source.slice(content, content + 500)) || starts.some(at => EXPLICIT_KEY.test(source.slice(at, at + 2)));
  if (whole) return cutRoot(source.slice(0, end), piece.start);
  const cuts = [0, ...outsideConflicts(source, starts), end];
  const blocks = cuts.slice(1).map((to, index) => span(piece.start + (cuts[index] ?? 0), piece.start + to));
  return { blocks, end: piece.start + end };
}

/** The entries of a root in brackets, or all of the root; text after it is ignored. */
function cutRoot(source: string, start: number): Cuts {
  const read = parseStrict(source);
  const end = 'composed' in read ? read.composed.end : source.length;
  const members = memberCuts(source, read)?.map(({ frame, ...at }) => ({ ...shift(start, at), frame }));
  return { blocks: members ?? [span(start, start + end)], end: start + end, isValid: 'composed' in read };
}

/** Cuts a part that begins and ends with an entry of a piece; `undefined` if it contains more than entries. */
export function cutAgain(text: Readable, at: Span): readonly Span[] | undefined {
  const source = text.slice(at.start, at.end);
  if (!ENTRY.test(source) || /^(?:---|\.\.\.|\?|[<=>|]{7})/m.test(source) || source.includes('\u0085'))
    return undefined;
  const { starts } = entryStarts(source, 0);
  const cuts = [0, ...starts, source.length];
  return cuts.slice(1).map((to, index) => span(at.start + (cuts[index] ?? 0), at.start + to));
}

/** The offset of the first line that is neither blank nor a comment. */
function firstContent(source: string, from: number): number {
  const line = /[ \t]*(?:#[^\n\r\u0085\u2028\u2029]*)?(?:\r\n|[\n\r\u0085\u2028\u2029]|$)/y;
  line.lastIndex = from === 0 && source.startsWith('\ufeff') ? 1 : from;
  let at = line.lastIndex;
  while (at < source.length && line.test(source)) at = line.lastIndex;
  return at;
}

function entryStarts(source: string, from: number): { readonly starts: readonly number[]; readonly end: number } {
  const starts: number[] = [];
  NEXT_ENTRY.lastIndex = from;
  for (let found = NEXT_ENTRY.exec(source); found; found = NEXT_ENTRY.exec(source)) {
    const start = found.index + found[0].length;
    if (MARKER.test(source.slice(start, start + 4))) return { starts, end: start };
    starts.push(start);
  }
  return { starts, end: source.length };
}

/** The two sides of a merge conflict stay in one block, so that the conflict is one problem. */
function outsideConflicts(source: string, starts: readonly number[]): readonly number[] {
  if (!source.includes('<<<<<<<')) return starts;
  const conflicts = conflictsIn(source);
  let next = 0;
  return starts.filter(at => {
    while ((conflicts[next]?.end ?? Infinity) <= at) next++;
    return at < (conflicts[next]?.start ?? Infinity);
  });
}

/** In one go, since there may be thousands that never end. */
function conflictsIn(source: string): readonly Span[] {
  const found: Span[] = [];
  let from = 0;
  for (;;) {
    CONFLICT_BEGINS.lastIndex = from;
    const begin = CONFLICT_BEGINS.exec(source);
    CONFLICT_ENDS.lastIndex = CONFLICT_BEGINS.lastIndex;
    const end = begin && CONFLICT_ENDS.exec(source);
    if (!end) return found;
    from = CONFLICT_ENDS.lastIndex;
    found.push(span(begin.index, from));
  }
}
