/** What the checks of one job among the others share. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { knowledgeOf, leastOf, type FactPath } from '../../ci/knowledge.ts';
import type { Finding, Fix, Related } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { MOST_COMPARED, nearest } from '../../readings/meaning.ts';
import { cachedBy, cachedByName } from '../../text/cached.ts';
import { reservedNames } from '../../spec/pipeline.ts';
import type { Step } from '../../yaml/value/value.ts';
import { replaceName } from './written-name.ts';
import type { MergedFinding } from './reported.ts';
import type { Scene } from './scene.ts';
import type { JobFacts, WrittenName } from './job-facts.ts';
import type { OtherJobs } from './other-jobs.ts';
import type { Stages } from './stages.ts';

export interface JobJudgement {
  readonly scene: Scene;
  readonly stages: Stages | undefined;
  readonly job: EffectiveJob;
  readonly facts: JobFacts;
  /** The key of the job. */
  readonly key: Place;
  readonly others: OtherJobs;
}

/** What a finding depends on. */
export interface Evidence {
  /** The values that take effect. */
  readonly facts: readonly FactPath[];
  /** Whether something must be missing that any file could add. */
  readonly absence?: boolean;
  /** Reported even if not all of that is known, but as a warning, since what was read suggests it. */
  readonly likely?: boolean;
}

/** The findings, if what they depend on is known; as warnings if rules of an include decide about it. */
export function grounded(
  { project }: Scene,
  { facts, absence = false, likely = false }: Evidence,
  find: () => readonly MergedFinding[],
): readonly MergedFinding[] {
  const { whole, of } = knowledgeOf(project);
  const certainty = absence && !whole ? 'unread' : leastOf(facts.map(of));
  if (certainty === 'sure') return find();
  return certainty === 'conditional' || likely ? find().map(asWarning) : [];
}

function asWarning({ finding, ...merged }: MergedFinding): MergedFinding {
  return { ...merged, finding: { ...finding, atMost: 'warning' } };
}

/** A finding at a name that is written somewhere and reached the job from there. */
export function atMention({ value }: WrittenName, finding: Omit<Finding, 'at'>): MergedFinding {
  return { finding: { ...finding, at: value.at }, via: value.via };
}

/** A finding at another place than the name itself. */
export function atPlace(at: Place, via: readonly Step[], finding: Omit<Finding, 'at'>): MergedFinding {
  return { finding: { ...finding, at }, via };
}

/** Replaces the name and keeps its quotes. */
export function renameMention({ value }: WrittenName, name: string): readonly Fix[] {
  return [replaceName(value.at, name)];
}

/** Where the stage of a job is written, or else the job. */
export function stageIs({ job, facts, key }: JobJudgement): Related {
  return relatedStage(job.name, facts, key);
}

export function relatedStage(name: string, { stage }: JobFacts, key: Place): Related {
  const message = stage?.named
    ? `\`${name}\` runs in \`${stage.name}\`.`
    : `\`${name}\` has no \`stage\`, which makes it \`test\`.`;
  return { at: stage?.named?.value.at ?? key, message };
}

const NO_JOBS: ReadonlySet<string> = new Set([...reservedNames, 'default', 'workflow']);

/** The existing job with the name closest to the written one. */
export function nearestJob({ scene, job }: JobJudgement, name: string): string | undefined {
  const names = scene.configuration.names();
  if (names.length > MOST_COMPARED) return undefined;
  const near = nearestOf(names, name);
  // no job means itself, and its own name must not hide the only other one that begins like that
  if (near !== job.name && !job.name.startsWith(name)) return near;
  return nearest(
    name,
    jobsAmong(names).filter(one => one !== job.name),
  );
}

/** Many jobs may need the same one that does not exist, and need it again after an edit that adds no names. */
const nearestOf = cachedByName((names: readonly string[], name: string) => nearest(name, jobsAmong(names)));

const jobsAmong = cachedBy((names: readonly string[]): readonly string[] =>
  names.filter(one => !one.startsWith('.') && !NO_JOBS.has(one)),
);
