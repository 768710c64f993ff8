/** `extends`: every top-level mapping gets the content of its bases, as GitLab merges them. */
import type { Finding } from '../text/problem.ts';
import { withStep } from '../yaml/step.ts';
import type { Value } from '../yaml/value.ts';
import { basesOf, type Names } from './bases.ts';
import { checker, MOST_BASES } from './extends-fault.ts';
import { merge, POLICIES } from './merge.ts';

export type { Names } from './bases.ts';

export interface Extender {
  /** The value after `extends`; bases that cannot be used are left out. */
  readonly extend: (name: string) => Value | undefined;
  /** What GitLab says when it comes to this name, if it refuses it: the first fault only. */
  readonly faultOf: (name: string) => Finding | undefined;
}

/** Answers for the names of one configuration; every answer is computed once. */
export function extender(names: Names): Extender {
  const known = new Map<string, Extended>();
  const extend = (name: string): Value | undefined => {
    if (!known.has(name)) computeAlong(name, names, known);
    return known.get(name)?.value;
  };
  return { extend, faultOf: checker(names) };
}

interface Extended {
  readonly value: Value | undefined;
  /** How long the longest chain below is; endless where it goes round in a circle. */
  readonly height: number;
}

/** Computes the name after all its bases, without recursion: chains can be long before GitLab refuses them. */
function computeAlong(start: string, names: Names, known: Map<string, Extended>): void {
  const path = [start];
  const entered = new Set(path);
  const circular = new Set<string>();
  for (let name = path.at(-1); name !== undefined; name = path.at(-1)) {
    const bases = (basesOf(names.get(name)) ?? []).map(base => base?.name).filter(base => base !== undefined);
    const next = bases.find(base => !known.has(base) && !entered.has(base));
    if (next !== undefined) {
      path.push(next);
      entered.add(next);
      continue;
    }
    const heights = bases.map(base => known.get(base)?.height ?? Infinity);
    if (heights.includes(Infinity)) for (const above of path) circular.add(above);
    const height = circular.has(name) ? Infinity : bases.length > 0 ? 1 + Math.max(...heights) : 0;
    known.set(name, { height, value: mergeBases(names.get(name), base => known.get(base)) });
    path.pop();
  }
}

/** The own content over that of the bases. What is circular or too long a chain is left out: GitLab refuses it anyway. */
function mergeBases(own: Value | undefined, find: (name: string) => Extended | undefined): Value | undefined {
  const bases = basesOf(own);
  if (!bases || own?.kind !== 'map') return own;
  let below: Value | undefined;
  let open = false;
  for (const base of bases) {
    const found = base && find(base.name);
    if (!base || found?.value?.kind !== 'map' || found.height > MOST_BASES) open = true;
    else below = layer(below, withStep(found.value, { rule: 'extends', at: base.at }));
  }
  const merged = layer(below, own);
  return merged.kind === 'map' && open && !merged.open ? { ...merged, open } : merged;
}

function layer(below: Value | undefined, over: Value): Value {
  return below ? merge(POLICIES.extends, below, over) : over;
}
