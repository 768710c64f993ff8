/** `rules`: the first that matches decides. If one may match, it and those after it are all possible. */
import { evaluate } from '../expression/evaluate.ts';
import { isDoubt, joined, type Doubt, type Truth } from '../expression/truth.ts';
import { given, isNull, textOf } from '../ci/blank.ts';
import type { Value } from '../yaml/value/value.ts';
import { changesHold, isRefusal, type JobRefusal, type Risk } from './changes.ts';
import { existsHolds } from './exists.ts';
import type { Scenario } from './scenario.ts';
import { valueIn, type Scope } from './scope.ts';

/** What rules are evaluated with. */
export interface RuleContext {
  readonly scenario: Scenario;
  /** The variables that conditions and paths see. */
  readonly scope: Scope;
}

/** A rule that may decide; without a rule, none of them matches. */
export interface Decision {
  readonly rule?: Value;
  /** Counted from 1, among `count` rules. */
  readonly number: number;
  readonly count: number;
  /** What this decision depends on; `undefined` if it is certain once the rules before it have not matched. */
  readonly doubt?: Doubt;
  /** GitLab may refuse to try the rule. */
  readonly risk?: Risk;
}

/** All possible decisions, in the order of the rules; the last one is certain if no other is. */
export function decide(rules: readonly Value[], context: RuleContext): readonly Decision[] | JobRefusal {
  const decisions: Decision[] = [];
  const count = rules.length;
  for (const [index, rule] of rules.entries()) {
    const holds = ruleHolds(rule, context);
    if (isRefusal(holds) && !isDoubt(holds)) {
      const risk = riskOf(holds, doubtsIn(decisions));
      return decisions.length === 0 ? holds : [...decisions, { number: 0, count, risk }];
    }
    if (holds === false) continue;
    const doubts = isDoubt(holds) && { doubt: holds, ...(isRefusal(holds) && { risk: holds }) };
    decisions.push({ rule, number: index + 1, count, ...doubts });
    if (holds === true) return decisions;
  }
  return [...decisions, { number: 0, count }];
}

function doubtsIn(decisions: readonly Decision[]): readonly Doubt[] {
  return decisions.flatMap(({ doubt }) => doubt ?? []);
}

function riskOf({ refusal }: JobRefusal, doubts: readonly Doubt[]): Risk {
  return { refusal, ...joined(...doubts) };
}

/** What it depends on which of them decides. */
export function doubtAmong(decisions: readonly Decision[]): Doubt {
  return joined(...doubtsIn(decisions));
}

/** The risk that GitLab refuses to try one of them. */
export function riskAmong(decisions: readonly Decision[]): Risk | undefined {
  const [first] = decisions.flatMap(({ risk }) => risk ?? []);
  return (
    first &&
    riskOf(
      first,
      decisions.flatMap(({ risk }) => risk ?? []),
    )
  );
}

/** Whether rules that only let something through or not (`when: never`) do so. */
export function lettingOf(decisions: readonly Decision[]): Truth {
  const truths = decisions.map(({ rule }) => lettingIn(rule));
  const [first] = truths;
  const isRisky = riskAmong(decisions) !== undefined && first !== false;
  const isKnown = first !== undefined && !isRisky && !truths.some(isDoubt) && truths.every(truth => truth === first);
  return isKnown ? first : joined(doubtAmong(decisions), ...truths.filter(isDoubt));
}

export function lettingIn(rule: Value | undefined): Truth {
  const when = given(rule, 'when');
  if (when?.kind === 'unknown') return { on: ['a value that was not read'] };
  return rule !== undefined && textOf(when) !== 'never';
}

/** The rules one by one, including those of nested lists. */
export function rulesIn(value: Value | undefined): readonly Value[] {
  const rules: Value[] = [];
  if (value && !isNull(value)) addRules(value, rules);
  return rules;
}

/** Nobody writes more, but lists of aliases may expand to more. */
const MOST_RULES = 5000;

function addRules(value: Value, rules: Value[]): void {
  if (rules.length >= MOST_RULES || isNull(value)) return;
  if (value.kind !== 'list') rules.push(value);
  else for (const item of value.items) addRules(item, rules);
}

const CLAUSES: Readonly<Record<string, (value: Value, context: RuleContext) => Truth | JobRefusal | Risk>> = {
  if: (value, { scope }) => conditionHolds(value, scope),
  changes: (value, { scenario, scope }) => changesHold(value, scenario, scope),
  exists: (value, { scenario, scope }) => existsHolds(value, scenario, scope),
};

/** The keys that decide when a rule applies. */
export const CLAUSE_NAMES: readonly string[] = Object.keys(CLAUSES);

/** The conditions of a rule (one without any always matches); nothing if it could not be read. */
export function conditionsOf(rule: Value): readonly Value[] | undefined {
  if (rule.kind !== 'map' || rule.open || rule.members.size === 0) return undefined;
  return CLAUSE_NAMES.flatMap(name => given(rule, name) ?? []);
}

/** Whether a rule matches in any case. */
export function alwaysMatches(rule: Value): boolean {
  if (rule.kind !== 'map' || rule.open || rule.members.size === 0) return false;
  return !CLAUSE_NAMES.some(name => given(rule, name));
}

/** Whether one clause of a rule (`if`, `changes` or `exists`) holds, or why GitLab cannot try it. */
export function clauseHolds(name: string, value: Value, context: RuleContext): Truth | JobRefusal | Risk | undefined {
  return Object.hasOwn(CLAUSES, name) && !isNull(value) ? CLAUSES[name]?.(value, context) : undefined;
}

/** All clauses have to hold, in the order in which they are written; the first that does not ends it. */
function ruleHolds(rule: Value, context: RuleContext): Truth | JobRefusal | Risk {
  if (rule.kind !== 'map') return UNREAD;
  const doubts: Doubt[] = rule.open ? [UNREAD] : [];
  let refused: JobRefusal | undefined;
  for (const [name, { value }] of rule.members) {
    const clause = Object.hasOwn(CLAUSES, name) && !isNull(value) ? CLAUSES[name] : undefined;
    const holds = clause ? clause(value, context) : true;
    if (holds === false) return refused !== undefined && riskOf(refused, doubts);
    if (isRefusal(holds)) refused ??= holds;
    if (isDoubt(holds)) doubts.push(holds);
    else if (isRefusal(holds)) return doubts.length === 0 ? holds : riskOf(holds, doubts);
  }
  if (doubts.length === 0) return true;
  return refused ? riskOf(refused, doubts) : joined(...doubts);
}

const UNREAD: Doubt = { on: ['a rule that was not read'] };

/** A condition that GitLab cannot read never holds; earlier checks report it. */
export function conditionHolds(value: Value, scope: Scope): Truth {
  const text = textOf(value);
  if (text === undefined) return value.kind === 'unknown' ? { on: ['a condition that was not read'] } : false;
  return evaluate(text, name => valueIn(scope, name)) ?? false;
}
