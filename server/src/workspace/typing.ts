/** Decides what a person is still typing: the lines on which a new problem would only be noise. */
import type { TextChange } from '../text/span.ts';

/** Gives the lines of a text, without their line breaks. */
export interface LineReader {
  lineAt(offset: number): number;
  line(index: number): string;
}

/** What waits on a line: every new problem, or only those about something missing. */
export type Waiting = 'all' | 'missing';

/**
 * The lines on which new problems wait after these edits: those being typed, and the keys above them, since a mapping
 * that was just begun always lacks something.
 */
export function unfinishedLines(
  lines: LineReader,
  messages: readonly (readonly TextChange[])[],
): ReadonlyMap<number, Waiting> {
  const held = new Map<number, Waiting>();
  for (const { offset, edit } of cursors(messages)) {
    const line = lines.lineAt(offset);
    const waiting = isTyped(edit) || isUnfinished(lines.line(line)) ? 'all' : isChosen(edit) ? 'missing' : undefined;
    if (waiting) hold(held, lines, line, waiting);
  }
  return held;
}

/** Where an offset of the text before the edits is after them. */
export function moved(offset: number, edits: readonly TextChange[]): number {
  return edits.reduce((at, { span, text }) => {
    if (at < span.start) return at;
    return at >= span.end ? at + text.length - (span.end - span.start) : span.start;
  }, offset);
}

/** How far up keys above a line are searched. */
const FARTHEST = 2000;

/** With so many cursors, it was a replacement rather than typing. */
const MOST_CURSORS = 20;

/** Messages older than this belong to an earlier moment. */
const MOST_MESSAGES = 100;

/** The position of the cursor after each edit, in the text after all edits. */
function cursors(
  messages: readonly (readonly TextChange[])[],
): { readonly offset: number; readonly edit: TextChange }[] {
  const recent = messages.slice(-MOST_MESSAGES);
  return recent.flatMap((edits, at) => {
    if (edits.length > MOST_CURSORS) return [];
    const later = recent.slice(at + 1).flat();
    return edits.map((edit, index) => ({
      offset: moved(moved(edit.span.start + edit.text.length, edits.slice(index + 1)), later),
      edit,
    }));
  });
}

/**
 * One character, perhaps with an automatically closed bracket or quote, a line break with indentation, or a deletion.
 */
function isTyped({ span, text }: TextChange): boolean {
  return text === '' ? span.end - span.start === 1 : text.trim().length <= 2;
}

/** Words within a line, as chosen from a list: they are complete, but more may follow. */
function isChosen({ text }: TextChange): boolean {
  return text !== '' && !/[\r\n]/.test(text);
}

/** Whether a line that was pasted or completed as a whole still waits for something. */
function isUnfinished(line: string): boolean {
  const text = line.trim();
  return /(?:^|[:\-,[{&*!])$/.test(text) || /^(?:-\s+)*[\w.]+$/.test(text) || isOdd(text, '"') || isOdd(text, "'");
}

function isOdd(text: string, quote: string): boolean {
  return text.split(quote).length % 2 === 0;
}

function hold(held: Map<number, Waiting>, lines: LineReader, from: number, waiting: Waiting): void {
  const add = (line: number): unknown => held.get(line) === 'all' || held.set(line, waiting);
  add(from);
  let depth = depthOf(lines.line(from));
  for (let index = from - 1; index >= Math.max(0, from - FARTHEST) && depth > 0; index--) {
    const text = lines.line(index);
    if (isBlank(text)) continue;
    if (!isAbove(text, depth)) continue;
    add(index);
    depth = depthOf(text);
  }
}

/**
 * The depth of a line, with the dash of a list item half a step deeper; a blank line may become as deep as anything.
 */
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
