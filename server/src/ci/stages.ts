/** The stages of a pipeline in their order. */
import { outerStages, usualStages } from '../spec/pipeline.ts';
import type { Place } from '../text/span.ts';
import type { Member, Value } from '../yaml/value/value.ts';
import { isNull, textOf } from './blank.ts';

export interface Stages {
  readonly names: readonly string[];
  /** The key under which they are listed, if they are. */
  readonly key: Place | undefined;
  /** The list, if items can be added to it. */
  readonly list: Place | undefined;
}

const [FIRST, LAST] = outerStages;
const USUAL: Stages = { names: [FIRST, ...usualStages, LAST], key: undefined, list: undefined };

/** The stages of a merged configuration, or `undefined` if not all of them can be read. */
export function stagesIn(stages: Member | undefined): Stages | undefined {
  return !stages || isNull(stages.value) ? USUAL : listed(stages);
}

/** An empty list is not judged: somebody is about to fill it. */
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

/** The stage of a job that names none. */
export const USUAL_STAGE = 'test';
