/** GitLab's limits, two mebibytes of text, and lists and mappings nested a hundred deep; and ours on entries. */
import type { Value } from './value.ts';

const LARGEST_FILE = 2 * 1024 * 1024;
export const DEEPEST = 100;

/** Each entry takes twenty kilobytes or more, whatever little it says; a file with more is not read. */
export const MOST_ENTRIES = 25_000;

/**
 * An entry is read and judged in one go, and each of its keys and values takes up to half a kilobyte for that. No entry
 * that somebody wrote comes close, and GitLab itself refuses parsed YAML of more than 2 MiB by default.
 */
export const MOST_VALUES = 25_000;

/** The same for an entry with few values that are very long. */
export const MOST_CHARACTERS = 600_000;

/** How many more bytes a text has in UTF-8 than it has UTF-16 units: that of its parts together. */
export function surplusBytes(text: string): number {
  // hardly any text has such a character, and the search is ten times as fast as counting
  if (!/[\u0080-\uffff]/.test(text)) return 0;
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes++;
    // both halves of a surrogate pair together make four bytes
    if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) bytes++;
  }
  return bytes;
}

/** Whether GitLab refuses a text because it is too long in UTF-8; its surplus is asked for only if that decides. */
export function isTooLong({ length }: string, surplus: () => number): boolean {
  if (length > LARGEST_FILE || length * 3 <= LARGEST_FILE) return length > LARGEST_FILE;
  return length + surplus() > LARGEST_FILE;
}

/** How deep lists and mappings are nested, including the value itself. */
export function depthOf(value: Value): number {
  let most = 0;
  if (value.kind === 'list') for (const item of value.items) most = Math.max(most, depthOf(item));
  else if (value.kind === 'map') for (const held of value.members.values()) most = Math.max(most, depthOf(held.value));
  else return 0;
  return most + 1;
}
