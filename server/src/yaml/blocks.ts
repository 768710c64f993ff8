/** A piece of a file becomes its top-level entries, by the look of the lines at column 0 alone. */
import { span, type Span } from '../text/span.ts';

export interface Cuts {
  /** One span a block; together they cover the piece up to `end`. */
  readonly blocks: readonly Span[];
  /** Where YAML's document ends; GitLab ignores what follows. */
  readonly end: number;
}

/** libyaml ends lines at these, lone CR and the three Unicode breaks included. */
const BREAK = '\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]';
const NOT_AN_ENTRY = '(?![ \\t#,\\]}\\n\\r\\u0085\\u2028\\u2029]|[-:](?:[ \\t\\n\\r\\u0085\\u2028\\u2029]|$))';
const NEXT_ENTRY = new RegExp(`(?:${BREAK})${NOT_AN_ENTRY}(?=[^])`, 'g');
const FIRST_LINE = new RegExp(`^\\ufeff?(?:(?:[ \\t]*(?:#[^\\n\\r\\u0085\\u2028\\u2029]*)?(?:${BREAK}))*)`);
const MARKER = /^(?:---|\.\.\.)(?=[ \t\n\r\u0085\u2028\u2029]|$)/;
/** A root that is no block mapping, or whose properties stand alone, cannot be cut. */
const WHOLE = /^(?:[ \t[{|>%]|[-?:](?:[ \t\n\r\u0085\u2028\u2029]|$)|(?:[!&][^ \t\n\r]*[ \t]*)+(?:#.*)?[\n\r]|---)/;

/** Cuts one piece; comments and continuation lines at column 0 stay with the entry before them. */
export function cutBlocks(text: string, piece: Span): Cuts {
  const source = text.slice(piece.start, piece.end);
  const first = FIRST_LINE.exec(source)?.[0].length ?? 0;
  const starts: number[] = [];
  let end = source.length;
  let whole = WHOLE.test(source.slice(first));
  NEXT_ENTRY.lastIndex = first;
  for (let found = NEXT_ENTRY.exec(source); found; found = NEXT_ENTRY.exec(source)) {
    const start = found.index + found[0].length;
    const line = source.slice(start, start + 4);
    if (MARKER.test(line)) {
      end = start;
      break;
    }
    if (/^\?(?:[ \t\n\r]|$)/.test(line)) whole = true;
    starts.push(start);
  }
  const cuts = [0, ...(whole ? [] : starts), end];
  const blocks = cuts.slice(1).map((to, index) => span(piece.start + (cuts[index] ?? 0), piece.start + to));
  return { blocks, end: piece.start + end };
}
