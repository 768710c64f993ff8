/** A job in a stage that the pipeline does not have. */
import { nearest } from '../../readings/meaning.ts';
import type { Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { appendItem } from '../../yaml/edit/edit.ts';
import type { MergedFinding } from '../engine/reported.ts';
import { written } from '../merged/near-name.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention, atPlace, grounded, renameMention, type Judgement } from '../engine/judgement.ts';
import type { JobFacts } from '../engine/job-facts.ts';
import type { Stages } from '../engine/stages.ts';

export function stageFindings(judgement: Judgement): readonly MergedFinding[] {
  const { scene, stages, facts, job } = judgement;
  const { stage } = facts;
  if (!stage || !stages || stages.names.includes(stage.name)) return [];
  return grounded(scene, { facts: [['stages'], [job.name, 'stage']] }, () => notThere(judgement, stage, stages));
}

function notThere(
  { key, job }: Judgement,
  stage: NonNullable<JobFacts['stage']>,
  stages: Stages,
): readonly MergedFinding[] {
  const related = stages.key ? [{ at: stages.key, message: 'The stages are listed here.' }] : [];
  if (!stage.named) {
    const message = `\`${job.name}\` has no \`stage\`, so it belongs to \`${stage.name}\`, which is not a stage of this pipeline. ${listed(stages)}`;
    return [atPlace(key, [], { code: 'unknown-stage', message, related, fixes: add(stages, stage.name, key) })];
  }
  const near = nearest(stage.name, stages.names);
  const guess = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  const message = `\`${stage.name}\` is not a stage of this pipeline.${guess} ${listed(stages)}`;
  const fixes = [
    ...(near === undefined ? [] : renameMention(stage.named, near)),
    ...add(stages, stage.name, stage.named.value.at),
  ];
  return [atMention(stage.named, { code: 'unknown-stage', message, related, fixes })];
}

function listed({ names, key }: Stages): string {
  const shown = [...new Set(names)].map(name => `\`${name}\``).join(', ');
  return key ? `Its stages are ${shown}.` : `Without \`stages\`, the stages are ${shown}.`;
}

/** Only in the same file: a list elsewhere may be that of other pipelines, too. */
function add({ list }: Stages, name: string, from: Place): readonly Fix[] {
  return list?.uri === from.uri ? fix(`Add ${name} to stages`, () => appendItem(list, written(name, list))) : [];
}
