/** The facts about one job that the course of a stop depends on. */
import { isNull } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { HANDLER_HOOK } from '../../ci/handler-hook.ts';
import { LONGEST_TIME, type StopFacts } from '../../picture/stop/stop.ts';
import { containersOf, type Shared } from '../../projection/pod.ts';
import { commandIn } from '../../rules/file/exec-command.ts';
import { secondsOfCommand } from '../../rules/file/shell/command-time.ts';
import { member, type Value } from '../../yaml/value/value.ts';

export function stopFactsOf(job: EffectiveJob, shared: Shared): StopFacts {
  const { names, complete } = containersOf(job, shared);
  const atLeast = timeOf(member(member(job.hooks, HANDLER_HOOK)?.value, 'exec')?.value);
  return {
    handler: kindOf(job),
    containers: names,
    mayHaveMore: !complete,
    ...(atLeast > 0 && { atLeast: Math.min(LONGEST_TIME, Math.ceil(atLeast)) }),
  };
}

function timeOf(exec: Value | undefined): number {
  const command = exec && commandIn(exec);
  return command ? secondsOfCommand(command) : 0;
}

function kindOf({ hooks, complete }: EffectiveJob): StopFacts['handler'] {
  if (hooks?.kind === 'unknown') return 'unknown';
  const handler = member(hooks, HANDLER_HOOK)?.value;
  if (!handler) return complete && !(hooks?.kind === 'map' && hooks.open) ? 'none' : 'unknown';
  return kindOfHandler(handler);
}

/** A handler needs exactly one kind. */
function kindOfHandler(handler: Value): StopFacts['handler'] {
  if (handler.kind === 'unknown') return 'unknown';
  if (handler.kind !== 'map') return 'refused';
  const kinds = (['exec', 'http_get', 'tcp_socket'] as const).filter(kind => {
    const held = member(handler, kind)?.value;
    return held !== undefined && !isNull(held);
  });
  const [kind] = kinds;
  if (kinds.length > 1) return 'refused';
  if (handler.open) return 'unknown';
  return kind ?? 'refused';
}
