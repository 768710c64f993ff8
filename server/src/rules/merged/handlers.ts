/** The handlers of merged pre-stop hooks, and conflicts between handlers that nobody wrote together. */
import { handlerHookIn } from '../../ci/handler-hook.ts';
import { preStopHandler } from '../../spec/hooks.ts';
import type { Place } from '../../text/span.ts';
import type { Member, Step, Value } from '../../yaml/value/value.ts';

const HANDLERS = Object.keys(preStopHandler.shape.fields);

export interface Handler {
  readonly name: string;
  readonly member: Member;
}

/** The handlers of a merged entry, in GitLab's order. */
export function handlersOf(entry: Value | undefined): readonly Handler[] {
  const hook = handlerHookIn(entry)?.value;
  if (hook?.kind !== 'map') return [];
  return [...hook.members].flatMap(([name, held]) => (HANDLERS.includes(name) ? [{ name, member: held }] : []));
}

/** Two handlers of one hook, each with the steps that they do not have in common. */
export interface HandlerConflict {
  readonly upper: Handler;
  readonly lower: Handler;
  readonly upperSteps: readonly Step[];
  readonly lowerSteps: readonly Step[];
  /** Where the upper handler conflicts with the lower one. */
  readonly at: Place;
}

/** Every handler that conflicts with an earlier one of another origin. */
export function conflictsIn(handlers: readonly Handler[]): readonly HandlerConflict[] {
  return handlers.slice(1).flatMap((upper, index) => {
    const lower = handlers.slice(0, index + 1).find(other => !isOneOrigin(upper.member, other.member));
    return lower ? [conflictOf(upper, lower)] : [];
  });
}

function conflictOf(upper: Handler, lower: Handler): HandlerConflict {
  const [upperSteps, lowerSteps] = apart(stepsOf(upper), stepsOf(lower));
  const at = upperSteps.at(-1)?.at ?? upper.member.key;
  return { upper, lower, upperSteps, lowerSteps, at };
}

function stepsOf({ member: { via } }: Handler): readonly Step[] {
  return via ?? [];
}

function isOneOrigin(a: Member, b: Member): boolean {
  if (a.key.block !== b.key.block) return false;
  const [ownSteps, otherSteps] = apart(a.via ?? [], b.via ?? []);
  return ownSteps.length === 0 && otherSteps.length === 0;
}

/** Both lists of steps without the part that they share, which is their end. */
function apart(a: readonly Step[], b: readonly Step[]): readonly [readonly Step[], readonly Step[]] {
  let common = 0;
  while (common < Math.min(a.length, b.length) && isSame(a.at(-1 - common), b.at(-1 - common))) common++;
  return [a.slice(0, a.length - common), b.slice(0, b.length - common)];
}

function isSame(a: Step | undefined, b: Step | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.rule === b.rule && a.at.block === b.at.block && a.at.span.start === b.at.span.start;
}
