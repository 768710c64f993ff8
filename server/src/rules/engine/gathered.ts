/**
 * Facts of all blocks of a file, gathered so that a key costs what it changed: the blocks stand in groups that outlive an
 * edit elsewhere, and what is found in a group is kept with it. It comes to what `blocks.flatMap(find)` comes to.
 */
import { cachedBy } from '../../text/cached.ts';
import type { BlockContext } from './rule.ts';

type Blocks = readonly BlockContext[];

/** What is found in the blocks of a file, in their order; what is found in a block may depend on nothing but that block. */
export function gathered<Fact>(find: (context: BlockContext) => readonly Fact[]): (blocks: Blocks) => readonly Fact[] {
  const inGroup = cachedBy((group: Blocks) => group.flatMap(find));
  return cachedBy((blocks: Blocks) => {
    const found: Fact[] = [];
    for (const group of groupsOf(blocks)) for (const fact of inGroup(group)) found.push(fact);
    return found;
  });
}

/** The blocks that concern a rule, out of many that do not. */
export function blocksWith(concerns: (context: BlockContext) => boolean): (blocks: Blocks) => Blocks {
  return gathered(context => (concerns(context) ? [context] : []));
}

/** The blocks in groups; those of an earlier version are used again wherever they still fit. */
export const groupsOf = cachedBy((blocks: Blocks): readonly Blocks[] => {
  const groups: Blocks[] = [];
  for (let from = 0; from < blocks.length;) {
    const group = fitting(blocks, from) ?? newGroup(blocks, from);
    groups.push(group);
    from += group.length;
  }
  return groups;
});

/** The group that a block began last. */
const cache = new WeakMap<BlockContext, Blocks>();

function fitting(blocks: Blocks, from: number): Blocks | undefined {
  const first = blocks[from];
  const group = first && cache.get(first);
  if (!group?.every((context, index) => context === blocks[from + index])) return undefined;
  const next = blocks[from + group.length];
  return !next || begins(next) ? group : undefined;
}

function newGroup(blocks: Blocks, from: number): Blocks {
  let end = from + 1;
  for (let next = blocks[end]; next && !begins(next); next = blocks[end]) end++;
  const group = blocks.slice(from, end);
  const [first] = group;
  if (first) cache.set(first, group);
  return group;
}

/** How large groups are: near the root of the number of blocks in a large file, so that there are not many of them either. */
const USUAL = 64;

let count = 0;

/** Whether a block begins a group. It tells by itself, so that groups are the same again behind an edit that adds blocks. */
const begins = cachedBy((_context: BlockContext): boolean => ++count % USUAL === 0);
