/** What the `rules` of an include decide in a scenario. */
import { isDoubt, type Truth } from '../expression/truth.ts';
import { cachedBy, cachedByPair } from '../text/cached.ts';
import { sourceOf } from '../yaml/edit/style.ts';
import type { Value } from '../yaml/value/value.ts';
import { isRefusal } from './changes.ts';
import { decide, lettingOf, rulesIn } from './rules.ts';
import { includeContext } from './scenario-context.ts';
import type { Scenario } from './scenario.ts';

/** Whether rules of an include let it be included; a doubt also if GitLab may not be able to try them. */
export const isIncluded = cachedByPair((rules: Value, scenario: Scenario): Truth => {
  if (rules.kind === 'unknown') return { on: ['rules that were not read'] };
  const decisions = decide(rulesIn(rules), includeContext(scenario));
  return isRefusal(decisions) ? { on: ['a rule that GitLab cannot evaluate'] } : lettingOf(decisions);
});

/** A condition whose outcome is unknown; rules with the same text have the same outcome. */
export type IncludeCondition = string;

export type Conditions = ReadonlySet<IncludeCondition>;

/** Nothing if the outcome is known. */
export function conditionIn(rules: Value | undefined, scenario: Scenario): IncludeCondition | undefined {
  return rules && isDoubt(isIncluded(rules, scenario)) ? textOf(rules) : undefined;
}

const textOf = cachedBy(({ at }: Value): IncludeCondition => sourceOf(at));
