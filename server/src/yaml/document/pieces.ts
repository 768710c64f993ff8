/** GitLab's own cut of a file into documents, made by a pattern before any YAML is read. */
import { span, type Span } from '../../text/span.ts';

/** Ruby's `^---\s+`: JavaScript's `^` and `\s` match more. */
const CUT = /(?<![^\n])---[ \t\r\n\f\v]+/g;

/** GitLab makes two cuts at most; what follows stays in the last piece. */
const MOST_PIECES = 3;

/** The spans between the cuts, separators left out: one to three. */
export function cutPieces(text: string): readonly Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (const { index, 0: separator } of text.matchAll(CUT)) {
    pieces.push(span(start, index));
    start = index + separator.length;
    if (pieces.length === MOST_PIECES - 1) break;
  }
  return [...pieces, span(start, text.length)];
}
