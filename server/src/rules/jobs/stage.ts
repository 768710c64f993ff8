/** A job in a stage that the pipeline does not have. */
import { nearest } from '../../readings/meaning.ts';
import type { Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { appendItem } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import { written } from '../engine/written-name.ts';
import { fix, hasVariable } from '../../readings/check/at.ts';
import { atMention, atPlace, grounded, renameMention, type JobJudgement } from '../engine/judgement.ts';
import type { JobRule } from '../engine/pipeline-rules.ts';
import type { JobFacts } from '../engine/job-facts.ts';
import { isStart } from '../../ci/project.ts';
import { outerStages, policyStages } from '../../spec/pipeline.ts';
import { isPolicyStage, type Stages } from '../engine/stages.ts';

/** What a project has in place of the stages of policies. */
const STAND_INS: Readonly<Record<string, string>> = Object.fromEntries(
  policyStages.map((name, index) => [name, outerStages[index] ?? name]),
);

export const stage: JobRule = { codes: ['unknown-stage'], check: stageFindings };

function stageFindings(judgement: JobJudgement): readonly MergedFinding[] {
  const { scene, stages, facts, job } = judgement;
  if (!facts.stage || !stages || stages.names.includes(facts.stage.name)) return [];
  const own = facts.stage;
  if (isPolicyStage(own.name)) return ofPolicies(judgement, own);
  return grounded(scene, { facts: [['stages'], [job.name, 'stage']] }, () => notThere(judgement, own, stages));
}

/** The configuration of a policy can have any name but, as a rule, not that of a project's own pipeline. */
function ofPolicies(
  { scene: { project } }: JobJudgement,
  { name, named }: NonNullable<JobFacts['stage']>,
): readonly MergedFinding[] {
  if (!named || !isStart(project.pipeline)) return [];
  const message = `\`${name}\` is a stage of pipeline execution policies: GitLab adds it for their jobs, and refuses it in the pipeline of a project. Use \`${STAND_INS[name] ?? ''}\`, unless this is the file of a policy.`;
  return [atMention(named, { code: 'unknown-stage', message, atMost: 'warning' })];
}

function notThere(
  { key, job }: JobJudgement,
  own: NonNullable<JobFacts['stage']>,
  stages: Stages,
): readonly MergedFinding[] {
  const related = stages.key ? [{ at: stages.key, message: 'The stages are listed here.' }] : [];
  if (!own.named) {
    const message = `\`${job.name}\` has no \`stage\`, so it belongs to \`${own.name}\`, which is not a stage of this pipeline. ${listed(stages)}`;
    return [atPlace(key, [], { code: 'unknown-stage', message, related, fixes: add(stages, own.name, key) })];
  }
  const near = nearest(own.name, stages.names);
  const expanded = hasVariable(own.name) ? ' GitLab expands no variables here.' : '';
  const guess = near === undefined ? expanded : ` Did you mean \`${near}\`?`;
  const message = `\`${own.name}\` is not a stage of this pipeline.${guess} ${listed(stages)}`;
  const fixes = [
    ...(near === undefined ? [] : renameMention(own.named, near)),
    ...add(stages, own.name, own.named.value.at),
  ];
  return [atMention(own.named, { code: 'unknown-stage', message, related, fixes })];
}

function listed({ names, key }: Stages): string {
  const shown = [...new Set(names)].map(name => `\`${name}\``).join(', ');
  return key ? `Its stages are ${shown}.` : `Without \`stages\`, the stages are ${shown}.`;
}

/** Only in the same file: a list elsewhere may belong to other pipelines, too. */
function add({ list }: Stages, name: string, from: Place): readonly Fix[] {
  return list?.uri === from.uri ? fix(`Add ${name} to stages`, () => appendItem(list, written(name, list))) : [];
}
