/** Jobs that wait for each other in a cycle, so that none of them could start. */
import { removeItem } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenNeed, NeedGraph } from '../engine/job-facts.ts';
import type { NeedCycle, NeedCycleRule } from '../engine/pipeline-rules.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention } from '../engine/judgement.ts';
import { cyclicParts } from '../../ci/cyclic-parts.ts';

/** For every job in a cycle, the need that closes it; of a long cycle, once a file. */
export const needCycles: NeedCycleRule = { codes: ['circular-needs'], check: cyclesIn };

/** Nobody reads more about one cycle. */
const MOST_TOLD = 100;

function cyclesIn(graph: NeedGraph, names: readonly string[]): readonly NeedCycle[] {
  const order = new Map(names.map((name, index) => [name, index]));
  return cyclicParts(graph.keys(), name => needsOf(graph, name)).map(cycle => {
    // in the order of the pipeline, so that the same job tells of the cycle after every edit
    const jobs = cycle.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    return { jobs, findings: findingsOf(jobs, graph) };
  });
}

function findingsOf(jobs: readonly string[], graph: NeedGraph): ReadonlyMap<string, MergedFinding> {
  const members = new Set(jobs);
  const found = new Map<string, MergedFinding>();
  const files = new Set<string>();
  for (const name of jobs) {
    const need = graph.get(name)?.find(one => members.has(one.name));
    if (!need || (jobs.length > MOST_TOLD && files.has(need.value.at.uri))) continue;
    files.add(need.value.at.uri);
    found.set(name, findingOf(name, need, graph, members));
  }
  return found;
}

function needsOf(graph: NeedGraph, name: string): readonly string[] {
  return (graph.get(name) ?? []).map(need => need.name);
}

function findingOf(name: string, need: WrittenNeed, graph: NeedGraph, members: ReadonlySet<string>): MergedFinding {
  const length = members.size > MOST_TOLD ? ` in a cycle of ${members.size} jobs` : '';
  const way = need.name === name ? [] : wayBack(need.name, name, graph, members);
  const message =
    need.name === name
      ? `\`${name}\` needs itself, so it could never start.`
      : `Cycle of needs: \`${name}\` needs \`${need.name}\`, which waits for \`${name}\`${length}${shown([name, ...way, name])}, so none of them could start. Remove one of these needs.`;
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

/** Longer paths do not help a reader. */
const LONGEST_SHOWN = 8;

function shown(way: readonly string[]): string {
  return way.length > 3 && way.length <= LONGEST_SHOWN ? ` (${way.map(name => `\`${name}\``).join(' → ')})` : '';
}

/** The shortest path from one job to another within a cycle, including the first. */
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
