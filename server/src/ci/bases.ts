/** Reads the bases that a job or template names in `extends`. */
import type { Place } from '../text/span.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { isNull } from './blank.ts';
import { datumToS, toS } from './ruby-text.ts';

/** The top-level values before `extends`; `complete` is false if a file that was not read may have more of them. */
export interface Names {
  get(name: string): Value | undefined;
  readonly complete: boolean;
}

export interface Base {
  readonly name: string;
  readonly at: Place;
}

/**
 * The names in `extends` of a value; `undefined` without `extends`, and in the list for a name that cannot be known
 * here.
 */
export function basesOf(value: Value | undefined): readonly (Base | undefined)[] | undefined {
  const extended = member(value, 'extends');
  if (!extended) return undefined;
  return itemsOf(extended.value).map(baseOf);
}

/** Ruby's `Array()`: nothing for nil, the pairs of a mapping, a list as it is, else a list of one. */
function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (isNull(value)) return [];
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
