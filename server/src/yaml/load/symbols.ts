/** GitLab turns string keys into symbols, so that `a` and `:a` become one key: the later of the two. */
import { addMember, noMembers } from '../value/members.ts';
import type { Value } from '../value/value.ts';

/** Whether any key is a symbol; otherwise the values can stay as they are. */
export function hasSymbolKey(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(hasSymbolKey);
  if (value.kind !== 'map') return false;
  for (const held of value.members.values()) if (held.name.type === 'symbol' || hasSymbolKey(held.value)) return true;
  return false;
}

/** The value with its keys as GitLab has them. */
export function symbolized(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(symbolized) };
  if (value.kind !== 'map') return value;
  const members = noMembers();
  for (const [id, held] of value.members)
    addMember(members, held.name.type === 'symbol' ? held.name.value : id, { ...held, value: symbolized(held.value) });
  return { ...value, members: members.all };
}
