/** Jobs that wait for each other in a cycle, so that none of them could start. */
import { removeItem } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenNeed, NeedGraph } from '../engine/job-facts.ts';
import type { NeedCycleRule } from '../engine/pipeline-rules.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention } from '../engine/judgement.ts';

/** For every job in a cycle, the need that closes it. */
export const needCycles: NeedCycleRule = { codes: ['circular-needs'], check: cycleFindings };

function cycleFindings(graph: NeedGraph): ReadonlyMap<string, MergedFinding> {
  const found = new Map<string, MergedFinding>();
  for (const cycle of cyclesIn(graph)) {
    const members = new Set(cycle);
    for (const name of cycle) {
      const need = graph.get(name)?.find(one => members.has(one.name));
      if (need) found.set(name, findingOf(name, need, graph, members));
    }
  }
  return found;
}

function findingOf(name: string, need: WrittenNeed, graph: NeedGraph, members: ReadonlySet<string>): MergedFinding {
  const way = need.name === name ? [] : wayBack(need.name, name, graph, members);
  const message =
    need.name === name
      ? `\`${name}\` needs itself, so it could never start.`
      : `Cycle of needs: \`${name}\` needs \`${need.name}\`, which waits for \`${name}\`${shown([name, ...way, name])}, so none of them could start. Remove one of these needs.`;
  return atMention(need, {
    code: 'circular-needs',
    message,
    related: way.flatMap(one => {
      const next = graph.get(one)?.find(other => members.has(other.name));
      return next ? [{ at: next.value.at, message: `\`${one}\` needs \`${next.name}\`.` }] : [];
    }),
    fixes: fix(`Remove ${need.name} from needs`, () => removeItem(need.item)),
  });
}

/** Longer ways are no help to read. */
const LONGEST_SHOWN = 8;

function shown(way: readonly string[]): string {
  return way.length > 3 && way.length <= LONGEST_SHOWN ? ` (${way.map(name => `\`${name}\``).join(' → ')})` : '';
}

/** The shortest way from one job to another within a cycle, the first one included. */
function wayBack(from: string, to: string, graph: NeedGraph, members: ReadonlySet<string>): readonly string[] {
  if (members.size > LONGEST_SHOWN) return [from];
  const before = new Map<string, string | undefined>([[from, undefined]]);
  for (const name of before.keys()) {
    if (name === to) break;
    for (const need of graph.get(name) ?? [])
      if (members.has(need.name) && !before.has(need.name)) before.set(need.name, name);
  }
  const way: string[] = [];
  for (let name = before.get(to); name !== undefined; name = before.get(name)) way.unshift(name);
  return way;
}

interface Visit {
  readonly name: string;
  readonly needs: readonly WrittenNeed[];
  next: number;
}

interface Search {
  readonly graph: NeedGraph;
  readonly numbers: Map<string, number>;
  readonly lowest: Map<string, number>;
  readonly stack: string[];
  readonly onStack: Set<string>;
  readonly cycles: (readonly string[])[];
}

/** Tarjan's search for parts of a graph in which every node leads to every other, without recursion: a chain may be long. */
function cyclesIn(graph: NeedGraph): readonly (readonly string[])[] {
  const search: Search = {
    ...{ graph, numbers: new Map(), lowest: new Map() },
    ...{ stack: [], onStack: new Set(), cycles: [] },
  };
  for (const start of graph.keys()) {
    const visits = search.numbers.has(start) ? [] : [enter(search, start)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const need = visit.needs[visit.next++];
      if (!need) {
        visits.pop();
        leave(search, visit, visits.at(-1));
      } else if (!search.numbers.has(need.name)) visits.push(enter(search, need.name));
      else if (search.onStack.has(need.name)) lower(search, visit.name, search.numbers.get(need.name));
    }
  }
  return search.cycles;
}

function enter({ graph, numbers, lowest, stack, onStack }: Search, name: string): Visit {
  lowest.set(name, numbers.size);
  numbers.set(name, numbers.size);
  stack.push(name);
  onStack.add(name);
  return { name, needs: graph.get(name) ?? [], next: 0 };
}

function lower({ lowest }: Search, name: string, to = Infinity): void {
  lowest.set(name, Math.min(lowest.get(name) ?? to, to));
}

/** A node that leads to none before it is the first of a part. */
function leave(search: Search, { name, needs }: Visit, above: Visit | undefined): void {
  const { numbers, lowest, stack, onStack, cycles } = search;
  if (above) lower(search, above.name, lowest.get(name));
  if (lowest.get(name) !== numbers.get(name)) return;
  const cycle = stack.splice(stack.lastIndexOf(name));
  for (const one of cycle) onStack.delete(one);
  if (cycle.length > 1 || needs.some(need => need.name === name)) cycles.push(cycle);
}
