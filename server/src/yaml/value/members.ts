/** The members of a mapping while it is read, in the order of Ruby's hashes: the place of the first key, the value of the last. */
import type { Place } from '../../text/span.ts';
import type { Member } from './value.ts';

export interface Members {
  readonly all: Map<string, Member>;
  /** Keys that were replaced so far; a list is only ever added to, since a key may be written many thousand times. */
  readonly lost: Map<string, Place[]>;
}

export function noMembers(): Members {
  return { all: new Map(), lost: new Map() };
}

/** For members that replaced none so far. */
export const NONE_LOST: readonly Place[] = [];

/** Adds a member; it takes the place of one with the same identity, else it is kept as it is. */
export function addMember({ all, lost }: Members, id: string, member: Member): void {
  const before = all.get(id);
  if (!before) {
    all.set(id, member);
    return;
  }
  const replaced = isMerged(before) ? [] : (lost.get(id) ?? [...before.replaced]);
  if (!isMerged(before)) replaced.push(before.key);
  replaced.push(...member.replaced);
  lost.set(id, replaced);
  // Ruby keeps the first of two equal keys, which matters for 0.0 and -0.0
  all.set(id, { ...member, name: before.name, replaced });
}

/** What a merge key brought is overwritten on purpose. */
function isMerged({ via }: Member): boolean {
  return via?.some(({ rule }) => rule === 'merge-key') ?? false;
}
