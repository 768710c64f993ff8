/** Finds the value of a clause at a target, among mappings that may contain it. */
import { member, type Value } from '../../yaml/value/value.ts';
import type { Target } from '../target.ts';

/** The values of a clause in those mappings that contain the target; a mapping that is reached twice counts once. */
export function valuesIn(rules: readonly Value[], target: Target, clause: string): readonly Value[] {
  const held = rules.find(rule => holdsTarget(rule, target));
  const value = held && member(held, clause);
  return value && holdsTarget(value.value, target, value.key) ? [value.value] : [];
}

/** Whether the target is in the value, or is its key. */
function holdsTarget({ at }: Value, { block, node }: Target, key?: Value['at']): boolean {
  const isIn = (place: Value['at']): boolean =>
    place.block === block && place.span.start <= node.span.start && node.span.end <= place.span.end;
  return isIn(at) || (key !== undefined && isIn(key));
}
