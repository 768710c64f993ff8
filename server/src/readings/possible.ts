/** Decides whether a key can be added to the existing keys of a mapping, by what they require of each other. */
import type { KeyRule } from '../spec/shape.ts';

type Values = ReadonlyMap<string, string>;

/** A key is possible unless an existing key excludes it, or excludes what it needs. */
export function isPossible(
  rules: readonly KeyRule[],
  key: string,
  present: readonly string[],
  values: Values = new Map(),
): boolean {
  return rules.every(rule => !excludes(rule, key, present, values) && canGetNeeded(rules, rule, key, present));
}

function excludes(rule: KeyRule, key: string, present: readonly string[], values: Values): boolean {
  switch (rule.kind) {
    case 'exactlyOne':
    case 'atMostOne':
      return rule.keys.includes(key) && rule.keys.some(other => present.includes(other));
    case 'notWith':
      return (key === rule.key && present.includes(rule.other)) || (key === rule.other && present.includes(rule.key));
    case 'onlyWhen': {
      const value = key === rule.key ? values.get(rule.when.key) : undefined;
      return value !== undefined && !value.includes('$') && !rule.when.values.includes(value);
    }
    default:
      return false;
  }
}

/** Whether what the key needs exists or can still be added. */
function canGetNeeded(rules: readonly KeyRule[], rule: KeyRule, key: string, present: readonly string[]): boolean {
  if (rule.kind !== 'needs' || rule.key !== key || rule.value !== undefined || present.includes(rule.needs))
    return true;
  return rules.every(other => !excludes(other, rule.needs, present, new Map()));
}
