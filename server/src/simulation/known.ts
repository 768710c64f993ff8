/** Whether all of a value is known. */
import type { Value } from '../yaml/value/value.ts';

export function isKnown(value: Value): boolean {
  if (value.kind === 'list') return value.items.every(isKnown);
  if (value.kind === 'map') return !value.open && [...value.members.values()].every(held => isKnown(held.value));
  return value.kind !== 'unknown';
}
