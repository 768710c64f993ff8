/** The stages of a pipeline, and whether they are the same as before. */
import { mergedEntry } from '../../ci/pipeline.ts';
import { stagesIn, type Stages } from '../../ci/stages.ts';
import { outerStages, policyStages } from '../../spec/pipeline.ts';
import { sceneSteps, type Scene } from './scene.ts';

export type { Stages } from '../../ci/stages.ts';

const [FIRST, LAST] = outerStages;
const [POLICY_FIRST, POLICY_LAST] = policyStages;

/** The stages, or `undefined` if not all of them can be read. */
export function stagesOf(scene: Scene): Stages | undefined {
  return stagesIn(mergedEntry(sceneSteps(scene), 'stages').member);
}

/** Stages with a fixed position, whatever `stages` says, and how far before or after all others that is. */
const FIXED: ReadonlyMap<string, number> = new Map([
  [POLICY_FIRST, -2],
  [FIRST, -1],
  [LAST, 1],
  [POLICY_LAST, 2],
]);

/** Whether the stage always has the same position. */
export function isOuterStage(stage: string): boolean {
  return FIXED.has(stage);
}

/** Whether only pipeline execution policies can put jobs into the stage. */
export function isPolicyStage(stage: string): boolean {
  return policyStages.some(one => one === stage);
}

/** Whether one stage comes after another; for some this is known whatever is between them. */
export function isLater(stages: Stages | undefined, stage: string, than: string): boolean | undefined {
  if (stage === than) return false;
  const fixed = (FIXED.get(stage) ?? 0) - (FIXED.get(than) ?? 0);
  if (fixed !== 0) return fixed > 0;
  const [here, there] = [stages?.names.indexOf(than) ?? -1, stages?.names.indexOf(stage) ?? -1];
  return here < 0 || there < 0 ? undefined : there > here;
}

/** Whether both lists mean the same to all jobs. */
export function isSameStages(a: Stages | undefined, b: Stages | undefined): boolean {
  if (!a || !b) return a === b;
  const isHere = a.key?.block === b.key?.block && a.key?.span.start === b.key?.span.start;
  return isHere && a.names.length === b.names.length && a.names.every((name, index) => name === b.names[index]);
}
