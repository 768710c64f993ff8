/** `extends`: merges the content of its bases into every top-level mapping, as GitLab does. */
import type { Finding } from '../text/problem.ts';
import { withStep } from '../yaml/value/step.ts';
import type { Value } from '../yaml/value/value.ts';
import { basesOf, type Names } from './bases.ts';
import { checker, MOST_BASES } from './extends-fault.ts';
import { merge, POLICIES } from './merge.ts';

export type { Names } from './bases.ts';

export interface Extender {
  /** The value after `extends`; bases that cannot be used are left out. */
  readonly extend: (name: string) => Value | undefined;
  /** The first fault that GitLab reports when it reaches this name, if it refuses it. */
  readonly faultOf: (name: string) => Finding | undefined;
}

/** Answers for the names of one configuration; every answer is computed once. */
export function extender(names: Names): Extender {
  const cache = new Map<string, Value | undefined>();
  const height = heights(names);
  const extend = (name: string): Value | undefined => {
    // at most as deep as chains may be: longer ones are not followed
    if (!cache.has(name))
      cache.set(
        name,
        mergeBases(names.get(name), base => (isUsable(base) ? extend(base) : undefined)),
      );
    return cache.get(name);
  };
  const isUsable = (base: string): boolean => height(base, MOST_BASES + 1) <= MOST_BASES;
  return { extend, faultOf: checker(names) };
}

/** The length of the longest chain below a name, up to `most`; a cycle has no end. */
function heights(names: Names): (name: string, most: number) => number {
  const cache = new Map<string, { readonly height: number; readonly isWhole: boolean }>();
  const heightOf = (name: string, most: number): number => {
    const before = cache.get(name);
    if (before && (before.isWhole || before.height >= most)) return Math.min(before.height, most);
    const bases = most > 0 ? basesOf(names.get(name)) : undefined;
    let height = most > 0 ? 0 : most;
    for (const base of bases ?? []) if (base) height = Math.max(height, 1 + heightOf(base.name, most - 1));
    cache.set(name, { height, isWhole: height < most });
    return height;
  };
  return heightOf;
}

/**
 * Merges the own content over that of the bases. Cycles and chains that are too long are left out: GitLab refuses them
 * anyway.
 */
function mergeBases(own: Value | undefined, find: (name: string) => Value | undefined): Value | undefined {
  const bases = basesOf(own);
  if (!bases || own?.kind !== 'map') return own;
  let below: Value | undefined;
  let open = false;
  for (const base of bases) {
    const found = base && find(base.name);
    if (!base || found?.kind !== 'map') open = true;
    else below = layer(below, withStep(found, { rule: 'extends', at: base.at }));
  }
  const merged = layer(below, own);
  return merged.kind === 'map' && open && !merged.open ? { ...merged, open } : merged;
}

function layer(below: Value | undefined, over: Value): Value {
  return below ? merge(POLICIES.extends, below, over) : over;
}
