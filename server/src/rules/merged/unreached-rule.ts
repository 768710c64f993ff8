/**
 * Warns about a rule that GitLab never evaluates: an earlier one always matches, or matches whenever this one would.
 */
import { textOf } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { evaluate } from '../../expression/evaluate.ts';
import { tokensOf } from '../../expression/tokens.ts';
import { fix } from '../../readings/check/at.ts';
import { isReported } from '../../readings/check/condition.ts';
import { alwaysMatches, conditionsOf, rulesIn } from '../../simulation/rules.ts';
import { childIncludeRules, includeRules } from '../../spec/rules.ts';
import { cachedBy, cachedByText } from '../../text/cached.ts';
import type { Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { appendItem, removeItem, sourceOf } from '../../yaml/edit/edit.ts';
import { asWritten } from '../../yaml/value/step.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { grounded } from '../engine/judgement.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { BlockRule } from '../engine/rule.ts';
import type { Scene } from '../engine/scene.ts';
import { visitsIn } from '../engine/visits.ts';

/** Reported once per list, at the first unreachable rule. */
export function unreachedRules(scene: Scene, { name, value }: EffectiveJob): readonly MergedFinding[] {
  const list = member(value, 'rules')?.value;
  if (list?.kind !== 'list' || !hasUnreached(asWritten(list))) return [];
  const found = unreachedIn(list, scene.configuration.entry(name)?.key);
  return found ? grounded(scene, { facts: [[name, 'rules']] }, () => [found]) : [];
}

/** The same for rules of an include, which belong to their file alone. */
export const unreachedIncludeRules: BlockRule = {
  codes: ['unreached-rule'],
  check(context, report) {
    for (const { field, member: held } of visitsIn(context)) {
      if (field !== includeRules && field !== childIncludeRules) continue;
      const found = unreachedIn(held.value, held.key);
      if (found) report(found.finding);
    }
  },
};

/** Once for all jobs that inherit the list: the steps by which it arrives make no other rule unreachable. */
export const hasUnreached = cachedBy((list: Value): boolean => unreachedIn(list, undefined) !== undefined);

function unreachedIn(list: Value, key: Place | undefined): MergedFinding | undefined {
  if (list.kind !== 'list') return undefined;
  const rules = rulesIn(list);
  const found = afterCatchAll(rules) ?? repeated(rules);
  return found && findingOf(found, list, key);
}

interface Unreached {
  readonly rules: readonly [Value, ...Value[]];
  readonly by: Value;
  /** Counted from 1. */
  readonly number: number;
  readonly why: 'always' | 'constant' | 'same';
}

function afterCatchAll(rules: readonly Value[]): Unreached | undefined {
  const index = rules.findIndex(rule => alwaysMatches(rule) || isConstant(rule));
  const [by, first, ...more] = index < 0 ? [] : rules.slice(index);
  const why = by && alwaysMatches(by) ? 'always' : 'constant';
  return by && first && { rules: [first, ...more], by, number: index + 1, why };
}

/**
 * Whether the only condition of a rule is an `if` that holds whatever the variables are, and is meant to: others are
 * reported at their place.
 */
function isConstant(rule: Value): boolean {
  const condition = member(rule, 'if')?.value;
  const text = textOf(condition);
  if (text === undefined || !alwaysHolds(text)) return false;
  if (condition?.kind !== 'scalar' || conditionsOf(rule)?.length !== 1) return false;
  // an input may have another value elsewhere
  return !condition.via.some(step => step.rule === 'input') && !isReported(text, condition);
}

/** Far more than the conditions of a file. */
const MOST_TEXTS = 5000;

const alwaysHolds = cachedByText((text: string): boolean => {
  const isKnown = tokensOf(text).every(({ kind }) => kind !== 'variable' && kind !== 'input');
  return isKnown && evaluate(text, () => null) === true;
}, MOST_TEXTS);

/** A rule with exactly the `if` of an earlier one that has no other condition. */
function repeated(rules: readonly Value[]): Unreached | undefined {
  const first = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    const text = textOf(member(rule, 'if')?.value)?.trim();
    if (text === undefined) continue;
    const before = first.get(text);
    const by = before === undefined ? undefined : rules[before];
    if (before !== undefined && by) return { rules: [rule], by, number: before + 1, why: 'same' };
    if (conditionsOf(rule)?.length === 1) first.set(text, index);
  }
  return undefined;
}

const REASONS: Readonly<Record<Unreached['why'], string>> = {
  always: 'always matches, since it has no `if`, `changes` or `exists`',
  constant: 'always matches, since its `if` holds whatever the variables are',
  same: 'has the same `if`, and GitLab takes the first rule that matches',
};

/** Reported where the entry itself combines the two: a list from elsewhere is fine by itself. */
function findingOf(found: Unreached, list: Value, key: Place | undefined): MergedFinding {
  const { rules, by, number, why } = found;
  const [first] = rules;
  const isOwn = (rule: Value): boolean => key !== undefined && rule.at.block === key.block;
  const atCause = isOwn(by) && !isOwn(first);
  const reason = `rule ${number} ${REASONS[why]}`;
  const message = atCause
    ? `The rules after this one are never evaluated: ${reason}. Move it to the end of the list.`
    : `This rule is never evaluated: ${reason}. ${why === 'same' ? 'Remove one of them' : 'Put that one last'}.`;
  const [at, other] = atCause ? [by, first] : [first, by];
  const related = [{ at: other.at, message: atCause ? 'This is the first of them.' : `This is rule ${number}.` }];
  // this is how a job is switched off for a while
  const isSwitch = number === 1 && textOf(member(by, 'when')?.value) === 'never';
  return {
    finding: {
      ...{ code: 'unreached-rule', message, at: at.at, related },
      ...(isSwitch && { severity: 'hint' as const }),
      fixes: atCause ? [] : [...moveLast(found, list), ...remove(found)],
    },
    via: [...list.via, ...at.via],
  };
}

/** Only a rule on one line, the only one of its kind, in the same list. */
function moveLast({ rules, by, why }: Unreached, list: Value): readonly Fix[] {
  const source = sourceOf(by.at);
  const isHere = (rule: Value): boolean => list.kind === 'list' && list.items.includes(rule);
  if (why === 'same' || /[\r\n]/.test(source) || ![by, ...rules].every(isHere)) return [];
  if (rules.some(alwaysMatches)) return [];
  return fix('Move the rule that always matches to the end', () => {
    const [removed, added] = [removeItem(by.at), appendItem(list.at, source)];
    return removed.length > 0 && added.length > 0 ? [...removed, ...added] : [];
  });
}

function remove({ rules }: Unreached): readonly Fix[] {
  const title = rules.length === 1 ? 'Remove the rule' : `Remove the ${rules.length} rules`;
  return fix(`${title} that GitLab never evaluates`, () => {
    const edits = rules.map(({ at }) => removeItem(at));
    return edits.every(some => some.length > 0) ? edits.flat() : [];
  });
}
