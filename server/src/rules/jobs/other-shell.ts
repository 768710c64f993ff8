/** Whether a job says that its scripts are not for a Unix shell. */
import { textOf } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { inheritedValue } from '../../ci/job-scripts.ts';
import type { Project } from '../../ci/project.ts';
import { namesOtherShell } from '../../shell/dialect.ts';
import type { Value } from '../../yaml/value/value.ts';

/** By its tags, or by the image that it runs in. */
export function runsOtherShell(project: Project, { value }: EffectiveJob): boolean {
  return ['tags', 'image'].some(key => textsIn(inheritedValue(project, value, key)).some(namesOtherShell));
}

/** All texts of the value: an image may name its platform, and the program that runs the script. */
function textsIn(value: Value | undefined): readonly string[] {
  if (value?.kind === 'list') return value.items.flatMap(textsIn);
  if (value?.kind === 'map') return [...value.members.values()].flatMap(held => textsIn(held.value));
  return [textOf(value) ?? []].flat();
}
