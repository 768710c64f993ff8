/** Variables whose values refer to each other in a cycle. */
import { cachedBy } from '../text/cached.ts';
import { isDoubt, joined, type Doubt } from '../expression/truth.ts';
import { namesIn } from './references.ts';
import { otherwise, type Scope } from './scope.ts';

export interface Cycle {
  readonly names: readonly string[];
  /** Missing if the cycle is certain. */
  readonly doubt: Doubt | undefined;
}

/** GitLab refuses to create jobs with such a cycle. A variable that refers only to itself does not count. */
export const cycleIn = cachedBy((scope: Scope): Cycle | undefined => {
  const names = findCycle(scope);
  const doubts = (names ?? []).map(name => scope.get(name)).filter(isDoubt);
  return names && { names, doubt: doubts.length > 0 ? joined(...doubts) : undefined };
});

function findCycle(scope: Scope): readonly string[] | undefined {
  const done = new Set<string>();
  for (const name of scope.referring()) {
    const found = done.has(name) ? undefined : cycleFrom(name, scope, done);
    if (found) return found;
  }
  return undefined;
}

interface Step {
  readonly name: string;
  readonly refersTo: readonly string[];
  next: number;
}

/** Follows references without recursion, since a chain may be as long as a file. */
function cycleFrom(name: string, scope: Scope, done: Set<string>): readonly string[] | undefined {
  const way: Step[] = [];
  const depths = new Map<string, number>();
  const enter = (entered: string): void => {
    depths.set(entered, way.length);
    way.push({ name: entered, refersTo: namesIn(textOf(entered, scope)), next: 0 });
  };
  enter(name);
  for (let step = way.at(-1); step; step = way.at(-1)) {
    const to = step.refersTo[step.next++];
    const depth = to === undefined ? undefined : depths.get(to);
    if (to === undefined) {
      way.pop();
      depths.delete(step.name);
      done.add(step.name);
    } else if (depth === undefined) {
      if (!done.has(to)) enter(to);
    } else if (depth < way.length - 1) return way.slice(depth).map(one => one.name);
  }
  return undefined;
}

function textOf(name: string, scope: Scope): string {
  const found = otherwise(scope.get(name));
  return !found || isDoubt(found) || found.raw ? '' : (found.value ?? '');
}
