/** The active scenario of a file and all that can be chosen: those of the user, of the settings, and the usual ones. */
import { withForms } from '../simulation/formed.ts';
import { readForms, type ReadForms, type ScenarioForm } from '../simulation/scenario-form.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { usualScenarios } from '../simulation/scenarios.ts';
import { cachedBy } from '../text/cached.ts';
import type { Uri } from '../text/span.ts';
import { normal } from '../text/uri.ts';
import type { Grounds } from './grounds.ts';

export interface Chosen {
  readonly inForce: Scenario;
  readonly all: readonly Scenario[];
  readonly own: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
  readonly faults: readonly string[];
}

export interface Scenarios {
  /** Returns the same objects until something changes, so that cached evaluations stay valid. */
  of(uri: Uri, shared: ReadForms, grounds: Grounds): Chosen;
  /** For all files in a folder, or for one file. */
  choose(folder: string, choice: unknown): void;
}

interface Choice {
  readonly name: string;
  readonly forms: readonly ScenarioForm[];
  readonly faults: readonly string[];
}

const USUAL: Choice = { name: 'push', forms: [], faults: [] };

/** `before` is what a client sends about earlier choices, in any form. */
export function scenariosOf(before: unknown): Scenarios {
  const choices = new Map<string, Choice>();
  const choose = (folder: unknown, choice: unknown): void => {
    if (typeof folder !== 'string') throw new TypeError('A choice needs a folder.');
    choices.set(normal(folder), choiceOf(choice));
  };
  if (typeof before === 'object' && before !== null)
    for (const [folder, choice] of Object.entries(before)) choose(folder, choice);
  const choiceFor = (uri: Uri): Choice => {
    const above = [...choices.keys()].filter(folder => uri === folder || uri.startsWith(folder.replace(/\/?$/, '/')));
    const [nearest] = above.toSorted((a, b) => b.length - a.length);
    return (nearest === undefined ? undefined : choices.get(nearest)) ?? USUAL;
  };
  return { choose, of: (uri, shared, grounds) => chosen(choiceFor(uri), shared, grounds) };
}

function choiceOf(raw: unknown): Choice {
  const { name, own } = (raw ?? {}) as { readonly name?: unknown; readonly own?: unknown };
  return { name: typeof name === 'string' ? name : USUAL.name, ...readForms(own) };
}

/** Forms from settings are parsed again on each call, so they are compared by content. */
const cacheFor = cachedBy(
  (_grounds: Grounds) => new WeakMap<Choice, { readonly shared: string; readonly chosen: Chosen }>(),
);

function chosen(choice: Choice, shared: ReadForms, grounds: Grounds): Chosen {
  const cache = cacheFor(grounds);
  const text = shared.forms.length + shared.faults.length > 0 ? JSON.stringify(shared) : '';
  const cached = cache.get(choice);
  if (cached?.shared === text) return cached.chosen;
  const made = make(choice, shared, grounds);
  cache.set(choice, { shared: text, chosen: made });
  return made;
}

function make({ name, forms, faults }: Choice, shared: ReadForms, { facts, files }: Grounds): Chosen {
  const { scenarios, faults: unmade } = withForms(usualScenarios(facts, files), [...shared.forms, ...forms], facts);
  const find = (wanted: string): Scenario | undefined => scenarios.find(one => one.name === wanted);
  const inForce = find(name) ?? find(USUAL.name) ?? scenarios[0];
  if (!inForce) throw new Error('There are no scenarios.');
  return {
    inForce,
    all: scenarios,
    own: namesOf(forms),
    shared: namesOf(shared.forms),
    faults: [...shared.faults, ...faults, ...unmade],
  };
}

function namesOf(forms: readonly ScenarioForm[]): ReadonlySet<string> {
  return new Set(forms.flatMap(({ name }) => name ?? []));
}
