/** How the rules of a job or of the workflow are tried one after the other, clause by clause. */
import { given } from '../ci/blank.ts';
import type { KeptPipeline } from '../ci/kept-pipeline.ts';
import type { Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import type { Refusal } from './changes.ts';
import { firstContext } from './jobs.ts';
import { clauseHolds, rulesIn, type Context } from './rules.ts';
import type { Scenario } from './scenario.ts';
import { seedOf } from './seeds.ts';
import { beginningOf, type Beginning } from './simulate.ts';

/** Of this name the workflow, else a job or a template. */
export const WORKFLOW = 'workflow';

export interface Clause {
  readonly name: string;
  readonly value: Value;
  readonly holds: Truth | Refusal;
}

export interface TriedRule {
  readonly number: number;
  readonly count: number;
  readonly rule: Value;
  readonly clauses: readonly Clause[];
  readonly context: Context;
}

const CLAUSES = ['if', 'changes', 'exists'];

/** The rules up to the first that certainly holds. */
export function triedRules(pipeline: KeptPipeline, scenario: Scenario, name: string): readonly TriedRule[] {
  const value = pipeline.merged.members.get(name)?.value;
  const context = contextFor(pipeline, scenario, name);
  if (!value || !context) return [];
  const rules = rulesIn(given(value, 'rules'));
  const tried: TriedRule[] = [];
  for (const [index, rule] of rules.entries()) {
    const clauses = CLAUSES.flatMap(key => clauseIn(rule, key, context));
    tried.push({ number: index + 1, count: rules.length, rule, clauses, context });
    if (clauses.every(({ holds }) => holds === true)) break;
  }
  return tried;
}

function clauseIn(rule: Value, key: string, context: Context): readonly Clause[] {
  const value = member(rule, key)?.value;
  const holds = value && clauseHolds(key, value, context);
  return value && holds !== undefined ? [{ name: key, value, holds }] : [];
}

/** What the rules of an entry see; of a job with copies those of its first one. */
export function contextFor(pipeline: KeptPipeline, scenario: Scenario, name: string): Context | undefined {
  const beginning = kept(pipeline, scenario);
  if (name === WORKFLOW) return beginning.context;
  const value = pipeline.merged.members.get(name)?.value;
  return value && firstContext(seedOf(name, value, true), beginning);
}

const BEGINNINGS = new WeakMap<KeptPipeline, WeakMap<Scenario, Beginning>>();

function kept(pipeline: KeptPipeline, scenario: Scenario): Beginning {
  const all = BEGINNINGS.get(pipeline) ?? new WeakMap<Scenario, Beginning>();
  BEGINNINGS.set(pipeline, all);
  const known = all.get(scenario) ?? beginningOf(pipeline, scenario);
  all.set(scenario, known);
  return known;
}
