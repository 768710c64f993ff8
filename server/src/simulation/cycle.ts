/** Variables whose values need each other. */
import { isDoubt } from '../expression/truth.ts';
import { namesIn } from './references.ts';
import type { Scope } from './scope.ts';

/** Their names; GitLab refuses to make the jobs that have them. A variable that needs only itself is none. */
export function cycleIn(scope: Scope): readonly string[] | undefined {
  const known = CYCLES.get(scope);
  if (known) return known.cycle;
  const cycle = findCycle(scope);
  CYCLES.set(scope, { cycle });
  return cycle;
}

const CYCLES = new WeakMap<Scope, { readonly cycle: readonly string[] | undefined }>();

function findCycle(scope: Scope): readonly string[] | undefined {
  const done = new Set<string>();
  for (const name of scope.names()) {
    const found = cycleFrom(name, scope, { done, above: [] });
    if (found) return found;
  }
  return undefined;
}

/** So many values in values are not followed. */
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
  const found = scope.get(name);
  return !found || isDoubt(found) || found.raw ? '' : (found.value ?? '');
}
