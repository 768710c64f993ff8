/** Finds cycles among inputs whose rules refer to each other. */
import type { Place } from '../text/span.ts';
import { cyclicParts } from './cyclic-parts.ts';
import { leadingTo } from './leading-to.ts';

/** A reference to an input in a condition. */
export interface InputReference {
  readonly name: string;
  /** The place of the name. */
  readonly at: Place;
}

/** The references in the rules of each declared input, by the name of the input. */
export type AskedInputs = ReadonlyMap<string, readonly InputReference[]>;

/**
 * One cycle for each part of the graph that has any; a cycle lists its names with the places of the references to the
 * next.
 */
export function cyclesIn(asked: AskedInputs): readonly (readonly InputReference[])[] {
  const parts = cyclicParts(asked.keys(), name => (asked.get(name) ?? []).map(each => each.name));
  return parts.map(part => cycleWithin(asked, new Set(part)));
}

/** Follows the first reference that stays within the part until a name repeats. */
function cycleWithin(asked: AskedInputs, part: ReadonlySet<string>): readonly InputReference[] {
  const way = new Map<string, InputReference>();
  let [name = ''] = part;
  while (!way.has(name)) {
    const next = asked.get(name)?.find(each => part.has(each.name));
    if (!next) return [];
    way.set(name, { name, at: next.at });
    name = next.name;
  }
  const names = [...way.keys()];
  return [...way.values()].slice(names.indexOf(name));
}

/** An input and all inputs whose rules lead to it: its own rules must not refer to any of these. */
export function askingFor(asked: AskedInputs, name: string): ReadonlySet<string> {
  const edges = [...asked].flatMap(([asker, all]) => all.map(one => [asker, one.name] as const));
  return leadingTo(edges, name);
}
