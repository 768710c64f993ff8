/** A pipeline whose entries stay the same objects from one edit to the next, as long as what they depend on does. */
import { cachedBy } from '../text/cached.ts';
import type { MapValue, Member } from '../yaml/value/value.ts';
import { configurationOf } from './configuration.ts';
import type { EffectiveJob } from './effective-job.ts';
import { includeTree } from './include-tree.ts';
import type { Pipeline } from './pipeline.ts';
import type { Project } from './project.ts';
import { resolveJob } from './resolve-job.ts';

/** The parts that matter for which jobs run; a `fragment` is a file that only others include, with what those bring unknown. */
export type CachedPipeline = Pick<Pipeline, 'merged' | 'jobs' | 'complete'> & { readonly fragment?: true };

/** The same result as `resolvePipeline`, at the cost of what changed. */
export const cachedPipeline = cachedBy(make);

function make(project: Project): CachedPipeline {
  const { complete, root } = includeTree(project);
  const configuration = configurationOf(project);
  const members = new Map<string, Member>();
  const jobs = new Map<string, EffectiveJob>();
  for (const name of configuration.names()) {
    const job = resolveJob(project, name);
    const entry = configuration.entry(name);
    if (!job || !entry) continue;
    members.set(name, job.value === entry.value ? entry : { ...entry, value: job.value });
    if (job.kind === 'job' || job.kind === 'trigger') jobs.set(name, job);
  }
  const merged: MapValue = { kind: 'map', members, open: !complete, at: root.source.root.at, via: [] };
  return { merged, jobs, complete, ...(project.fragment && { fragment: true }) };
}
