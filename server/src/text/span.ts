/**
 * Positions in a text. The core uses UTF-16 offsets only; lines and characters exist in `lsp/convert.ts` and the
 * command line.
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Uri = string;

/** A part of a document that knows its text but not its offset, so that it stays valid when other parts are edited. */
export interface TextBlock {
  readonly text: string;
}

/** A span inside a block of a file: how the core remembers where something is written. */
export interface Place {
  readonly uri: Uri;
  readonly block: TextBlock;
  /** Relative to the start of the block. */
  readonly span: Span;
}

/** A replacement of text; `span` is absolute in the document and refers to the text before any of the changes. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

export function shift(by: number, at: Span): Span {
  return { start: at.start + by, end: at.end + by };
}

/** Whether the offset touches the span; both ends count, as with a cursor next to a word. */
export function touches(at: Span, offset: number): boolean {
  return at.start <= offset && offset <= at.end;
}

/** Whether the spans overlap or have an end in common. */
export function overlap(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** How many of the parts, which are in the order of the text, begin at the offset or before; there may be thousands. */
export function countBegun(parts: readonly { readonly span: Span }[], offset: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Applies changes that do not overlap; the order in which they are given does not matter. The text is put together once,
 * however many changes there are.
 */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const fromTheEnd = [...changes].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  const parts: string[] = [];
  let rest = text.length;
  for (const { span: at, text: by } of fromTheEnd) {
    parts.push(text.slice(at.end, Math.max(at.end, rest)), by);
    rest = Math.min(rest, at.start);
  }
  parts.push(text.slice(0, rest));
  return parts.reverse().join('');
}
