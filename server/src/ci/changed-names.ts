/** Which entries of a file differ between two versions, at the cost of what an edit changed. */
import { keysThatDiffer } from '../yaml/value/patched-map.ts';
import type { Member } from '../yaml/value/value.ts';

type Members = ReadonlyMap<string, Member>;

/** Adds the names of entries that have another value or key, or that only one version has. */
export function addChanged(before: Members, after: Members, names: Set<string>): void {
  if (before === after) return;
  const differing = keysThatDiffer(before, after);
  for (const name of differing ?? after.keys()) if (!isSame(before.get(name), after.get(name))) names.add(name);
  if (!differing) for (const name of before.keys()) if (!after.has(name)) names.add(name);
}

function isSame(known: Member | undefined, held: Member | undefined): boolean {
  return known?.value === held?.value && known?.key === held?.key;
}
