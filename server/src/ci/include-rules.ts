/** `rules` of an include: whether it applies. */
import { member, type MapValue, type Value } from '../yaml/value.ts';
import { textOf } from './blank.ts';

/** Whether rules decide about the entry in a way that cannot be told here. */
export function isConditional(value: MapValue): boolean {
  return rulesOf(value).some(rule => !isUnconditional(rule)) || member(value, 'rules')?.value.kind === 'unknown';
}

/** Whether the first rule says "never" and asks for nothing. */
export function isExcluded(value: MapValue): boolean {
  const [first] = rulesOf(value);
  const when = member(first, 'when')?.value;
  return isUnconditional(first) && textOf(when) === 'never';
}

function rulesOf(value: MapValue): readonly Value[] {
  const rules = member(value, 'rules')?.value;
  return rules?.kind === 'list' ? rules.items : [];
}

function isUnconditional(rule: Value | undefined): boolean {
  return rule?.kind === 'map' && !rule.open && ['if', 'exists', 'changes'].every(key => !rule.members.has(key));
}
