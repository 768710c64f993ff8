/**
 * Collects the members of a mapping in the order of Ruby's hashes: the position of the first equal key, the value of
 * the last.
 */
import type { Place } from '../../text/span.ts';
import type { Member } from './value.ts';

export interface Members {
  readonly all: Map<string, Member>;
  /**
   * The keys that were replaced so far, if any. Arrays grow in place, since a key may be repeated many thousand times.
   */
  lost: Map<string, Place[]> | undefined;
}

export function noMembers(): Members {
  return { all: new Map(), lost: undefined };
}

/** Shared by members that replaced no other. */
export const NONE_LOST: readonly Place[] = [];

/** Adds a member; it replaces one with the same identity. */
export function addMember(members: Members, id: string, member: Member): void {
  const { all } = members;
  const before = all.get(id);
  if (!before) {
    all.set(id, member);
    return;
  }
  const lost = (members.lost ??= new Map<string, Place[]>());
  const replaced = isMerged(before) ? [] : (lost.get(id) ?? [...before.replaced]);
  if (!isMerged(before)) replaced.push(before.key);
  replaced.push(...member.replaced);
  lost.set(id, replaced);
  // Ruby keeps the first of two equal keys, which matters for 0.0 and -0.0
  all.set(id, { ...member, name: before.name, replaced });
}

/** What a merge key brought may be overwritten on purpose. */
function isMerged({ via }: Member): boolean {
  return via?.some(({ rule }) => rule === 'merge-key') ?? false;
}
