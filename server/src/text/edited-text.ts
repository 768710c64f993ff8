/** A text in parts: an edit makes a new part of what it touches, and a keystroke does not copy all of a large text. */

/** What can be read of a text without putting all of it together; every string can be read like that. */
export type Readable = Pick<string, 'length' | 'slice'>;

/** An edit far from others makes two parts more; with so many, they are put together. */
const MOST_PARTS = 64;

/** A part that is shorter becomes one with what is typed next to it. */
const SHORT = 500;

export class EditedText implements Readable {
  #parts: readonly string[];
  #length: number;
  #whole: string | undefined;

  constructor(text: string) {
    this.#parts = [text];
    this.#length = text.length;
    this.#whole = text;
  }

  get length(): number {
    return this.#length;
  }

  /** All of it: V8 joins the parts, which copies them, only when somebody reads a character of the result. */
  get whole(): string {
    return (this.#whole ??= this.#parts.reduce((text, part) => text + part, ''));
  }

  /** The text between two offsets that are not negative. */
  slice(start = 0, end = this.#length): string {
    let found = '';
    let from = 0;
    for (const part of this.#parts) {
      if (from >= end) break;
      const to = from + part.length;
      if (to > start) found += part.slice(Math.max(0, start - from), end - from);
      from = to;
    }
    return found;
  }

  /** Replaces what is between two offsets. */
  replace(start: number, end: number, by: string): void {
    const parts: string[] = [];
    const add = (part: string): void => {
      const last = parts.at(-1);
      if (last !== undefined && last.length + part.length < SHORT) parts[parts.length - 1] = last + part;
      else if (part !== '') parts.push(part);
    };
    let from = 0;
    let isReplaced = false;
    for (const part of this.#parts) {
      const to = from + part.length;
      add(part.slice(0, Math.max(0, start - from)));
      if (!isReplaced && to >= start) {
        add(by);
        isReplaced = true;
      }
      add(part.slice(Math.max(0, end - from)));
      from = to;
    }
    if (!isReplaced) add(by);
    this.#length += by.length - (end - start);
    this.#whole = undefined;
    this.#parts = parts.length > MOST_PARTS ? [parts.join('')] : parts;
  }
}
