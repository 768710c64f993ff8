/** Finds cycles in a graph of names, such as jobs that need each other or inputs whose rules refer to each other. */

export type NextOf = (name: string) => readonly string[];

/** A name whose successors are being followed, up to `at`. */
interface Visit {
  readonly name: string;
  readonly next: readonly string[];
  at: number;
}

interface Search {
  readonly nextOf: NextOf;
  readonly numbers: Map<string, number>;
  readonly lowest: Map<string, number>;
  readonly stack: string[];
  readonly onStack: Set<string>;
  readonly parts: (readonly string[])[];
}

/**
 * The parts of a graph in which every name leads to every other, and to itself: Tarjan's strongly connected components
 * without the single names that are in no cycle. It does not recurse, since a chain may be long.
 */
export function cyclicParts(names: Iterable<string>, nextOf: NextOf): readonly (readonly string[])[] {
  const search: Search = {
    ...{ nextOf, numbers: new Map(), lowest: new Map() },
    ...{ stack: [], onStack: new Set(), parts: [] },
  };
  for (const start of names) {
    const visits = search.numbers.has(start) ? [] : [enter(search, start)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = visit.next[visit.at++];
      if (next === undefined) {
        visits.pop();
        leave(search, visit, visits.at(-1));
      } else if (!search.numbers.has(next)) visits.push(enter(search, next));
      else if (search.onStack.has(next)) lower(search, visit.name, search.numbers.get(next));
    }
  }
  return search.parts;
}

function enter({ nextOf, numbers, lowest, stack, onStack }: Search, name: string): Visit {
  lowest.set(name, numbers.size);
  numbers.set(name, numbers.size);
  stack.push(name);
  onStack.add(name);
  return { name, next: nextOf(name), at: 0 };
}

function lower({ lowest }: Search, name: string, to = Infinity): void {
  lowest.set(name, Math.min(lowest.get(name) ?? to, to));
}

/** A name that leads to none before it is the first of a part. */
function leave(search: Search, { name, next }: Visit, above: Visit | undefined): void {
  const { numbers, lowest, stack, onStack, parts } = search;
  if (above) lower(search, above.name, lowest.get(name));
  if (lowest.get(name) !== numbers.get(name)) return;
  const part = stack.splice(stack.lastIndexOf(name));
  for (const one of part) onStack.delete(one);
  if (part.length > 1 || next.includes(name)) parts.push(part);
}
