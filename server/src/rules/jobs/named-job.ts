/** A job that another one names: it must exist, and must not be in a later stage. */
import { knowledgeOf, leastOf, type FactPath } from '../../ci/knowledge.ts';
import { hasVariable } from '../../readings/check/at.ts';
import type { Fix } from '../../text/problem.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenName } from '../engine/job-facts.ts';
import { factsOf } from '../engine/job-facts.ts';
import { nearestCopy } from './copy-names.ts';
import {
  atMention,
  grounded,
  nearestJob,
  relatedStage,
  renameMention,
  stageIs,
  type JobJudgement,
} from '../engine/judgement.ts';
import { baseOfCopy } from '../engine/other-jobs.ts';
import { isOuterStage, isLater } from '../engine/stages.ts';

/** How a job is named: the verb and, if the job does not exist, the fixes besides another name. */
export interface Naming {
  readonly verb: string;
  /** The path of the list with the names. */
  readonly list: FactPath;
  readonly fixes: readonly Fix[];
  /** GitLab accepts a job that does not exist. */
  readonly optional?: boolean;
}

export function namedJobFindings(
  judgement: JobJudgement,
  mention: WrittenName,
  naming: Naming,
): readonly MergedFinding[] {
  const { scene, others } = judgement;
  const found = others.find(mention.name);
  if (found === 'unsure' || (typeof found === 'string' && naming.optional)) return [];
  if (typeof found !== 'string') return laterStage(judgement, mention, naming);
  // a hidden job is never a job, whatever other files say about it
  const grounds = { facts: [naming.list], absence: !mention.name.startsWith('.') };
  const certain = grounded(scene, grounds, () => [unknownJob(judgement, mention, naming, found)]);
  return certain.length > 0 ? certain : absentCopy(judgement, mention, naming);
}

/** A file that was not read hardly has a job with the name of a copy that a job here does not have. */
function absentCopy(judgement: JobJudgement, mention: WrittenName, naming: Naming): readonly MergedFinding[] {
  const base = baseOfCopy(mention.name);
  if (base === undefined || typeof judgement.others.find(base) === 'string') return [];
  const { of } = knowledgeOf(judgement.scene.project);
  if (leastOf([of(naming.list), of([base, 'parallel'])]) !== 'sure') return [];
  const { finding, ...merged } = unknownJob(judgement, mention, naming, 'absent');
  return [{ ...merged, finding: { ...finding, atMost: 'warning' } }];
}

function unknownJob(
  judgement: JobJudgement,
  mention: WrittenName,
  { verb, fixes }: Naming,
  found: 'absent' | 'template',
): MergedFinding {
  const near = nearestCopy(judgement, mention.name) ?? nearestJob(judgement, mention.name);
  const guess = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  const reason = found === 'template' ? 'is a hidden job, which never runs' : 'is not a job of this pipeline';
  const advice = hasVariable(mention.name) ? ' GitLab expands no variables here.' : guess;
  return atMention(mention, {
    code: 'unknown-job',
    message: `\`${mention.name}\` ${reason}, but \`${judgement.job.name}\` ${verb} it.${advice}`,
    fixes: [...(near === undefined ? [] : renameMention(mention, near)), ...fixes],
  });
}

function laterStage(
  judgement: JobJudgement,
  mention: WrittenName,
  { verb, fixes, list }: Naming,
): readonly MergedFinding[] {
  const { facts, stages, scene, others, job } = judgement;
  const other = others.find(mention.name);
  if (typeof other === 'string') return [];
  const otherFacts = factsOf(other.value);
  const [own, its] = [facts.stage?.name, otherFacts.stage?.name];
  if (own === undefined || its === undefined || !isLater(stages, its, own)) return [];
  const order: readonly FactPath[] = isOuterStage(own) || isOuterStage(its) ? [] : [['stages']];
  const key = scene.configuration.entry(mention.name)?.key;
  return grounded(scene, { facts: [list, [job.name, 'stage'], [other.name, 'stage'], ...order] }, () => [
    atMention(mention, {
      code: 'later-stage',
      message: `\`${job.name}\` of stage \`${own}\` ${verb} \`${mention.name}\`, which runs later, in stage \`${its}\`. It must be in the same stage or an earlier one.`,
      related: [stageIs(judgement), ...(key ? [relatedStage(mention.name, otherFacts, key)] : [])],
      fixes,
    }),
  ]);
}
