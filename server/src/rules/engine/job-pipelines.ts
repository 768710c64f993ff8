/** In which pipelines a job is; computed on demand, and cached while the job stays the same. */
import { readsOf, resolveJob } from '../../ci/resolve-job.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import type { TreeFile } from '../../ci/include-tree.ts';
import { hasTag } from '../../ci/reference.ts';
import type { Truth } from '../../expression/truth.ts';
import { areIncluded, isEntryIncluded, rulesAbove } from '../../simulation/inclusion.ts';
import { inclusionsOf, type PipelineContext } from '../../simulation/jobs.ts';
import { cachedByPair } from '../../text/cached.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { seedOf } from '../../simulation/seeds.ts';
import { beginningOf } from '../../simulation/simulate.ts';
import type { Value } from '../../yaml/value/value.ts';
import { LONE_KEYS } from './inherited-edit.ts';
import type { Scene } from './scene.ts';
import { decidingText } from './deciding-text.ts';
import { globalsOf, type Globals } from './globals.ts';

/** What all jobs share in a scenario. */
interface Start extends Pick<PipelineContext, 'around' | 'variables' | 'hasDefault'> {
  /** Whether a job is in the pipeline, by the text that decides about it. */
  readonly cached: Map<string, Truth>;
}

/** Whether each copy of a job is in the pipeline of a scenario, by name; nothing if there may be no pipeline. */
export function inclusionsIn(scene: Scene, name: string, scenario: Scenario): ReadonlyMap<string, Truth> | undefined {
  const found = inclusionsByRules(scene, name, scenario);
  const isThere = found && isThereAsMerged(scene, name, scenario);
  return isThere === true ? found : found && new Map([...found.keys()].map(copy => [copy, isThere ?? false]));
}

/** A doubt also if files may be left out that have parts of it: without them, the job may need others. */
function isThereAsMerged({ project }: Scene, name: string, scenario: Scenario): Truth {
  const isThere = isEntryIncluded(project, name, scenario);
  if (isThere === false) return false;
  const parts = [name, ...readsOf(project, name), 'workflow', 'variables'];
  const hasPart = ({ source }: TreeFile): boolean => parts.some(part => decides(source.root.members.get(part)?.value));
  return areIncluded(project, hasPart, scenario) === true || { on: ['the files that are included'] };
}

/** Whether a part may decide in which pipelines a job is, and what it needs there. */
function decides(part: Value | undefined): boolean {
  if (part?.kind !== 'map' || part.open || hasTag(part)) return part !== undefined;
  return [...part.members.keys()].some(key => !LONE_KEYS.has(key));
}

/** As if all files were included. */
function inclusionsByRules(scene: Scene, name: string, scenario: Scenario): ReadonlyMap<string, Truth> | undefined {
  const globals = globalsOf(scene);
  const start = startOf(globals, scenario);
  const value = start && resolveJob(scene.project, name)?.value;
  if (!value) return undefined;
  const sign = decidingText(value);
  if (sign !== undefined) return new Map([[name, inclusionBy(sign, start, { name, value })]]);
  let cached = CACHE.get(value);
  if (cached?.globals !== globals || cached.name !== name)
    CACHE.set(value, (cached = { globals, name, found: new Map() }));
  const found = cached.found.get(scenario) ?? inclusionsOf(seedOf(name, value, true), start);
  cached.found.set(scenario, found);
  return found;
}

/** Whether both are in the same pipelines, whatever those are. */
export function goTogether({ project }: Scene, one: EffectiveJob, other: EffectiveJob): boolean {
  const sign = decidingText(one.value);
  if (sign === undefined || sign !== decidingText(other.value)) return false;
  return rulesAbove(project, one.name) === rulesAbove(project, other.name);
}

/** Cached, since most jobs of a large pipeline share their rules with others. */
function inclusionBy(sign: string, start: Start, { name, value }: { name: string; value: Value }): Truth {
  const cached = start.cached.get(sign);
  if (cached !== undefined) return cached;
  const [truth = false] = inclusionsOf(seedOf(name, value, true), start).values();
  start.cached.set(sign, truth);
  return truth;
}

interface CachedInclusions {
  readonly globals: Globals;
  readonly name: string;
  readonly found: Map<Scenario, ReadonlyMap<string, Truth>>;
}

const CACHE = new WeakMap<Value, CachedInclusions>();

/** Nothing if there may be no pipeline. */
const startOf = cachedByPair(({ merged, complete }: Globals, scenario: Scenario): Start | undefined => {
  const { around, workflow, variables } = beginningOf({ merged, complete, jobs: new Map() }, scenario);
  return workflow.lets === true ? { around, variables, hasDefault: !workflow.hasRules, cached: new Map() } : undefined;
});
