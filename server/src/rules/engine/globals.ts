/** What all jobs of a pipeline depend on; the same object as long as it stays the same. */
import { includeTree } from '../../ci/include-tree.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { cachedBy } from '../../text/cached.ts';
import type { MapValue, Member, Value } from '../../yaml/value/value.ts';
import type { Scene } from './scene.ts';

export interface Globals {
  /** The root with only `variables` and `workflow`. */
  readonly merged: MapValue;
  readonly complete: boolean;
}

/** The entries of the root that every job depends on. */
export const GLOBAL_NAMES = ['variables', 'workflow'];

/** The latest version for each pipeline. */
const LATEST = new WeakMap<object, Globals>();

export const globalsOf = cachedBy(({ project, configuration }: Scene): Globals => {
  const { complete, root } = includeTree(project);
  const members = new Map<string, Member>();
  for (const name of GLOBAL_NAMES) {
    const entry = configuration.entry(name);
    const value = resolveJob(project, name)?.value;
    if (entry && value) members.set(name, { ...entry, value });
  }
  const cached = LATEST.get(project.lineage);
  if (
    cached?.complete === complete &&
    GLOBAL_NAMES.every(name => valueOf(cached.merged.members, name) === valueOf(members, name))
  )
    return cached;
  const merged: MapValue = { kind: 'map', members, open: !complete, at: root.source.root.at, via: [] };
  const globals = { merged, complete };
  LATEST.set(project.lineage, globals);
  return globals;
});

function valueOf(members: MapValue['members'], name: string): Value | undefined {
  return members.get(name)?.value;
}
