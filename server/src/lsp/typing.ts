/** What a person is still typing: the lines on which a new problem would only be noise. */
import type { TextChange } from '../text/span.ts';

/** A text by its lines, without their line breaks. */
export interface LineReader {
  lineAt(offset: number): number;
  line(index: number): string;
}

/**
 * The lines on which new problems wait after these edits: those being typed on, and the keys above them whose value
 * they are, since a mapping that is only begun always lacks something.
 */
export function unfinishedLines(lines: LineReader, edits: readonly TextChange[]): ReadonlySet<number> {
  const held = new Set<number>();
  for (const { offset, typed } of cursors(edits)) {
    const line = lines.lineAt(offset);
    if (typed || isUnfinished(lines.line(line))) hold(held, lines, line);
  }
  return held;
}

/** Where an offset of the text before the edits stands after them. */
export function moved(offset: number, edits: readonly TextChange[]): number {
  return edits.reduce((at, { span, text }) => {
    if (at < span.start) return at;
    return at >= span.end ? at + text.length - (span.end - span.start) : span.start;
  }, offset);
}

/** How far up the keys above a line are looked for. */
const FARTHEST = 2000;

/** Many cursors are no typing but a replacement. */
const MOST_CURSORS = 20;

function cursors(edits: readonly TextChange[]): { readonly offset: number; readonly typed: boolean }[] {
  if (edits.length > MOST_CURSORS) return [];
  return edits.map((edit, index) => ({
    offset: moved(edit.span.start + edit.text.length, edits.slice(index + 1)),
    typed: isTyped(edit),
  }));
}

/** A character, perhaps with the bracket or quote that the editor closes, a new line with its indentation, or one deleted. */
function isTyped({ span, text }: TextChange): boolean {
  return text === '' ? span.end - span.start === 1 : text.trim().length <= 2;
}

/** Whether a line that came as a whole, by a paste or a completion, still waits for something. */
function isUnfinished(line: string): boolean {
  const text = line.trim();
  return /(?:^|[:\-,[{&*!])$/.test(text) || /^(?:-\s+)*[\w.]+$/.test(text) || isOdd(text, '"') || isOdd(text, "'");
}

function isOdd(text: string, quote: string): boolean {
  return text.split(quote).length % 2 === 0;
}

function hold(held: Set<number>, lines: LineReader, from: number): void {
  held.add(from);
  let depth = depthOf(lines.line(from));
  for (let index = from - 1; index >= Math.max(0, from - FARTHEST) && depth > 0; index--) {
    const text = lines.line(index);
    if (isBlank(text)) continue;
    if (!isAbove(text, depth)) continue;
    held.add(index);
    depth = depthOf(text);
  }
}

/** How deep a line is, with the dash of a list item half a step deeper; a blank line may become as deep as anything. */
function depthOf(text: string): number {
  if (isBlank(text)) return Infinity;
  const indent = text.search(/\S/);
  return text[indent] === '-' ? indent + 0.5 : indent;
}

function isAbove(text: string, depth: number): boolean {
  return depthOf(text) < depth;
}

function isBlank(text: string): boolean {
  return /^\s*(?:#|$)/.test(text);
}
