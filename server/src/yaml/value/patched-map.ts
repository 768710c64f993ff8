/** A map with a few other values that shares the rest: how an edit changes a large map without a copy. */

/** For a smaller map, a copy is cheaper. */
const SMALL = 256;
const FEW_PATCHES = 64;

/** With more patches, a copy is cheaper: the next edit copies them. */
function mostPatches(size: number): number {
  return Math.max(FEW_PATCHES, size / 8);
}

const PATCHED = new WeakMap<
  object,
  { readonly base: ReadonlyMap<string, unknown>; readonly patches: ReadonlyMap<string, unknown> }
>();

/** The map with new values for some of its keys; the order stays. */
export function withPatches<Value>(
  map: ReadonlyMap<string, Value>,
  patches: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const cached = PATCHED.get(map) as
    | { base: ReadonlyMap<string, Value>; patches: ReadonlyMap<string, Value> }
    | undefined;
  const base = cached?.base ?? map;
  const all = cached ? new Map([...cached.patches, ...patches]) : patches;
  return all.size > mostPatches(base.size) || base.size <= SMALL ? copied(base, all) : view(base, all);
}

function copied<Value>(
  base: ReadonlyMap<string, Value>,
  patches: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const copy = new Map(base);
  for (const [key, value] of patches) copy.set(key, value);
  return copy;
}

/**
 * The keys whose values may differ between two versions of a map; `undefined` if the versions have too little in
 * common.
 */
export function keysThatDiffer(
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>,
): Iterable<string> | undefined {
  const [first, second] = [PATCHED.get(one), PATCHED.get(other)];
  if ((first?.base ?? one) !== (second?.base ?? other)) return undefined;
  return new Set([...(first?.patches.keys() ?? []), ...(second?.patches.keys() ?? [])]);
}

/** An object that stays the same from one version of a map to the next, and while it does, its keys and their order do. */
export function keyIdentity(map: ReadonlyMap<string, unknown>): object {
  return PATCHED.get(map)?.base ?? map;
}

function* entriesOf<Value>(
  base: ReadonlyMap<string, Value>,
  patches: ReadonlyMap<string, Value>,
): MapIterator<[string, Value]> {
  for (const [key, value] of base) yield [key, patches.get(key) ?? value];
}

function* valuesOf<Value>(base: ReadonlyMap<string, Value>, patches: ReadonlyMap<string, Value>): MapIterator<Value> {
  for (const [key, value] of base) yield patches.get(key) ?? value;
}

function view<Value>(
  base: ReadonlyMap<string, Value>,
  patches: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const map: ReadonlyMap<string, Value> = {
    size: base.size,
    get: key => patches.get(key) ?? base.get(key),
    has: key => base.has(key),
    keys: () => base.keys(),
    values: () => valuesOf(base, patches),
    entries: () => entriesOf(base, patches),
    [Symbol.iterator]: () => entriesOf(base, patches),
    forEach(callback) {
      for (const [key, value] of entriesOf(base, patches)) callback(value, key, map);
    },
  };
  PATCHED.set(map, { base, patches });
  return map;
}
