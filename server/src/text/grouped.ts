/** Collects items in groups. */

/** Adds an item to the group of a key. Arrays grow in place, since a group may be large. */
export function addTo<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
