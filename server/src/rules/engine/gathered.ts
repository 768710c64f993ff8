/**
 * Gathers facts of all blocks of a file at the cost of what a keystroke changed: blocks are put into groups that
 * outlive edits elsewhere, and the facts of a group are cached with it. The result is the same as that of
 * `blocks.flatMap(find)`.
 */
import { cachedBy } from '../../text/cached.ts';
import type { BlockContext } from './rule.ts';

type Blocks = readonly BlockContext[];

/** The facts of all blocks of a file, in their order; the facts of a block must depend on nothing but that block. */
export function gathered<Fact>(find: (context: BlockContext) => readonly Fact[]): (blocks: Blocks) => readonly Fact[] {
  const inGroup = cachedBy((group: Blocks) => group.flatMap(find));
  return cachedBy((blocks: Blocks) => {
    const found: Fact[] = [];
    for (const group of groupsOf(blocks)) for (const fact of inGroup(group)) found.push(fact);
    return found;
  });
}

/** The few blocks that concern a rule. */
export function blocksWith(concerns: (context: BlockContext) => boolean): (blocks: Blocks) => Blocks {
  return gathered(context => (concerns(context) ? [context] : []));
}

/** The blocks in groups; groups of an earlier version are reused if they still fit. */
export const groupsOf = cachedBy((blocks: Blocks): readonly Blocks[] => {
  const groups: Blocks[] = [];
  for (let from = 0; from < blocks.length;) {
    const group = fitting(blocks, from) ?? newGroup(blocks, from);
    groups.push(group);
    from += group.length;
  }
  return groups;
});

/** The latest group that begins with a block. */
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

/**
 * The usual size of a group: about the square root of the number of blocks in a large file, so that groups are few,
 * too.
 */
const USUAL = 64;

let count = 0;

/**
 * Whether a block begins a group. This depends on the block alone, so that groups are the same again after an edit that
 * adds blocks.
 */
const begins = cachedBy((_context: BlockContext): boolean => ++count % USUAL === 0);
