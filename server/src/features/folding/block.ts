/** The folding ranges of one block, relative to it. */
import { span, type Span } from '../../text/span.ts';
import { lineAfter, lineStart } from '../../yaml/lines.ts';
import type { Block, Node } from '../../yaml/tree.ts';
import { inOrder, type Fold } from './fold.ts';

/** A line that begins or ends a region, as editors know them from other languages. */
export interface RegionMark {
  readonly kind: 'begin' | 'end';
  /** From the `#` of the comment to the end of its line. */
  readonly span: Span;
}

export interface BlockFolds {
  readonly folds: readonly Fold[];
  readonly marks: readonly RegionMark[];
}

/** The folding ranges and region marks of a block; one that cannot be parsed folds as a whole. */
export function foldsIn({ text, root }: Block): BlockFolds {
  const { folds, texts } = partsOf(text, root);
  const { runs, marks } = commentsOf(text, texts);
  return { folds: inOrder([...longestOfLine(text, root ? folds : wholeOf(text)), ...runs]), marks };
}

function partsOf(
  text: string,
  root: Node | undefined,
): { readonly folds: readonly Fold[]; readonly texts: readonly Span[] } {
  const folds: Fold[] = [];
  const texts: Span[] = [];
  const add = (start: number, node: Node): void => {
    if (!hasBreak(text, span(start, node.span.end))) return;
    const end = contentEnd(text, node);
    if (hasBreak(text, span(start, end))) folds.push({ span: span(start, end), kind: 'structure' });
  };
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') texts.push(node.span);
    if (node.kind === 'map')
      for (const { key, value } of node.pairs) {
        if (!value) continue;
        add(key.span.start, value);
        visit(value);
      }
    if (node.kind === 'list')
      for (const item of node.items) {
        add(dashBefore(text, item), item);
        visit(item);
      }
  };
  if (root) visit(root);
  return { folds, texts };
}

/** The end of the last hidden line: a bracket on a line of its own stays visible. */
function contentEnd(text: string, node: Node): number {
  const end = node.span.start + text.slice(node.span.start, node.span.end).trimEnd().length;
  const isFlow = (node.kind === 'map' || node.kind === 'list') && node.flow;
  const line = lineStart(text, end);
  return isFlow && /^[ \t]*[\]}]$/.test(text.slice(line, end)) ? text.slice(0, line).trimEnd().length : end;
}

/** An item folds from its dash, which may be on a line before it. */
function dashBefore(text: string, { span: { start } }: Node): number {
  let at = start - 1;
  while (at >= 0 && /\s/.test(text.charAt(at))) at--;
  return text[at] === '-' ? at : start;
}

function hasBreak(text: string, { start, end }: Span): boolean {
  return /[\r\n]/.test(text.slice(start, end));
}

function wholeOf(text: string): readonly Fold[] {
  const first = text.search(/[^\s#](?<=^[ \t]*[^\s#])/m);
  const at = span(first, text.trimEnd().length);
  return first >= 0 && hasBreak(text, at) ? [{ span: at, kind: 'structure' }] : [];
}

/** Comments on consecutive lines of their own fold together; text inside `texts` is no comment. */
function commentsOf(
  text: string,
  texts: readonly Span[],
): { readonly runs: readonly Fold[]; readonly marks: readonly RegionMark[] } {
  const runs: Fold[] = [];
  const marks: RegionMark[] = [];
  let run: Span | undefined;
  const endRun = (): void => {
    if (run && hasBreak(text, run)) runs.push({ span: run, kind: 'comment' });
    run = undefined;
  };
  for (const at of commentLines(text, texts)) {
    const mark = markOf(text, at);
    if (mark) marks.push(mark);
    if (mark || (run && lineAfter(text, run.end) !== lineStart(text, at.start))) endRun();
    if (!mark) run = span(run?.start ?? at.start, at.end);
  }
  endRun();
  return { runs, marks };
}

/** Comments on lines of their own, from the `#` to the end of the line. */
function* commentLines(text: string, texts: readonly Span[]): Generator<Span, void> {
  let next = 0;
  for (const { index, 0: found } of text.matchAll(/#(?<=^[ \t]*#).*$/gm)) {
    while ((texts[next]?.end ?? Infinity) <= index) next++;
    if ((texts[next]?.start ?? Infinity) > index) yield span(index, index + found.length);
  }
}

function markOf(text: string, at: Span): RegionMark | undefined {
  const word = /^#[ \t]*(end)?region(?![\w:-])/.exec(text.slice(at.start, at.end));
  return word ? { kind: word[1] === undefined ? 'begin' : 'end', span: at } : undefined;
}

/** Editors fold from a line on, so an item hides more than the first key in it. */
function longestOfLine(text: string, all: readonly Fold[]): readonly Fold[] {
  const byLine = new Map<number, Fold>();
  for (const fold of all) {
    const line = lineStart(text, fold.span.start);
    const other = byLine.get(line);
    if (!other || other.span.end < fold.span.end) byLine.set(line, fold);
  }
  return [...byLine.values()];
}
