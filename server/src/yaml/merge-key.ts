/** Merge keys as Psych has them: shallow, in the order of the text, and a plain key where there is nothing to merge. */
import type { Place } from '../text/span.ts';
import { memberWithStep } from './step.ts';
import { isOrderedMap, isReference } from './tag.ts';
import type { Node, Pair } from './tree.ts';
import type { MapValue, Member, Value } from './value.ts';

/** Psych merges at a quoted `<<` too, but not at one that is tagged as a text. */
export function isMergeKey({ key }: Pair): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false;
  return key.tag === undefined || !/^(?:!!str|!<tag:yaml\.org,2002:str>)$/.test(key.tag.name);
}

/** The mappings that a merge key adds, the one that wins last; nothing where `<<` is a key like any other. */
export function mergedMaps(node: Node, value: Value): readonly MapValue[] | undefined {
  if (value.kind === 'map') return node.kind === 'alias' || node.kind === 'map' ? [value] : undefined;
  if (value.kind !== 'list' || node.kind !== 'list' || isOrderedMap(node)) return undefined;
  const maps = value.items.filter(item => item.kind === 'map');
  return maps.length === value.items.length ? maps.toReversed() : undefined;
}

/** Whether GitLab's loader breaks down at this value of a merge key. */
export function crashesMerge(node: Node): boolean {
  return node.kind === 'list' && isReference(node);
}

/** Adds the members of a mapping; they take the place of what stands above the merge key. */
export function addMerged(members: Map<string, Member>, map: MapValue, key: Place): void {
  for (const [id, held] of map.members) {
    const before = members.get(id);
    const lost = before && !isMerged(before) ? [...before.replaced, before.key] : [];
    members.set(id, { ...memberWithStep(held, { rule: 'merge-key', at: key }), replaced: lost });
  }
}

/** What is known of a key before its value. */
export interface Written extends Pick<Member, 'key' | 'name' | 'via' | 'complex'> {
  readonly id: string;
}

/** Adds a member that is written in place; a key that a merge brought is overwritten on purpose and not listed. */
export function addWritten(members: Map<string, Member>, { id, key, name, via, complex }: Written, value: Value): void {
  const before = members.get(id);
  const replaced = before && !isMerged(before) ? [...before.replaced, before.key] : NONE;
  // Ruby keeps the first of two equal keys, which matters for 0.0 and -0.0
  const member = { key, name: before?.name ?? name, value, replaced };
  members.set(id, via || complex ? { ...member, ...(via && { via }), ...(complex && { complex }) } : member);
}

const NONE: readonly Place[] = [];

function isMerged({ via }: Member): boolean {
  return via?.some(({ rule }) => rule === 'merge-key') ?? false;
}
