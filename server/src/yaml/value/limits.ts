/** What GitLab takes: two mebibytes of text, and a hundred lists and mappings in one another. */
import type { Value } from './value.ts';

const LARGEST_FILE = 2 * 1024 * 1024;
export const DEEPEST = 100;

/** How many more bytes a text has in UTF-8 than characters here. */
function surplusBytes(text: string): number {
  // asked at every keystroke, and hardly any text has one: a search is ten times as fast as the count
  if (!/[\u0080-\uffff]/.test(text)) return 0;
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes++;
    // both halves of a surrogate pair make four bytes
    if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) bytes++;
  }
  return bytes;
}

/** Whether GitLab refuses the text for its length, in bytes of UTF-8. */
export function isTooLong(text: string): boolean {
  if (text.length > LARGEST_FILE || text.length * 3 <= LARGEST_FILE) return text.length > LARGEST_FILE;
  return text.length + surplusBytes(text) > LARGEST_FILE;
}

/** How many lists and mappings are nested in one another, the value itself included. */
export function depthOf(value: Value): number {
  let most = 0;
  if (value.kind === 'list') for (const item of value.items) most = Math.max(most, depthOf(item));
  else if (value.kind === 'map') for (const held of value.members.values()) most = Math.max(most, depthOf(held.value));
  else return 0;
  return most + 1;
}
