/**
 * Needs of jobs that are left out of a pipeline in which the needing job runs: GitLab refuses to create that pipeline.
 * Of dependencies, it takes nothing then; that is worth telling where a job depends on nothing else.
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
import { enumerate } from '../../readings/check/at.ts';
import { factsOf, type WrittenNeed } from '../engine/job-facts.ts';
import { goTogether, inclusionsIn } from '../engine/job-pipelines.ts';
import { atMention, grounded } from '../engine/judgement.ts';
import { baseOfCopy, type OtherJobs } from '../engine/other-jobs.ts';
import type { RunRule, Stays } from '../engine/pipeline-rules.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import { rulesAbove } from '../../simulation/inclusion.ts';
import { staysWhereUnasked } from './inherited-variables.ts';
import { makeOptional } from './needs.ts';

const stays: Stays = (scene, edit, heir) => !heir.reached.has('needs') && staysWhereUnasked(scene, edit, heir);

export const leftOutNeeds: RunRule = { codes: ['left-out-need'], check: leftOutFindings, stays };

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
  if (goTogether(scene, job, other)) return [];
  const kind = kindWithout(scene, job.name, [need.name]);
  if (!kind) return [];
  const facts = [...factsOn(job.name), [job.name, 'needs'] as const, ...factsOn(other.name), ...GLOBAL];
  return grounded(scene, { facts }, () => [findingOf(scene, [job, other], need, kind)]);
}

/** The kind of pipelines that have the job, and none of those that it names. */
function kindWithout(scene: Scene, job: string, names: readonly string[]): Kind | undefined {
  const missesIn = (scenario: Scenario) => names.map(name => isMissed(scene, job, name, scenario));
  return kinds.find(({ examples }) => {
    const missed = examples.map(missesIn);
    return missed.every(all => !all.includes(false)) && missed.some(all => all.every(Boolean));
  });
}

export const leftOutDependencies: RunRule = { codes: ['left-out-dependency'], check: dependencyFindings, stays };

function dependencyFindings(scene: Scene, job: EffectiveJob, others: OtherJobs): readonly MergedFinding[] {
  const { needs, dependencies } = factsOf(job.value);
  const [first] = dependencies;
  // those of a job with needs have to be among them
  const isAmongNeeds = needs && (needs.jobs.length > 0 || needs.others);
  if (!first || isAmongNeeds || !isStart(scene.project.pipeline)) return [];
  const named = dependencies.map(({ name }) => others.find(name));
  const jobs = named.filter(one => typeof one !== 'string');
  if (jobs.length < named.length || jobs.some(other => goTogether(scene, job, other))) return [];
  const names = dependencies.map(({ name }) => name);
  const kind = kindWithout(scene, job.name, names);
  if (!kind) return [];
  const facts = [job, ...jobs].flatMap(({ name }) => factsOn(name));
  return grounded(scene, { facts: [...facts, [job.name, 'dependencies'], ...GLOBAL] }, () => [
    atMention(first, {
      code: 'left-out-dependency',
      message: `\`${job.name}\` gets no artifacts in pipelines for ${kind.title}: they leave out ${enumerate(names, 'and')}, all that its \`dependencies\` name (scenario \`${kind.name}\`). Give both the same rules.`,
      related: [...jobs.slice(0, 3), job].flatMap(one => choosing(scene, one)),
    }),
  ]);
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

function findingOf(
  scene: Scene,
  [job, other]: readonly [EffectiveJob, EffectiveJob],
  need: WrittenNeed,
  { name, title }: Kind,
): MergedFinding {
  return atMention(need, {
    code: 'left-out-need',
    message: `\`${job.name}\` needs \`${need.name}\`, which is left out of pipelines for ${title}. GitLab does not create these, because \`${job.name}\` is in them (scenario \`${name}\`). Give both the same rules, or allow the job to be missing with \`optional: true\`.`,
    related: [...choosing(scene, other), ...choosing(scene, job)],
    fixes: makeOptional(need),
  });
}

/** Where it is decided about a job: its rules, and those of the include that brings its file. */
function choosing({ project }: Scene, { name, value }: EffectiveJob): readonly Related[] {
  const held = CHOOSING.flatMap(key => member(value, key) ?? []).filter(one => !isNull(one.value));
  const places = [...held.slice(0, 1).map(({ key }) => key), rulesAbove(project, name)];
  return places.flatMap(at => (at ? [{ at, message: `This decides about \`${name}\`.` }] : []));
}
