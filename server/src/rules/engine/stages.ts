/** The stages of a pipeline, and whether they are the same as before. */
import { mergedEntry } from '../../ci/pipeline.ts';
import { stagesIn, type Stages } from '../../ci/stages.ts';
import { outerStages } from '../../spec/pipeline.ts';
import { sceneSteps, type Scene } from './scene.ts';

export type { Stages } from '../../ci/stages.ts';

const [FIRST, LAST] = outerStages;

/** The stages, or `undefined` if not all of them can be read. */
export function stagesOf(scene: Scene): Stages | undefined {
  return stagesIn(mergedEntry(sceneSteps(scene), 'stages').member);
}

/** Whether the stage always exists at a fixed position, whatever `stages` says. */
export function isOuterStage(stage: string): boolean {
  return stage === FIRST || stage === LAST;
}

/** Whether one stage comes after another; for some this is known whatever is between them. */
export function isLater(stages: Stages | undefined, stage: string, than: string): boolean | undefined {
  if (stage === than) return false;
  if (stage === LAST || than === FIRST) return true;
  if (stage === FIRST || than === LAST) return false;
  const [here, there] = [stages?.names.indexOf(than) ?? -1, stages?.names.indexOf(stage) ?? -1];
  return here < 0 || there < 0 ? undefined : there > here;
}

/** Whether both lists mean the same to all jobs. */
export function isSameStages(a: Stages | undefined, b: Stages | undefined): boolean {
  if (!a || !b) return a === b;
  const isHere = a.key?.block === b.key?.block && a.key?.span.start === b.key?.span.start;
  return isHere && a.names.length === b.names.length && a.names.every((name, index) => name === b.names[index]);
}
