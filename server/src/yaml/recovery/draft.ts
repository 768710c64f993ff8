/** A text under repair that remembers the original offset of each of its characters. */
import { span, type Span } from '../../text/span.ts';

export interface Draft {
  readonly text: string;
  /** Original offset of every character, and of the end. */
  readonly origin: readonly number[];
}

/** A change of a draft; `insert` replaces what is removed. */
export interface DraftEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

export function draftOf(text: string): Draft {
  return { text, origin: Array.from({ length: text.length + 1 }, (_, index) => index) };
}

export function change(draft: Draft, { at, remove, insert }: DraftEdit): Draft {
  const { text, origin } = draft;
  const here = origin[at] ?? text.length;
  const inserted = Array.from(insert, (_, index) => (insert.length === remove ? (origin[at + index] ?? here) : here));
  return {
    text: text.slice(0, at) + insert + text.slice(at + remove),
    origin: [...origin.slice(0, at), ...inserted, ...origin.slice(at + remove)],
  };
}

/** The same span in the original text. */
export function originOf({ origin }: Draft, at: Span): Span {
  const start = origin[at.start] ?? 0;
  return span(start, Math.max(start, origin[at.end] ?? start));
}

/** Whether this character is at the offset and was inserted. */
export function isInserted({ text, origin }: Draft, at: number, character: string): boolean {
  return text[at] === character && origin[at] === origin[at + 1];
}

export function insert(at: number, text: string): DraftEdit {
  return { at, remove: 0, insert: text };
}

export function remove(at: number, length: number): DraftEdit {
  return { at, remove: length, insert: '' };
}

export function overwrite(at: number, text: string): DraftEdit {
  return { at, remove: text.length, insert: text };
}
