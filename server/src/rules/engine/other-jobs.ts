/** Looks up jobs that a job names, and records which entries the answers depend on. */
import { cachedByName } from '../../text/cached.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { kindOf } from '../../ci/job-kind.ts';
import { readsOf, resolveJob } from '../../ci/resolve-job.ts';
import type { Scene } from './scene.ts';
import { factsOf } from './job-facts.ts';

/** `unsure`: not enough is known about the job to judge it. */
export type NamedJob = EffectiveJob | 'absent' | 'template' | 'unsure';

export interface OtherJobs {
  readonly find: (name: string) => NamedJob;
  /** The names of all entries that were looked up, including those that do not exist. */
  readonly reads: ReadonlySet<string>;
}

export function otherJobs(scene: Scene): OtherJobs {
  const reads = new Set<string>();
  return {
    reads,
    find: name => {
      const answer = answerFor(scene, name);
      for (const read of answer.reads) reads.add(read);
      return answer.found;
    },
  };
}

interface Answer {
  readonly found: NamedJob;
  readonly reads: readonly string[];
}

/** Cached, since many jobs need the same few. */
const answerFor = cachedByName(ask);

function ask(scene: Scene, name: string): Answer {
  const found = lookUp(scene, name);
  const reads = [name, ...readsOf(scene.project, name)];
  const base = found === 'absent' ? baseOfCopy(name) : undefined;
  if (base === undefined) return { found: name.includes('$[[') ? 'unsure' : found, reads };
  return {
    found: amongCopies(lookUp(scene, base), base, name),
    reads: [...reads, base, ...readsOf(scene.project, base)],
  };
}

/** The job whose copy has that name. */
function amongCopies(job: NamedJob, base: string, name: string): NamedJob {
  if (typeof job === 'string') return job === 'unsure' ? job : 'absent';
  const copies = factsOf(job.value).copies(base);
  if (!copies || name.includes('$[[')) return 'unsure';
  return copies.some(copy => copy.name === name) ? job : 'absent';
}

function lookUp(scene: Scene, name: string): NamedJob {
  const job = resolveJob(scene.project, name);
  if (!job) return 'absent';
  const kind = kindOf(name, job.value);
  if (kind === 'hidden') return 'template';
  if (kind === 'other') return 'absent';
  return kind === 'invalid' || job.faults.length > 0 ? 'unsure' : job;
}

/** `test 1/3` and `test: [a, b]` are copies of a parallel job; `test: [a` may be meant as one. */
export function baseOfCopy(name: string): string | undefined {
  return /^(.+?)(?: \d+\/\d+|: ?\[.*\]?)$/s.exec(name)?.[1];
}
