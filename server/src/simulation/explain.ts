/** Explains how the rules of a job or the workflow are tried one after the other, clause by clause. */
import { given } from '../ci/blank.ts';
import type { CachedPipeline } from '../ci/cached-pipeline.ts';
import type { Truth } from '../expression/truth.ts';
import { cachedByPair } from '../text/cached.ts';
import { member, type Value } from '../yaml/value/value.ts';
import type { JobRefusal } from './changes.ts';
import { firstContext } from './jobs.ts';
import type { PlannedJob } from './plan.ts';
import { CLAUSE_NAMES, clauseHolds, rulesIn, type RuleContext } from './rules.ts';
import { jobContext } from './scenario-context.ts';
import type { Scenario } from './scenario.ts';
import type { Scope } from './scope.ts';
import { seedOf } from './seeds.ts';
import { beginningOf } from './simulate.ts';
import type { Workflow } from './workflow.ts';

/** For this name, the workflow is meant; otherwise a job or a template. */
export const WORKFLOW = 'workflow';

export interface Clause {
  readonly name: string;
  readonly value: Value;
  readonly holds: Truth | JobRefusal;
}

export interface TriedRule {
  readonly number: number;
  readonly count: number;
  readonly rule: Value;
  readonly clauses: readonly Clause[];
  readonly context: RuleContext;
}

/** The rules up to the first that certainly matches. */
export function triedRules(pipeline: CachedPipeline, scenario: Scenario, name: string): readonly TriedRule[] {
  const value = pipeline.merged.members.get(name)?.value;
  const context = contextFor(pipeline, scenario, name);
  if (!value || !context) return [];
  const rules = rulesIn(given(value, 'rules'));
  const tried: TriedRule[] = [];
  for (const [index, rule] of rules.entries()) {
    const clauses = CLAUSE_NAMES.flatMap(key => clauseIn(rule, key, context));
    tried.push({ number: index + 1, count: rules.length, rule, clauses, context });
    if (clauses.every(({ holds }) => holds === true)) break;
  }
  return tried;
}

function clauseIn(rule: Value, key: string, context: RuleContext): readonly Clause[] {
  const value = member(rule, key)?.value;
  const holds = value && clauseHolds(key, value, context);
  return value && holds !== undefined ? [{ name: key, value, holds }] : [];
}

const beginningFor = cachedByPair((pipeline: CachedPipeline, scenario: Scenario) => beginningOf(pipeline, scenario));

/** What the workflow decides. */
export function workflowFor(pipeline: CachedPipeline, scenario: Scenario): Workflow {
  return beginningFor(pipeline, scenario).workflow;
}

/** What the rules of an entry see; for a job with copies, those of the first copy. */
export function contextFor(pipeline: CachedPipeline, scenario: Scenario, name: string): RuleContext | undefined {
  const beginning = beginningFor(pipeline, scenario);
  if (name === WORKFLOW) return beginning.context;
  const value = pipeline.merged.members.get(name)?.value;
  return value && firstContext(seedOf(name, value, true), beginning);
}

/** What the variables of a planned job are expanded with, including those of the deciding rule. */
export function scopeOfJob(pipeline: CachedPipeline, scenario: Scenario, job: PlannedJob): Scope {
  const { around } = beginningFor(pipeline, scenario);
  const { name, base, value, stage, variables, row } = job;
  return jobContext(around, { copy: { name, variables: row }, base, job: value, stage, total: 1, variables }).scope;
}
