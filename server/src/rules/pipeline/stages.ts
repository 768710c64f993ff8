/** The stages of a pipeline, and whether they are the same as before. */
import { mergedEntry } from '../../ci/pipeline.ts';
import { stagesIn, type Stages } from '../../ci/stages.ts';
import { sceneSteps, type Scene } from '../merged/scene.ts';

export type { Stages } from '../../ci/stages.ts';

/** The stages, or nothing where not all of them can be read. */
export function stagesOf(scene: Scene): Stages | undefined {
  return stagesIn(mergedEntry(sceneSteps(scene), 'stages').member);
}

/** Whether jobs stand to both in the same way. */
export function isSameStages(a: Stages | undefined, b: Stages | undefined): boolean {
  if (!a || !b) return a === b;
  const isHere = a.key?.block === b.key?.block && a.key?.span.start === b.key?.span.start;
  return isHere && a.names.length === b.names.length && a.names.every((name, index) => name === b.names[index]);
}
