/** Variables that the configuration defines. */
import { cachedBy } from '../text/cached.ts';
import { booleanOf } from '../ci/blank.ts';
import { toS } from '../ci/ruby-text.ts';
import { member, type MapValue, type Value } from '../yaml/value/value.ts';
import type { Doubt } from '../expression/truth.ts';
import { doubtAbout, type Variable, type Variables } from './scope.ts';

/** The content of a `variables` mapping. */
export function variablesIn(value: Value | undefined): Variables {
  return value?.kind === 'map' ? variablesOf(value) : NONE;
}

const variablesOf = cachedBy(({ members }: MapValue): Variables => {
  const variables = new Map<string, Variable | Doubt>();
  members.forEach(({ value }, name) => variables.set(name, variableOf(name, value)));
  return variables;
});

const NONE: Variables = new Map();

/** Whether it may contain more than can be seen. */
export function mayHoldMore(value: Value | undefined): boolean {
  return value !== undefined && (value.kind === 'unknown' || (value.kind === 'map' && value.open));
}

function variableOf(name: string, value: Value): Variable | Doubt {
  if (value.kind === 'unknown') return doubtAbout(name);
  if (value.kind !== 'map') return { value: toS(value) };
  const text = member(value, 'value')?.value;
  if (text?.kind === 'unknown' || (!text && value.open)) return doubtAbout(name);
  const expand = member(value, 'expand')?.value;
  const raw = booleanOf(expand) === false;
  return { value: text ? toS(text) : '', ...(raw && { raw }) };
}

/** The variables that `inherit:variables` of a job lets through. */
export function inheritedBy(job: Value, variables: Variables): Variables {
  const choice = member(member(job, 'inherit')?.value, 'variables')?.value;
  if (choice?.kind === 'list') {
    const names = new Set(choice.items.map(toS));
    return new Map([...variables].filter(([name]) => names.has(name)));
  }
  return booleanOf(choice) === false ? NONE : variables;
}

/** Later layers override earlier ones; if only one layer has any, it is returned as is. */
export function over(...layers: readonly Variables[]): Variables {
  const [first, ...others] = layers.filter(({ size }) => size > 0);
  return others.length === 0 ? (first ?? NONE) : new Map([first ?? NONE, ...others].flatMap(layer => [...layer]));
}

/**
 * The same for two layers. It returns the same object as long as both are the same, so that what depends on it stays
 * valid.
 */
export function cachedOver(below: Variables, above: Variables): Variables {
  if (above.size === 0) return over(below);
  const cached = OVER.get(above);
  if (cached?.below === below) return cached.both;
  const both = over(below, above);
  OVER.set(above, { below, both });
  return both;
}

const OVER = new WeakMap<Variables, { readonly below: Variables; readonly both: Variables }>();
