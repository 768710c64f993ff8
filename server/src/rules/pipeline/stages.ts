/** The stages of a pipeline in their order. */
import { mergedEntry } from '../../ci/pipeline.ts';
import { isNull, textOf } from '../../ci/blank.ts';
import type { Place } from '../../text/span.ts';
import type { Member, Value } from '../../yaml/value.ts';
import { sceneSteps, type Scene } from '../merged/scene.ts';

export interface Stages {
  readonly names: readonly string[];
  /** The key under which they are listed, if they are. */
  readonly key: Place | undefined;
  /** The list, if it can be added to. */
  readonly list: Place | undefined;
}

const FIRST = '.pre';
const LAST = '.post';
const USUAL: Stages = { names: [FIRST, 'build', 'test', 'deploy', LAST], key: undefined, list: undefined };

/** The stages, or nothing where not all of them can be read. */
export function stagesOf(scene: Scene): Stages | undefined {
  const { member } = mergedEntry(sceneSteps(scene), 'stages');
  return !member || isNull(member.value) ? USUAL : listed(member);
}

/** What GitLab makes of an empty list is not worth finding out: it is about to be filled. */
function listed({ key, value }: Member): Stages | undefined {
  if (value.kind !== 'list' || value.items.length === 0) return undefined;
  const names = value.items.flatMap(textsIn);
  if (names.some(name => name === undefined)) return undefined;
  const between = names.flatMap(name => name ?? []).filter(name => name !== FIRST && name !== LAST);
  const list = value.via.length === 0 || value.via.every(({ rule }) => rule === 'include') ? value.at : undefined;
  return { names: [FIRST, ...between, LAST], key, list };
}

function textsIn(value: Value): readonly (string | undefined)[] {
  return value.kind === 'list' ? value.items.flatMap(textsIn) : [textOf(value)];
}

/** Whether jobs stand to both in the same way. */
export function isSameStages(a: Stages | undefined, b: Stages | undefined): boolean {
  if (!a || !b) return a === b;
  const isHere = a.key?.block === b.key?.block && a.key?.span.start === b.key?.span.start;
  return isHere && a.names.length === b.names.length && a.names.every((name, index) => name === b.names[index]);
}
