/** Looks up the jobs that a job names, and remembers which entries the answers rest on. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { kindOf } from '../../ci/job-kind.ts';
import { readsOf, resolveJob } from '../../ci/resolve-job.ts';
import type { Scene } from '../merged/scene.ts';
import { factsOf } from './job-facts.ts';

/** `unsure` is a job of which not enough is known to say anything about it. */
export type Found = EffectiveJob | 'absent' | 'template' | 'unsure';

export interface OtherJobs {
  readonly find: (name: string) => Found;
  /** The names of all entries that were looked at, also of those that are not there. */
  readonly reads: ReadonlySet<string>;
}

export function otherJobs(scene: Scene): OtherJobs {
  const reads = new Set<string>();
  return {
    reads,
    find: name => {
      reads.add(name);
      const found = lookUp(scene, name);
      if (found === 'absent' && isCopy(scene, name, reads)) return 'unsure';
      for (const read of readsOf(scene.project, name)) reads.add(read);
      return found;
    },
  };
}

function lookUp(scene: Scene, name: string): Found {
  const job = resolveJob(scene.project, name);
  if (!job) return 'absent';
  const kind = kindOf(name, job.value);
  if (kind === 'hidden') return 'template';
  if (kind === 'other') return 'absent';
  return kind === 'invalid' || job.faults.length > 0 ? 'unsure' : job;
}

/** `test 1/3` and `test: [a, b]` are copies of a job that runs several times. */
function isCopy(scene: Scene, name: string, reads: Set<string>): boolean {
  const [, base] = /^(.+?)(?: \d+\/\d+|: \[.*\])$/.exec(name) ?? [];
  if (base === undefined) return false;
  reads.add(base);
  for (const read of readsOf(scene.project, base)) reads.add(read);
  const job = lookUp(scene, base);
  return typeof job === 'string' ? job !== 'absent' : factsOf(job.value).isParallel;
}
