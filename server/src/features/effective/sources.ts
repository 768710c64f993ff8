/** Which entries the hooks of jobs were written in. */
import { addTo } from '../../text/grouped.ts';
import { cachedBy, cachedByName } from '../../text/cached.ts';
import { configurationOf } from '../../ci/configuration.ts';
import type { JobOptions } from '../../ci/effective-job.ts';
import type { Inheritance } from '../../ci/merge.ts';
import { originsOf, type Origin } from '../../ci/origin.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import type { Span, TextBlock } from '../../text/span.ts';
import type { Value } from '../../yaml/value/value.ts';

/** A part of a hook: the name of the hook and where the part was written. */
export interface HookSource {
  readonly hook: string;
  readonly origin: Origin;
}

/** The keys and scalars of hooks that have nothing below them. */
export const sourcesOf = cachedBy((hooks: Value): readonly HookSource[] =>
  hooks.kind === 'map' ? [...hooks.members].flatMap(([hook, held]) => partsOf(hook, held.value)) : [],
);

function partsOf(hook: string, value: Value): readonly HookSource[] {
  const origins = [...originsOf(value)];
  const inner = new Set(origins.map(([pointer]) => pointer.slice(0, pointer.lastIndexOf('/'))));
  const leaves = origins.filter(([pointer]) => !inner.has(pointer)).map(([, origin]) => origin);
  return (leaves.length > 0 ? leaves : [{ at: value.at, via: value.via }]).map(origin => ({ hook, origin }));
}

/** Whether a place is in the given range of a block. */
export function isWithin({ at }: Origin, block: TextBlock, span: Span): boolean {
  return at.block === block && span.start <= at.span.start && at.span.end <= span.end;
}

/** A job, with one of the parts that make up its hooks. */
export interface Use extends HookSource {
  readonly job: string;
}

type Uses = ReadonlyMap<TextBlock, readonly Use[]>;

/** All parts of hooks in the jobs of the pipeline that come from a block. */
export function usesOf(project: Project, block: TextBlock, options: JobOptions): readonly Use[] {
  return usesIn(project, options.inheritance).get(block) ?? [];
}

const usesIn = cachedByName((project: Project, inheritance: Inheritance): Uses => {
  const uses = new Map<TextBlock, Use[]>();
  for (const name of configurationOf(project).names()) {
    if (name.startsWith('.')) continue;
    const job = resolveJob(project, name, { inheritance });
    if (job?.kind !== 'job' || !job.hooks) continue;
    for (const source of sourcesOf(job.hooks)) addTo(uses, source.origin.at.block, { ...source, job: name });
  }
  return uses;
});
