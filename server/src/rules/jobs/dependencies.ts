/** `dependencies` of a job, and the jobs that generate the file of its child pipeline. */
import type { FactPath } from '../../ci/knowledge.ts';
import type { Fix } from '../../text/problem.ts';
import { appendItem, removeItem } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenName, Needs } from '../engine/job-facts.ts';
import { written } from '../engine/written-name.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention, grounded, type JobJudgement } from '../engine/judgement.ts';
import type { JobRule } from '../engine/pipeline-rules.ts';
import { namedJobFindings } from './named-job.ts';

export const dependencies: JobRule = { codes: ['unknown-job', 'later-stage'], check: dependencyFindings };

function dependencyFindings(judgement: JobJudgement): readonly MergedFinding[] {
  const { dependencies: named, children } = judgement.facts;
  const { name } = judgement.job;
  const list: FactPath = [name, 'dependencies'];
  const files: FactPath = [name, 'trigger', 'include'];
  return [
    ...named.flatMap(one => namedJobFindings(judgement, one, { verb: 'depends on', list, fixes: remove(one) })),
    ...children.flatMap(one => namedJobFindings(judgement, one, { verb: 'takes a file from', list: files, fixes: [] })),
  ];
}

/** With `needs`, only jobs listed there can be dependencies. */
export const unneededDependencies: JobRule = { codes: ['dependency-not-needed'], check: unneededFindings };

function unneededFindings({ scene, job, facts }: JobJudgement): readonly MergedFinding[] {
  const { needs, dependencies: named } = facts;
  if (job.kind !== 'job' || !needs?.known || (needs.jobs.length === 0 && !needs.others)) return [];
  const names = new Set(needs.jobs.map(({ name }) => name));
  const unneeded = named.filter(({ name }) => !names.has(name));
  const lists: readonly FactPath[] = [
    [job.name, 'needs'],
    [job.name, 'dependencies'],
  ];
  return grounded(scene, { facts: lists, likely: true }, () => unneeded.map(one => notNeeded(one, needs, job.name)));
}

function notNeeded(one: WrittenName, { jobs, list }: Needs, job: string): MergedFinding {
  return atMention(one, {
    code: 'dependency-not-needed',
    message: `\`${one.name}\` is not in the \`needs\` of \`${job}\`. With \`needs\`, \`dependencies\` can only name jobs of that list.`,
    related: list ? [{ at: firstOf(jobs) ?? list, message: 'The needs are here.' }] : [],
    fixes: [...addNeed(one, list), ...remove(one)],
  });
}

function firstOf([first]: readonly WrittenName[]): WrittenName['value']['at'] | undefined {
  return first?.value.at;
}

function addNeed({ name, value }: WrittenName, list: WrittenName['value']['at'] | undefined): readonly Fix[] {
  return list?.uri === value.at.uri ? fix(`Add ${name} to needs`, () => appendItem(list, written(name, list))) : [];
}

function remove({ name, value }: WrittenName): readonly Fix[] {
  return fix(`Remove ${name} from dependencies`, () => removeItem(value.at));
}
