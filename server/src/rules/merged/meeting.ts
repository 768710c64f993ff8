/** Two handlers that meet only after merging, told in the words of both places. */
import type { Related } from '../../text/problem.ts';
import type { Step } from '../../yaml/value.ts';
import { keepByReference, removeUpper, takeFromBase } from './handler-fixes.ts';
import type { Meeting } from './handlers.ts';
import { holderOf } from './names.ts';
import type { MergedFinding } from './reported.ts';
import type { Scene } from './scene.ts';

/** What is to be said about the meeting, with the fixes that work under GitLab's rules of merging. */
export function meetingFinding(scene: Scene, meeting: Meeting): MergedFinding {
  const { upper, lower, at } = meeting;
  const isOnTop = at === upper.member.key;
  return {
    finding: {
      code: 'one-handler',
      message: messageFor(scene, meeting),
      at,
      related: [...(isOnTop ? [] : [here(upper.name, upper.member.key)]), here(lower.name, lower.member.key)],
      fixes: isOnTop
        ? [...removeUpper(scene, meeting), ...keepByReference(scene, meeting)]
        : takeFromBase(scene, meeting),
    },
    via: [...(upper.member.via ?? []), ...(lower.member.via ?? [])],
    elsewhere: [upper.member.key],
  };
}

function messageFor(scene: Scene, { upper, lower, upperSteps, lowerSteps, at }: Meeting): string {
  const step = lowerSteps.at(-1) ?? upperSteps.at(-1);
  const upperHolder = holderOf(scene, upper.member.key, at);
  const lowerHolder = holderOf(scene, lower.member.key, at);
  return `\`${upper.name}\` of ${upperHolder} meets \`${lower.name}\` of ${lowerHolder}: ${HOW[step?.rule ?? 'extends']}, so that one pre-stop handler has both, and Kubernetes refuses the pod. Keep one; an empty \`${lower.name}:\` beside the other would not take it away.`;
}

const HOW: Readonly<Record<Step['rule'], string>> = {
  extends: '`extends` joins mappings key by key',
  include: 'files are joined key by key',
  'merge-key': '`<<` adds the keys of its mapping',
  anchor: 'the alias brings its keys along',
  reference: '`!reference` brings its keys along',
  default: '`default` adds its keys',
  input: 'the input brings its keys along',
};

function here(name: string, at: Related['at']): Related {
  return { at, message: `\`${name}\` is here` };
}
