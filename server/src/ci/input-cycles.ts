/** Cycles among inputs whose rules ask for each other. */
import type { Place } from '../text/span.ts';

/** An input whose name is in a condition. */
export interface InputReference {
  readonly name: string;
  /** The name. */
  readonly at: Place;
}

/** What each input asks for in its rules, by name, of all that are declared. */
export type AskedInputs = ReadonlyMap<string, readonly InputReference[]>;

/** At least one of those that lead through the same inputs; each as the names that ask for the next one, where they ask. */
export function cyclesIn(asked: AskedInputs): readonly (readonly InputReference[])[] {
  const next = endless(asked);
  const cycles: (readonly InputReference[])[] = [];
  const seen = new Set<string>();
  for (const start of next.keys()) {
    const way: string[] = [];
    let name = start;
    for (; !seen.has(name); name = next.get(name)?.name ?? name) {
      seen.add(name);
      way.push(name);
    }
    const from = way.indexOf(name);
    if (from >= 0) cycles.push(way.slice(from).flatMap(each => asking(each, next.get(each))));
  }
  return cycles;
}

function asking(name: string, asked: InputReference | undefined): readonly InputReference[] {
  return asked ? [{ name, at: asked.at }] : [];
}

/** Each input from which there is no end, with the first that it asks for of which that is true, too. */
function endless(asked: AskedInputs): ReadonlyMap<string, InputReference> {
  const open = new Map([...asked].map(([name, all]) => [name, all.filter(each => asked.has(each.name)).length]));
  const askers = askersOf(asked);
  const ended = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  const isEnded = new Set(ended);
  for (let name = ended.pop(); name !== undefined; name = ended.pop()) {
    for (const asker of askers.get(name) ?? []) {
      const count = (open.get(asker) ?? 0) - 1;
      open.set(asker, count);
      if (count > 0) continue;
      ended.push(asker);
      isEnded.add(asker);
    }
  }
  return new Map(
    [...asked].flatMap(([name, all]) => {
      const onward = isEnded.has(name) ? undefined : all.find(each => asked.has(each.name) && !isEnded.has(each.name));
      return onward ? [[name, onward] as const] : [];
    }),
  );
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
