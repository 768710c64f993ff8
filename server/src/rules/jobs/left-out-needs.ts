/**
 * Needs of jobs that are left out of a pipeline in which the needing job runs: GitLab refuses to create that pipeline.
 */
import { isNull } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { isStart } from '../../ci/project.ts';
import type { Truth } from '../../expression/truth.ts';
import { kinds, type Kind } from '../../simulation/examples.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Related } from '../../text/problem.ts';
import { member } from '../../yaml/value/value.ts';
import { factsOf, type WrittenNeed } from '../engine/job-facts.ts';
import { goTogether, inclusionsIn } from '../engine/job-pipelines.ts';
import { atMention, grounded } from '../engine/judgement.ts';
import { baseOfCopy, type OtherJobs } from '../engine/other-jobs.ts';
import type { RunRule } from '../engine/pipeline-rules.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import { makeOptional } from './needs.ts';

export const leftOutNeeds: RunRule = { codes: ['left-out-need'], check: leftOutFindings };

function leftOutFindings(scene: Scene, job: EffectiveJob, others: OtherJobs): readonly MergedFinding[] {
  if (!isStart(scene.project.pipeline)) return [];
  // GitLab checks the needs of the job itself, even if a rule replaces them
  const needs = factsOf(job.value).needs?.jobs ?? [];
  return needs.flatMap(need => {
    const found = need.optional || need.matrix ? 'unsure' : others.find(need.name);
    return typeof found === 'string' ? [] : findingsFor(scene, job, need, found);
  });
}

function findingsFor(
  scene: Scene,
  job: EffectiveJob,
  need: WrittenNeed,
  other: EffectiveJob,
): readonly MergedFinding[] {
  if (goTogether(job.value, other.value)) return [];
  const misses = (one: Scenario): boolean | undefined => isMissed(scene, job.name, need.name, one);
  const kind = kinds.find(
    ({ examples }) => examples.every(one => misses(one) !== false) && examples.some(one => misses(one)),
  );
  if (!kind) return [];
  const facts = [...factsOn(job.name), [job.name, 'needs'] as const, ...factsOn(other.name), ...GLOBAL];
  return grounded(scene, { facts }, () => [findingOf(job, need, other, kind)]);
}

const CHOOSING = ['rules', 'only', 'except'];
const GLOBAL: readonly FactPath[] = [['workflow', 'rules'], ['variables']];

function factsOn(name: string): readonly FactPath[] {
  return CHOOSING.map((key): FactPath => [name, key]);
}

/**
 * Whether a copy of the job certainly is in the pipeline while one that it needs certainly is not; nothing if the job
 * is in none.
 */
function isMissed(scene: Scene, name: string, need: string, scenario: Scenario): boolean | undefined {
  const own = [...(inclusionsIn(scene, name, scenario)?.values() ?? [])];
  if (own.every(truth => truth === false)) return undefined;
  return own.includes(true) && truthsOf(scene, need, scenario).includes(false);
}

/** For the copy of that name, or else for all copies of the job. */
function truthsOf(scene: Scene, need: string, scenario: Scenario): readonly Truth[] {
  const all = inclusionsIn(scene, need, scenario);
  if (all) return [...all.values()];
  const base = baseOfCopy(need);
  const copy = base === undefined ? undefined : inclusionsIn(scene, base, scenario)?.get(need);
  return copy === undefined ? [] : [copy];
}

function findingOf(job: EffectiveJob, need: WrittenNeed, other: EffectiveJob, { name, title }: Kind): MergedFinding {
  return atMention(need, {
    code: 'left-out-need',
    message: `\`${job.name}\` needs \`${need.name}\`, which is left out of pipelines for ${title}. GitLab does not create these, because \`${job.name}\` is in them (scenario \`${name}\`). Give both the same rules, or allow the job to be missing with \`optional: true\`.`,
    related: [...choosing(other), ...choosing(job)],
    fixes: makeOptional(need),
  });
}

function choosing({ name, value }: EffectiveJob): readonly Related[] {
  const held = CHOOSING.flatMap(key => member(value, key) ?? []).filter(one => !isNull(one.value));
  return held.slice(0, 1).map(({ key }) => ({ at: key, message: `This decides about \`${name}\`.` }));
}
