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
    const found = cycleFrom(name, scope, { done, above: [] });
    if (found) return found;
  }
  return undefined;
}

/** Longer chains are not followed. */
const DEEPEST = 500;

interface Walk {
  readonly done: Set<string>;
  readonly above: string[];
}

function cycleFrom(name: string, scope: Scope, walk: Walk): readonly string[] | undefined {
  const { done, above } = walk;
  const start = above.indexOf(name);
  if (start >= 0) return start === above.length - 1 ? undefined : above.slice(start);
  if (done.has(name) || above.length > DEEPEST) return undefined;
  above.push(name);
  for (const next of namesIn(textOf(name, scope))) {
    const cycle = cycleFrom(next, scope, walk);
    if (cycle) return cycle;
  }
  above.pop();
  done.add(name);
  return undefined;
}

function textOf(name: string, scope: Scope): string {
  const found = otherwise(scope.get(name));
  return !found || isDoubt(found) || found.raw ? '' : (found.value ?? '');
}
