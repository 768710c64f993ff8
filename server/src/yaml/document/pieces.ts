/** Cuts a file into documents as GitLab does: by a pattern, before any YAML is read. */
import { span, type Span } from '../../text/span.ts';

/** Ruby's `^---\s+`: JavaScript's `^` and `\s` match more. */
const CUT = /(?<![^\n])---[ \t\r\n\f\v]+/g;

/** GitLab makes at most two cuts; the rest stays in the last piece. */
const MOST_PIECES = 3;

/** The one to three spans between the cuts, without the separators. */
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
