/** A key that is both at the top level and in `default`, which GitLab refuses. */
import { isNull } from '../../ci/blank.ts';
import { defaultOf } from '../../ci/pipeline.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { removeEntry } from '../../yaml/edit/edit.ts';
import { member } from '../../yaml/value/value.ts';
import type { Finding } from '../../text/problem.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import { fix } from '../../readings/check/at.ts';
import { atPlace, grounded } from '../engine/judgement.ts';
import type { GlobalFormRule } from '../engine/pipeline-rules.ts';

export const globalForm: GlobalFormRule = {
  codes: ['conflicting-keys'],
  check(scene, name) {
    return grounded(scene, { facts: [[name], ['default', name]], likely: true }, () => findingsOf(scene, name));
  },
};

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
