/**
 * The jobs that need not be judged again after an edit of a template: what the edit replaced is judged once for all of
 * them. Only jobs without findings can be among these, since findings have places, and those have moved.
 */
import { hasTag } from '../../ci/reference.ts';
import { lastResolved } from '../../ci/resolve-job.ts';
import { member, type MapValue } from '../../yaml/value/value.ts';
import type { Heir, InheritedEdit } from './inherited-edit.ts';
import type { PipelineRules } from './pipeline-rules.ts';
import type { Scene } from './scene.ts';

/** Tells of a job without findings whether it certainly has none after the edit, either. */
export function soundHeirs(rules: PipelineRules, scene: Scene, edit: InheritedEdit): (name: string) => boolean {
  const asked = [rules.entry, ...rules.jobs, ...rules.scripts, ...rules.runs].flatMap(({ stays }) => stays ?? []);
  return name => {
    const heir = heirOf(scene, edit, name);
    return heir !== undefined && takesAsTheyAre(heir, edit) && asked.every(stays => stays(scene, edit, heir));
  };
}

/** Nothing for what is not a job that is merged from known mappings alone. */
function heirOf({ project, configuration }: Scene, { name: edited }: InheritedEdit, name: string): Heir | undefined {
  const last = lastResolved(project, name);
  if (last?.kind !== 'job' || name === edited) return undefined;
  const parts: MapValue[] = [];
  for (const read of last.reads) {
    const value = configuration.get(read);
    if (value?.kind !== 'map' || value.open || hasTag(value)) return undefined;
    parts.push(value);
  }
  return { parts, hasOwn: key => member(configuration.get(name), key) !== undefined };
}

/** Whether the job has the new values as they are, or others in their place: only mappings are merged. */
function takesAsTheyAre({ parts }: Heir, { name, values }: InheritedEdit): boolean {
  if (name === 'default') return true;
  for (const key of values.keys()) {
    let maps = 0;
    for (const part of parts) if (member(part, key)?.value.kind === 'map') maps++;
    if (maps > 1) return false;
  }
  return true;
}
