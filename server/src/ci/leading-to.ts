/** Follows a graph of names backwards, such as that of jobs that extend each other. */
import { addTo } from '../text/grouped.ts';

/** A name, and all that lead to it by any chain; an edge leads from its first name to its second. */
export function leadingTo(edges: Iterable<readonly [string, string]>, name: string): ReadonlySet<string> {
  const before = new Map<string, string[]>();
  for (const [from, to] of edges) addTo(before, to, from);
  const found = new Set([name]);
  for (const each of found) for (const one of before.get(each) ?? []) found.add(one);
  return found;
}
