/** The jobs of a pipeline in GitLab's order: by stage, then as they are written. */
import { copiesOf } from '../ci/copies.ts';
import { isNull, textOf } from '../ci/blank.ts';
import type { CachedPipeline } from '../ci/cached-pipeline.ts';
import { stagesIn, USUAL_STAGE } from '../ci/stages.ts';
import { cachedBy } from '../text/cached.ts';
import { member, type Value } from '../yaml/value/value.ts';
import type { Seed } from './jobs.ts';

export function seedsOf({ merged, jobs }: CachedPipeline): readonly Seed[] {
  const stages = stagesIn(merged.members.get('stages'))?.names ?? [];
  // those of no known stage come first
  const byStage = new Map<string | undefined, Seed[]>([undefined, ...stages].map(stage => [stage, []]));
  let count = 0;
  for (const { name, value } of jobs.values()) {
    const seed = seedOf(name, value, count < MOST_JOBS);
    count += seed.copies.length;
    (byStage.get(seed.stage) ?? byStage.get(undefined))?.push(seed);
  }
  return [...byStage.values()].flat();
}

/** Copies are distinguished up to this number; further jobs count as one each. */
const MOST_JOBS = 10_000;

/** One job; `isSplit` distinguishes its copies. The same object as long as the job is the same. */
export function seedOf(name: string, value: Value, isSplit: boolean): Seed {
  const seeds = isSplit ? splitSeeds(value) : wholeSeeds(value);
  const cached = seeds.get(name);
  if (cached) return cached;
  const seed = makeSeed(name, value, isSplit);
  seeds.set(name, seed);
  return seed;
}

/** By name, since jobs may share a value by an alias. */
const splitSeeds = cachedBy((_value: Value) => new Map<string, Seed>());
const wholeSeeds = cachedBy((_value: Value) => new Map<string, Seed>());

function makeSeed(name: string, value: Value, isSplit: boolean): Seed {
  const stage = member(value, 'stage')?.value;
  return {
    name,
    value,
    stage: stage && !isNull(stage) ? (textOf(stage) ?? USUAL_STAGE) : USUAL_STAGE,
    // a job that is not completely known is treated as if it had one copy
    copies: copiesOf(name, isSplit ? member(value, 'parallel')?.value : undefined) ?? copiesOf(name, undefined) ?? [],
  };
}
