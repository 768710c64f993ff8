/**
 * Merge keys as Psych applies them: shallow, in the order of the text; where there is nothing to merge, `<<` is a plain
 * key.
 */
import type { Place } from '../../text/span.ts';
import { addMember, NONE_LOST, type Members } from './members.ts';
import { readScalar } from './scalar.ts';
import { memberWithStep } from './step.ts';
import { fullTag, isOrderedMap, isReference } from './tag.ts';
import type { Node, Pair } from '../tree.ts';
import type { MapValue, Value } from './value.ts';

/** Psych merges at a quoted `<<` too, unless a tag makes it a string. */
export function isMergeKey({ key }: Pair): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false;
  return (
    !key.tag || (!isReference(key) && fullTag(key) !== 'tag:yaml.org,2002:str' && readScalar(key).type === 'string')
  );
}

/** The mappings that a merge key adds, the one that wins last; `undefined` if `<<` is an ordinary key. */
export function mergedMaps(node: Node, value: Value): readonly MapValue[] | undefined {
  if (value.kind === 'map') return node.kind === 'alias' || node.kind === 'map' ? [value] : undefined;
  if (value.kind !== 'list' || node.kind !== 'list' || isOrderedMap(node)) return undefined;
  const maps = value.items.filter(item => item.kind === 'map');
  return maps.length === value.items.length ? maps.toReversed() : undefined;
}

/** Whether GitLab's loader crashes on this value of a merge key. */
export function crashesMerge(node: Node): boolean {
  return node.kind === 'list' && isReference(node);
}

/** Adds the members of a mapping; they replace those above the merge key. */
export function addMerged(members: Members, map: MapValue, key: Place): void {
  for (const [id, held] of map.members)
    addMember(members, id, { ...memberWithStep(held, { rule: 'merge-key', at: key }), replaced: NONE_LOST });
}
