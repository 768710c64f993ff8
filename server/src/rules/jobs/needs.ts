/** `needs` of a job and of its rules: the jobs must exist, must not run later, and each is named once. */
import type { FactPath } from '../../ci/knowledge.ts';
import type { Fix } from '../../text/problem.ts';
import { insertEntries, removeItem, sourceOf } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import { MOST_NEEDS, type WrittenNeed, type Needs } from '../engine/job-facts.ts';
import { written } from '../engine/written-name.ts';
import { fix } from '../../readings/check/at.ts';
import { matrixFindings, namesOf } from './copy-names.ts';
import { matrixValueFindings } from './matrix-values.ts';
import { atMention, grounded, type JobJudgement } from '../engine/judgement.ts';
import type { JobRule } from '../engine/pipeline-rules.ts';
import { namedJobFindings } from './named-job.ts';

export const needs: JobRule = {
  codes: ['unknown-job', 'later-stage', 'duplicate-need', 'wrong-form', 'too-big'],
  check: needsFindings,
};

function needsFindings(judgement: JobJudgement): readonly MergedFinding[] {
  const { needs, ruleNeeds } = judgement.facts;
  const { name } = judgement.job;
  return [
    ...(needs ? listFindings(judgement, needs, [name, 'needs']) : []),
    ...ruleNeeds.flatMap(one => listFindings(judgement, one, [name, 'rules'])),
  ];
}

function listFindings(judgement: JobJudgement, needs: Needs, list: FactPath): readonly MergedFinding[] {
  return [
    ...tooMany(judgement, needs),
    ...needs.jobs.flatMap(need => needFindings(judgement, need, list)),
    ...needs.jobs.flatMap(need => matrixFindings(judgement, need, list)),
    ...needs.jobs.flatMap(need => matrixValueFindings(judgement, need, list)),
    ...needs.jobs.flatMap(need => tooLong(judgement, need)),
    ...grounded(judgement.scene, { facts: [list], likely: true }, () => duplicates(judgement, needs)),
  ];
}

/** GitLab may have no such limit, so it is only a warning. */
function tooMany({ job }: JobJudgement, { count, jobs: [first] }: Needs): readonly MergedFinding[] {
  if (count <= MOST_NEEDS || !first) return [];
  const message = `\`${job.name}\` has ${count} needs. With more than ${MOST_NEEDS}, only the first ones are checked here.`;
  return [atMention(first, { code: 'too-big', message, atMost: 'warning' })];
}

function needFindings(judgement: JobJudgement, need: WrittenNeed, list: FactPath): readonly MergedFinding[] {
  const found = judgement.others.find(need.name);
  const fixes = [...(typeof found === 'string' ? makeOptional(need) : []), ...remove(need)];
  return namedJobFindings(judgement, need, { verb: 'needs', list, fixes, optional: need.optional });
}

/** A need that is only a name is rewritten as a mapping. */
export function makeOptional({ name, item, value }: WrittenNeed): readonly Fix[] {
  const title = 'Allow the job to be missing with optional: true';
  if (item !== value.at) return fix(title, () => insertEntries(item, ['optional: true']));
  if (/[\r\n]/.test(sourceOf(item))) return [];
  return fix(title, [{ at: item, text: `{ job: ${written(name, item)}, optional: true }` }]);
}

/** Copies have the values of their matrix in their names. */
function tooLong(judgement: JobJudgement, need: WrittenNeed): readonly MergedFinding[] {
  const length = Math.max(0, ...namesOf(judgement, need).map(name => Array.from(name).length));
  if (length <= LONGEST || need.name.length > LONGEST) return [];
  const message = `\`${need.name}\` cannot be needed: with the values of its matrix its name has ${length} characters, and GitLab accepts at most ${LONGEST}.`;
  return [atMention(need, { code: 'wrong-form', message })];
}

const LONGEST = 255;

function remove({ name, item }: WrittenNeed): readonly Fix[] {
  return fix(`Remove ${name} from needs`, () => removeItem(item));
}

/** The copies of a parallel job are different needs; its name means all of them. */
function duplicates(judgement: JobJudgement, { jobs }: Needs): readonly MergedFinding[] {
  const first = new Map<string, WrittenNeed>();
  return jobs.flatMap(need => {
    const names = namesOf(judgement, need);
    const known = names.map(name => first.get(name)).find(one => one !== undefined);
    for (const name of names) first.set(name, first.get(name) ?? need);
    if (known) return [duplicate(need, known)];
    return new Set(names).size < names.length ? [sameCopies(need)] : [];
  });
}

function sameCopies(need: WrittenNeed): MergedFinding {
  return atMention(need, {
    code: 'duplicate-need',
    message: `Two copies of \`${need.name}\` have the same name, because its matrix lists a combination twice; GitLab refuses a job that needs both. Make the values of the matrix different.`,
    fixes: remove(need),
  });
}

function duplicate(need: WrittenNeed, first: WrittenNeed): MergedFinding {
  return atMention(need, {
    code: 'duplicate-need',
    message: `Duplicate need \`${need.name}\`: GitLab refuses a job that needs another job twice. Remove one of them.`,
    related: [{ at: first.value.at, message: 'It is also needed here.' }],
    fixes: remove(need),
  });
}
