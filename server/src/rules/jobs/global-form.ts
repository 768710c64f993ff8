/** A key that stands both at the top level and in `default`, which GitLab refuses. */
import { isNull } from '../../ci/blank.ts';
import { defaultOf } from '../../ci/pipeline.ts';
import { readsOf, resolveJob } from '../../ci/resolve-job.ts';
import { globalForms } from '../../spec/job.ts';
import { removeEntry } from '../../yaml/edit/edit.ts';
import { member } from '../../yaml/value/value.ts';
import type { Finding } from '../../text/problem.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import type { Judged } from '../engine/job-findings.ts';
import { fix } from '../../readings/check/at.ts';
import { atPlace, grounded, type Grounds } from '../engine/judgement.ts';

/** Whether the entry is an older, global form of a key of `default`. */
export function isGlobalForm(name: string): boolean {
  return Object.hasOwn(globalForms, name);
}

export function judgeGlobal(scene: Scene, name: string): Judged {
  const reads = [name, 'default', ...readsOf(scene.project, name), ...readsOf(scene.project, 'default')];
  const grounds: Grounds = { facts: [[name], ['default', name]], likely: true };
  return { findings: grounded(scene, grounds, () => findingsOf(scene, name)), reads, edges: [] };
}

function findingsOf(scene: Scene, name: string): readonly MergedFinding[] {
  const key = scene.configuration.entry(name)?.key;
  const value = resolveJob(scene.project, name)?.value;
  const twin = member(defaultOf(resolveJob(scene.project, 'default')?.value), name);
  if (!key || !value || !twin || isNull(value) || isNull(twin.value)) return [];
  const finding: Omit<Finding, 'at'> = {
    code: 'conflicting-keys',
    message: `\`${name}\` is set at the top level and in \`default\`, which GitLab refuses. Keep the one in \`default\`.`,
    related: [{ at: twin.key, message: `\`${name}\` of \`default\` is here.` }],
    fixes: fix(`Remove ${name} at the top level`, () => removeEntry(key)),
  };
  return [atPlace(key, scene.configuration.entry(name)?.via ?? [], finding)];
}
