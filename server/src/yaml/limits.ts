/** What GitLab takes: two mebibytes of text, and a hundred lists and mappings in one another. */
import type { Value } from './value.ts';

export const LARGEST_FILE = 2 * 1024 * 1024;
const DEEPEST = 100;

/** Whether the text is longer than GitLab reads, counted in bytes of UTF-8. */
export function isTooLong(text: string): boolean {
  if (text.length > LARGEST_FILE) return true;
  return text.length * 3 > LARGEST_FILE && bytesIn(text) > LARGEST_FILE;
}

function bytesIn(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes++;
    // both halves of a pair come to four bytes
    if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) bytes++;
  }
  return bytes;
}

/** Whether lists and mappings are nested deeper than GitLab goes. */
export function isTooDeep(value: Value): boolean {
  return depthOf(value) > DEEPEST;
}

const DEPTHS = new WeakMap<Value, number>();

function depthOf(value: Value): number {
  if (value.kind === 'scalar' || value.kind === 'unknown') return 0;
  const known = DEPTHS.get(value);
  if (known !== undefined) return known;
  const parts = value.kind === 'list' ? value.items : [...value.members.values()].map(held => held.value);
  const depth = 1 + parts.reduce((most, part) => Math.max(most, depthOf(part)), 0);
  DEPTHS.set(value, depth);
  return depth;
}
