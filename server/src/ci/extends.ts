/** `extends`: every top-level mapping gets the content of its bases, as GitLab merges them. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type Value } from '../yaml/value.ts';
import { merge, POLICIES } from './merge.ts';
import { datumToS, toS } from './ruby-text.ts';
import { withStep } from '../yaml/step.ts';

/** The top-level values before `extends`; `complete` is false where a file that was not read may hold more of them. */
export interface Names {
  get(name: string): Value | undefined;
  readonly complete: boolean;
}

export interface Base {
  readonly name: string;
  readonly at: Place;
}

/** GitLab follows eleven bases and refuses the twelfth. */
export const MOST_BASES = 10;

/** What a value names in `extends`, or nothing if it has none; `undefined` for a name that cannot be known here. */
export function basesOf(value: Value | undefined): readonly (Base | undefined)[] | undefined {
  const extended = member(value, 'extends');
  if (!extended) return undefined;
  return itemsOf(extended.value).map(baseOf);
}

/** Ruby's `Array()`: nothing of nil, the pairs of a mapping, a list as it is, else a list of the one. */
function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'scalar' && value.datum.type === 'null') return [];
  if (value.kind !== 'map') return [value];
  return [...value.members.values()].map(pair => {
    const name: Value = { kind: 'scalar', datum: pair.name, at: pair.key, via: [] };
    return { kind: 'list', items: [name, pair.value], at: pair.key, via: [] };
  });
}

function baseOf(value: Value): Base | undefined {
  if (value.kind === 'unknown' && value.why !== 'reference') return undefined;
  if (value.kind === 'unknown') return { name: '!reference', at: value.at };
  return { name: value.kind === 'scalar' ? datumToS(value.datum) : toS(value), at: value.at };
}

export interface Extender {
  /** The value after `extends`; bases that cannot be used are left out. */
  extend(name: string): Value | undefined;
  /** What GitLab says when it comes to this name, if it refuses it: the first fault only. */
  faultOf(name: string): Finding | undefined;
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

/** GitLab's walk over the bases, in its order of checks; names that proved sound are not walked again. */
function checker(names: Names): (name: string) => Finding | undefined {
  /** Longest chain of extending entries that begins at a sound name. */
  const heights = new Map<string, number>();

  const check = (name: string, above: readonly string[], from: Place | undefined): Finding | number => {
    const bases = basesOf(names.get(name));
    if (!bases) return 0;
    const height = heights.get(name);
    if (height !== undefined && above.length + height - 1 <= MOST_BASES) return height;
    const fault = faultAt(name, bases, names) ?? chainFault(name, above, from ?? bases[0]?.at);
    if (fault) return fault;
    let highest = 0;
    for (const base of bases) {
      const below = base && names.get(base.name) ? check(base.name, [...above, name], base.at) : 0;
      if (typeof below !== 'number') return below;
      highest = Math.max(highest, below);
    }
    heights.set(name, highest + 1);
    return highest + 1;
  };

  return name => {
    const result = check(name, [], undefined);
    return typeof result === 'number' ? undefined : result;
  };
}

function faultAt(name: string, bases: readonly (Base | undefined)[], names: Names): Finding | undefined {
  const known = bases.filter(base => base !== undefined);
  const missing = names.complete ? known.find(base => names.get(base.name) === undefined) : undefined;
  if (missing)
    return {
      code: 'unknown-base',
      message: `\`${name}\` extends \`${missing.name}\`, but no job or template of this name exists. It must be a top-level key of this file or of a file that it includes.`,
      at: missing.at,
    };
  const invalid = known.find(base => !mayBeMap(names.get(base.name)));
  if (!invalid) return undefined;
  return {
    code: 'invalid-base',
    message: `\`${name}\` extends \`${invalid.name}\`, which is not a mapping. Only a job or a template can be extended.`,
    at: invalid.at,
  };
}

function mayBeMap(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'map' || (value.kind === 'unknown' && value.why !== 'reference');
}

function chainFault(name: string, above: readonly string[], at: Place | undefined): Finding | undefined {
  if (!at) return undefined;
  if (above.length > MOST_BASES)
    return {
      code: 'extends-too-deep',
      message: `The chain of \`extends\` is too long: ${[...above, name].join(' → ')}. GitLab follows ${MOST_BASES + 1} steps and refuses the next.`,
      at,
    };
  if (!above.includes(name)) return undefined;
  const chain = [...above.slice(above.indexOf(name)), name];
  return {
    code: 'circular-extends',
    message: `\`extends\` goes round in a circle: ${chain.join(' → ')}. GitLab refuses the whole pipeline for that.`,
    at,
  };
}
