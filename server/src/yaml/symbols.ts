/** GitLab turns the text of every key into a symbol, so that `a` and `:a` become one key, the later of the two. */
import type { Member, Value } from './value.ts';

/** Whether some key is a symbol; only then the values have to be made anew. */
export function hasSymbolKey(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(hasSymbolKey);
  if (value.kind !== 'map') return false;
  for (const held of value.members.values()) if (held.name.type === 'symbol' || hasSymbolKey(held.value)) return true;
  return false;
}

/** The value with its keys as GitLab knows them. */
export function symbolized(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(symbolized) };
  if (value.kind !== 'map') return value;
  const members = new Map<string, Member>();
  for (const [id, held] of value.members) {
    const plain = held.name.type === 'symbol' ? held.name.value : id;
    const before = members.get(plain);
    const replaced = before ? [...before.replaced, before.key, ...held.replaced] : held.replaced;
    members.set(plain, { ...held, value: symbolized(held.value), replaced });
  }
  return { ...value, members };
}
