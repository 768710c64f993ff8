/** Two handlers that conflict only after merging, described by both places. */
import type { Related } from '../../text/problem.ts';
import type { Step } from '../../yaml/value/value.ts';
import { keepByReference, removeUpper, takeFromBase } from './handler-fixes.ts';
import type { HandlerConflict } from './handlers.ts';
import { holderOf } from '../engine/holder.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';

/** The finding about the conflict, with the fixes that work under GitLab's rules of merging. */
export function conflictFinding(scene: Scene, conflict: HandlerConflict): MergedFinding {
  const { upper, lower, at } = conflict;
  const isOnTop = at === upper.member.key;
  return {
    finding: {
      code: 'one-handler',
      message: messageFor(scene, conflict),
      at,
      related: [...(isOnTop ? [] : [here(upper.name, upper.member.key)]), here(lower.name, lower.member.key)],
      fixes: isOnTop
        ? [...removeUpper(scene, conflict), ...keepByReference(scene, conflict)]
        : takeFromBase(scene, conflict),
    },
    via: [...(upper.member.via ?? []), ...(lower.member.via ?? [])],
    elsewhere: [upper.member.key],
  };
}

function messageFor(scene: Scene, { upper, lower, upperSteps, lowerSteps, at }: HandlerConflict): string {
  const step = lowerSteps.at(-1) ?? upperSteps.at(-1);
  const upperHolder = holderOf(scene, upper.member.key, at);
  const lowerHolder = holderOf(scene, lower.member.key, at);
  return `\`${upper.name}\` of ${upperHolder} conflicts with \`${lower.name}\` of ${lowerHolder}: ${HOW[step?.rule ?? 'extends']}, so one pre-stop handler has both and Kubernetes refuses the pod. Keep one; an empty \`${lower.name}:\` would not remove the other.`;
}

const HOW: Readonly<Record<Step['rule'], string>> = {
  extends: '`extends` merges mappings key by key',
  include: 'files are merged key by key',
  'merge-key': '`<<` adds the keys of its mapping',
  anchor: 'the alias adds its keys',
  reference: '`!reference` adds its keys',
  default: '`default` adds its keys',
  input: 'the input adds its keys',
};

function here(name: string, at: Related['at']): Related {
  return { at, message: `\`${name}\` is here` };
}
