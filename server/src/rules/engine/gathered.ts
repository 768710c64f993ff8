/**
 * Gathers facts of all blocks of a file at the cost of what a keystroke changed: the facts of a group of blocks are
 * cached with it. The result is the same as that of `blocks.all().flatMap(find)`.
 */
import { cachedBy } from '../../text/cached.ts';
import type { BlockContext, Blocks } from './rule.ts';

type Group = readonly BlockContext[];

/**
 * The facts of all blocks of a file, in their order; the facts of a block must depend on nothing but that block. All
 * blocks of the edited group are asked again, so what takes long should be cached by block.
 */
export function gathered<Fact>(find: (context: BlockContext) => readonly Fact[]): (blocks: Blocks) => readonly Fact[] {
  const inGroup = cachedBy((group: Group) => group.flatMap(find));
  return cachedBy(({ groups }: Blocks) => {
    const found: Fact[] = [];
    for (const group of groups) for (const fact of inGroup(group)) found.push(fact);
    return found;
  });
}

/** The few blocks that concern a rule. */
export function blocksWith(concerns: (context: BlockContext) => boolean): (blocks: Blocks) => Group {
  return gathered(context => (concerns(context) ? [context] : []));
}

/** Whether blocks have a name more than once, by a count that follows the groups from one version to the next. */
export function repeating(find: (context: BlockContext) => readonly string[]): (blocks: Blocks) => boolean {
  const namesIn = cachedBy((group: Group) => group.flatMap(find));
  const latest = new WeakMap<BlockContext, Count>();
  return cachedBy(({ groups }: Blocks) => {
    const first = groups[0]?.[0];
    const count = (first && latest.get(first)) ?? {
      groups: new Set<Group>(),
      times: new Map<string, number>(),
      more: 0,
    };
    if (first) latest.set(first, count);
    const now = new Set(groups);
    for (const group of count.groups) if (!now.has(group)) for (const name of namesIn(group)) take(count, name);
    for (const group of now) if (!count.groups.has(group)) for (const name of namesIn(group)) add(count, name);
    count.groups = now;
    return count.more > 0;
  });
}

/** How often each name occurs in some groups, and how often once more than once. */
interface Count {
  groups: ReadonlySet<Group>;
  readonly times: Map<string, number>;
  more: number;
}

function add(count: Count, name: string): void {
  const times = (count.times.get(name) ?? 0) + 1;
  count.times.set(name, times);
  if (times > 1) count.more++;
}

function take(count: Count, name: string): void {
  const times = (count.times.get(name) ?? 1) - 1;
  if (times > 0) count.more--;
  if (times > 0) count.times.set(name, times);
  else count.times.delete(name);
}
