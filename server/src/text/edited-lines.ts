/** The text of an open file with its line table, which an edit updates at the cost of the lines that it touches. */
import { EditedText, type Readable } from './edited-text.ts';
import { contentEnd, lastNotAfter, lineStarts, type Lines, type Position } from './lines.ts';
import type { TextChange } from './span.ts';

/** A line break has two characters at most. */
const LONGEST_BREAK = 2;

/** It answers as `linesOf` does for the text of that moment, and stays the same object through all edits. */
export class EditedLines implements Lines {
  #text: EditedText;
  /** The starts of all lines, in as much space as they may need next. */
  #starts: Int32Array;
  #count: number;

  constructor(text: string) {
    this.#text = new EditedText(text);
    const starts = lineStarts(text);
    this.#starts = Int32Array.from(starts);
    this.#count = starts.length;
  }

  get text(): string {
    return this.#text.whole;
  }

  /** The same text, for whoever reads little of it. */
  get parts(): Readable {
    return this.#text;
  }

  get count(): number {
    return this.#count;
  }

  startOf(line: number): number {
    return line < this.#count ? (this.#starts[line] ?? 0) : this.#text.length;
  }

  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.#lineAt(at);
    return { line, character: this.#withoutBreak(line, at) - this.startOf(line) };
  }

  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#count) return this.#text.length;
    return this.#withoutBreak(line, this.startOf(line) + Math.max(0, character));
  }

  /** A line without its line break. */
  line(line: number): string {
    return this.#text.slice(this.startOf(line), this.#withoutBreak(line, Infinity));
  }

  /** Replaces a part of the text. */
  edit({ span: { start, end }, text: by }: TextChange): void {
    // a line break of two characters may be joined or split at either end of the edit
    const first = this.#lineAt(Math.max(0, start - 1));
    const last = this.#lineAt(Math.min(this.#text.length, end + 1));
    const [from, to] = [this.startOf(first), this.startOf(last + 1)];
    const moved = by.length - (end - start);
    this.#text.replace(start, end, by);
    const isEnd = last + 1 >= this.#count;
    const fresh = lineStarts(this.#text.slice(from, to + moved));
    // the line behind begins where the part ends, and is not new
    if (!isEnd) fresh.pop();
    this.#replace(first, last + 1, fresh, from, moved);
  }

  /** Replaces all of the text. */
  become(text: string): void {
    this.#text = new EditedText(text);
    this.#replace(0, this.#count, lineStarts(text), 0, 0);
  }

  /** An offset in a line, or the end of its content if that is before it. */
  #withoutBreak(line: number, offset: number): number {
    const next = this.startOf(line + 1);
    const from = Math.max(this.startOf(line), next - LONGEST_BREAK);
    if (offset <= from) return offset;
    return Math.min(offset, from + contentEnd(this.#text.slice(from, next), 0, next - from));
  }

  #lineAt(offset: number): number {
    return lastNotAfter(this.#starts, this.#count, offset);
  }

  /** Puts new starts of lines in the place of old ones; those behind them move with their text. */
  #replace(first: number, end: number, fresh: readonly number[], from: number, moved: number): void {
    const before = this.#starts;
    const count = this.#count + fresh.length - (end - first);
    if (count > before.length) {
      this.#starts = new Int32Array(count + (count >> 2));
      this.#starts.set(before.subarray(0, first));
    }
    const starts = this.#starts;
    const behind = first + fresh.length;
    starts.set(before.subarray(end, this.#count), behind);
    for (const [index, start] of fresh.entries()) starts[first + index] = from + start;
    if (moved !== 0) for (let line = behind; line < count; line++) starts[line] = (starts[line] ?? 0) + moved;
    this.#count = count;
  }
}
