/** Jobs that wait for each other in a cycle, so that none of them could start. */
import { removeItem } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenNeed, NeedGraph } from '../engine/job-facts.ts';
import type { NeedCycleRule } from '../engine/pipeline-rules.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention } from '../engine/judgement.ts';
import { cyclicParts } from '../../ci/cyclic-parts.ts';

/** For every job in a cycle, the need that closes it. */
export const needCycles: NeedCycleRule = { codes: ['circular-needs'], check: cycleFindings };

function cycleFindings(graph: NeedGraph): ReadonlyMap<string, MergedFinding> {
  const found = new Map<string, MergedFinding>();
  for (const cycle of cyclicParts(graph.keys(), name => needsOf(graph, name))) {
    const members = new Set(cycle);
    for (const name of cycle) {
      const need = graph.get(name)?.find(one => members.has(one.name));
      if (need) found.set(name, findingOf(name, need, graph, members));
    }
  }
  return found;
}

function needsOf(graph: NeedGraph, name: string): readonly string[] {
  return (graph.get(name) ?? []).map(need => need.name);
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
