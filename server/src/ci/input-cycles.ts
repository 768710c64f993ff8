/** Cycles among inputs whose rules ask for each other. */
import type { Place } from '../text/span.ts';
import { cyclicParts } from './cyclic-parts.ts';

/** An input whose name is in a condition. */
export interface InputReference {
  readonly name: string;
  /** The name. */
  readonly at: Place;
}

/** What each input asks for in its rules, by name, of all that are declared. */
export type AskedInputs = ReadonlyMap<string, readonly InputReference[]>;

/** One cycle through the inputs of each part that has any; each as the names that ask for the next one, where they ask. */
export function cyclesIn(asked: AskedInputs): readonly (readonly InputReference[])[] {
  const parts = cyclicParts(asked.keys(), name => (asked.get(name) ?? []).map(each => each.name));
  return parts.map(part => cycleWithin(asked, new Set(part)));
}

/** Follows the first reference that stays within the part until a name comes again. */
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

/** Who asks for each of them, once for every time. */
function askersOf(asked: AskedInputs): ReadonlyMap<string, readonly string[]> {
  const askers = new Map<string, string[]>();
  for (const [asker, all] of asked)
    for (const { name } of all) {
      const known = askers.get(name);
      if (known) known.push(asker);
      else askers.set(name, [asker]);
    }
  return askers;
}

/** An input with all those whose rules, in the end, ask for it: it can ask for none of them. */
export function askingFor(asked: AskedInputs, name: string): ReadonlySet<string> {
  const askers = askersOf(asked);
  const found = new Set([name]);
  for (const each of found) for (const asker of askers.get(each) ?? []) found.add(asker);
  return found;
}
