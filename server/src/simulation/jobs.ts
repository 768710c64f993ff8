/** Plans one job of the file: for each of its copies, whether it is in the pipeline and how it runs. */
import { isNull } from '../ci/blank.ts';
import type { Copy } from '../ci/copies.ts';
import { every, isDoubt, joined, type Doubt, type Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { agreedAttributes } from './agree.ts';
import { attributesOf, letsIn, UNREAD, type Own } from './attributes.ts';
import { isRefusal } from './changes.ts';
import { jobContext, type ScenarioContext } from './scenario-context.ts';
import { cycleIn, type Cycle } from './cycle.ts';
import { needsIn, type CopiesOf, type NeedList } from './needs.ts';
import type { Attributes, Cause, PlannedJob } from './plan.ts';
import { partsOf } from './policies.ts';
import { decide, doubtAmong, rulesIn, type RuleContext, type Decision } from './rules.ts';
import type { Variables } from './scope.ts';
import { inheritedBy, over, variablesIn } from './yaml-variables.ts';

/** A job of the file with its copies. */
export interface Seed {
  readonly name: string;
  readonly value: Value;
  readonly stage: string;
  readonly copies: readonly Copy[];
}

export interface PipelineContext {
  readonly around: ScenarioContext;
  /** Those of the root and the workflow. */
  readonly variables: Variables;
  readonly copiesOf: CopiesOf;
  /** Stays the same as long as all jobs have the same copies. */
  readonly copies: string;
  /** Whether jobs without rules run for branches and tags only. */
  readonly hasDefault: Truth;
}

/** Cached as long as everything that it depends on is the same, so that an edit only plans the jobs that it changes. */
export function planJob(seed: Seed, shared: PipelineContext): readonly PlannedJob[] {
  const cached = CACHE.get(seed.value);
  if (cached && isSame(cached, seed, shared)) return cached.jobs;
  const jobs = planAnew(seed, shared);
  CACHE.set(seed.value, { seed, shared, jobs });
  return jobs;
}

interface CachedPlan {
  readonly seed: Seed;
  readonly shared: PipelineContext;
  readonly jobs: readonly PlannedJob[];
}

const CACHE = new WeakMap<Value, CachedPlan>();

function isSame(
  cached: CachedPlan,
  { name, stage }: Seed,
  { around, variables, copies, hasDefault }: PipelineContext,
): boolean {
  const { seed, shared } = cached;
  if (seed.name !== name || seed.stage !== stage || shared.hasDefault !== hasDefault) return false;
  return shared.around === around && shared.variables === variables && shared.copies === copies;
}

function planAnew(seed: Seed, shared: PipelineContext): readonly PlannedJob[] {
  const { value } = seed;
  const written = writtenFor(value, shared.variables);
  const needs = member(value, 'needs')?.value;
  // most needs do not refer to the matrix: then all copies have the same ones
  const common = needsIn(needs, shared.copiesOf, NO_ROW);
  return seed.copies.map(copy => {
    const find: Own['needsIn'] = list => needsIn(list, shared.copiesOf, copy.variables);
    const own = common.missing.length > 0 ? needsIn(needs, shared.copiesOf, copy.variables) : common;
    return planCopy(seed, copy, shared, {
      value,
      variables: over(written, rowVariables(copy)),
      needs: own,
      needsIn: find,
    });
  });
}

const NO_ROW: Copy['variables'] = new Map();

/** The variables of the file that a job sees, given those of the pipeline. */
function writtenFor(job: Value, variables: Variables): Variables {
  return over(inheritedBy(job, variables), variablesIn(member(job, 'variables')?.value));
}

/** Whether each copy of a job is in the pipeline, by name. */
export function inclusionsOf(
  seed: Seed,
  shared: Pick<PipelineContext, 'around' | 'variables' | 'hasDefault'>,
): ReadonlyMap<string, Truth> {
  const { value } = seed;
  const written = writtenFor(value, shared.variables);
  const own = (variables: Variables): Own => ({ value, variables, needs: NO_NEEDS, needsIn: () => NO_NEEDS });
  return new Map(
    seed.copies.slice(0, MOST_TRIED).map(copy => {
      const variables = over(written, rowVariables(copy));
      const context = contextOf(seed, copy, shared.around, variables);
      return [copy.name, fateOf(own(variables), context, shared).included];
    }),
  );
}

/** Nobody writes rules that distinguish more copies. */
const MOST_TRIED = 20;
const NO_NEEDS: NeedList = { needs: [], missing: [], open: false };

/** The cycle of variables in a copy of the job, whether that is in the pipeline or not. */
export function cycleOfJob(
  seed: Seed,
  { around, variables }: Pick<PipelineContext, 'around' | 'variables'>,
): Cycle | undefined {
  const written = writtenFor(seed.value, variables);
  for (const copy of seed.copies) {
    const cycle = cycleIn(contextOf(seed, copy, around, over(written, rowVariables(copy))).scope);
    if (cycle) return cycle;
  }
  return undefined;
}

/** What the rules of the first copy of a job see. */
export function firstContext(
  seed: Seed,
  { around, variables }: Pick<PipelineContext, 'around' | 'variables'>,
): RuleContext | undefined {
  const [copy] = seed.copies;
  if (!copy) return undefined;
  return contextOf(seed, copy, around, over(writtenFor(seed.value, variables), rowVariables(copy)));
}

function contextOf(
  { name, value, stage, copies }: Seed,
  copy: Copy,
  around: ScenarioContext,
  variables: Variables,
): RuleContext {
  const total = copy.index === undefined ? 1 : copies.length;
  return jobContext(around, { copy, base: name, job: value, stage, total, variables });
}

function rowVariables({ variables }: Copy): Variables {
  return new Map([...variables].map(([name, value]) => [name, { value }]));
}

function planCopy(seed: Seed, copy: Copy, shared: PipelineContext, own: Own): PlannedJob {
  const { name: base, value, stage } = seed;
  const context = contextOf(seed, copy, shared.around, own.variables);
  return {
    name: copy.name,
    base,
    value,
    stage,
    row: copy.variables,
    ownNeeds: own.needs.needs,
    cycle: cycleIn(context.scope),
    ...fateOf(own, context, shared),
  };
}

type Fate = Attributes & { readonly included: Truth; readonly cause: Cause };

function fateOf(own: Own, context: RuleContext, shared: Pick<PipelineContext, 'hasDefault'>): Fate {
  const rules = member(own.value, 'rules');
  if (rules && !isNull(rules.value)) return byRules(own, rulesIn(rules.value), context);
  // a template that was not read may have rules or filters
  const isOpen = own.value.kind === 'map' && own.value.open;
  const parts = partsOf(own.value, context, rules ? false : isOpen ? UNREAD : shared.hasDefault);
  const known = every(parts.map(({ lets }) => lets));
  const included = isOpen && known === true ? UNREAD : known;
  const cause: Cause = parts.length > 0 ? { by: 'policies', parts } : { by: 'nothing' };
  return { ...attributesOf(own, undefined), included, cause };
}

function byRules(own: Own, rules: readonly Value[], context: RuleContext): Fate {
  const decisions = decide(rules, context);
  if (isRefusal(decisions))
    return { ...attributesOf(own, undefined), included: false, cause: { by: 'refusal', message: decisions.refusal } };
  const doubt = doubtAmong(decisions);
  const possible = decisions.map(({ rule }) => ({ rule, attributes: attributesOf(own, rule) }));
  const staying = possible.filter(({ rule, attributes }) => rule && attributes.when !== 'never');
  const attributes = agreedAttributes(
    (staying.length > 0 ? staying : possible).map(one => one.attributes),
    doubt,
  );
  return {
    ...attributes,
    included: inclusion(own, decisions, doubt),
    cause: { by: 'rules', decisions },
  };
}

/** In if every possible rule lets it in, out if none does; otherwise it depends. */
function inclusion(own: Own, decisions: readonly Decision[], doubt: Doubt): Truth {
  const truths = decisions.map(({ rule }): Truth => rule !== undefined && letsIn(own, rule));
  const [first] = truths;
  if (first === undefined || truths.some(isDoubt)) return joined(doubt, ...truths.filter(isDoubt));
  return truths.every(truth => truth === first) ? first : doubt;
}
