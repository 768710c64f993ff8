/** Runs the rules about a job among the others of its pipeline, and records which entries the findings depend on. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { guarded } from '../../text/failure.ts';
import { knowledgeOf } from '../../ci/knowledge.ts';
import { readsOf, resolveJob } from '../../ci/resolve-job.ts';
import type { MergedFinding } from './reported.ts';
import type { Scene } from './scene.ts';
import { factsOf, type WrittenNeed } from './job-facts.ts';
import type { JobJudgement } from './judgement.ts';
import type { JobRule } from './pipeline-rules.ts';
import { nameOf } from './rule.ts';
import { otherJobs } from './other-jobs.ts';
import type { Stages } from './stages.ts';

export interface JobFindings {
  readonly findings: readonly MergedFinding[];
  readonly reads: readonly string[];
  /** Needs of jobs that are not in a later stage, which may be part of a cycle. */
  readonly edges: readonly WrittenNeed[];
}

/** The job of that name, unless something in it has faults of its own: findings about the whole would not help then. */
export function soundJob(scene: Scene, name: string): EffectiveJob | undefined {
  const job = resolveJob(scene.project, name);
  const isJob = job?.kind === 'job' || job?.kind === 'trigger';
  return isJob && job.faults.length === 0 ? job : undefined;
}

export function judgeJob(
  rules: readonly JobRule[],
  scene: Scene,
  stages: Stages | undefined,
  name: string,
): JobFindings {
  const own = readsOf(scene.project, name);
  const job = soundJob(scene, name);
  const key = scene.configuration.entry(name)?.key;
  if (!job || !key) return { findings: [], reads: [name, ...own], edges: [] };
  const others = otherJobs(scene);
  const judgement: JobJudgement = { scene, stages, job, key, facts: factsOf(job.value), others };
  const findings = rules.flatMap(rule => guarded(nameOf(rule), [], () => rule.check(judgement)));
  const late = new Set(findings.flatMap(({ finding }) => (finding.code === 'later-stage' ? [finding.at] : [])));
  const edges = judgement.facts.needs?.jobs.filter(need => !need.matrix && !late.has(need.value.at)) ?? [];
  const isKnown = knowledgeOf(scene.project).of([name, 'needs']) !== 'unread';
  return { findings, reads: [name, 'workflow', ...own, ...others.reads], edges: isKnown ? edges : [] };
}
