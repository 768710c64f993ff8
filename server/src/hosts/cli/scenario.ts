/** The scenario that the command line asks for. */
import { usualScenarios } from '../../simulation/scenarios.ts';
import { aboutScenario } from '../../features/plan/words.ts';
import { formed, isScenario, withForms, type Formed } from '../../simulation/formed.ts';
import { readRepository, type RepositoryFacts } from '../../simulation/repository.ts';
import type { ScenarioForm } from '../../simulation/scenario-form.ts';
import { oneLine } from '../../text/shown.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { sources } from '../../simulation/sources.ts';
import type { LocatedFile } from './project.ts';
import { pathsBelow } from '../paths-below.ts';

export const SCENARIO_OPTIONS = {
  scenario: { type: 'string' },
  source: { type: 'string' },
  ref: { type: 'string' },
  changed: { type: 'string', multiple: true },
  var: { type: 'string', multiple: true },
  input: { type: 'string', multiple: true },
} as const;

export interface ScenarioOptions {
  readonly scenario?: string | undefined;
  readonly source?: string | undefined;
  readonly ref?: string | undefined;
  readonly changed?: readonly string[] | undefined;
  readonly var?: readonly string[] | undefined;
  readonly input?: readonly string[] | undefined;
}

/** The command was called incorrectly. */
export interface Usage {
  readonly usage: string;
}

export function isUsage(value: Scenario | Usage): value is Usage {
  return 'usage' in value;
}

/** A scenario of the repository or a built-in one, changed by the other options. */
export async function scenarioFrom(
  options: ScenarioOptions,
  located: LocatedFile,
  forms: readonly ScenarioForm[],
): Promise<Scenario | Usage> {
  const variables = pairsIn(options.var ?? [], '--var', /^(\w+)=(.*)$/s);
  const inputs = pairsIn(options.input ?? [], '--input', /^([^=]+)=(.*)$/s);
  if (typeof variables === 'string') return { usage: variables };
  if (typeof inputs === 'string') return { usage: inputs };
  const { source: given } = options;
  if (given !== undefined && !sources.includes(given))
    return { usage: `Unknown source ${given}; expected one of ${sources.join(', ')}.` };
  const { facts, known } = await knownScenarios(located, forms);
  const { scenario: basedOn, source, ref, changed } = options;
  const found = formed({ basedOn, source, ref, changed }, known.scenarios, facts);
  if (!isScenario(found)) return { usage: found.fault };
  const isGiven = Object.keys(inputs).length > 0;
  return {
    ...found,
    variables: { ...found.variables, ...variables },
    ...(isGiven && { inputs: { ...found.inputs, ...inputs } }),
  };
}

/** All available scenarios, and why others are not available. */
export async function listedScenarios(located: LocatedFile, forms: readonly ScenarioForm[]): Promise<ListedScenarios> {
  const { known } = await knownScenarios(located, forms);
  const own = new Set(forms.map(({ name }) => name));
  return {
    faults: known.faults,
    scenarios: known.scenarios.map(one => ({
      name: one.name,
      about: aboutScenario(one),
      from: own.has(one.name) ? 'configuration' : 'usual',
    })),
  };
}

export interface ListedScenarios {
  readonly scenarios: readonly { readonly name: string; readonly about: string; readonly from: string }[];
  /** As sentences. */
  readonly faults: readonly string[];
}

export function scenarioTable({ scenarios }: ListedScenarios): string {
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  return scenarios.map(({ name, about }) => `${oneLine(name).padEnd(width)}  ${oneLine(about)}\n`).join('');
}

async function knownScenarios(
  { folder, files, root }: LocatedFile,
  forms: readonly ScenarioForm[],
): Promise<{ readonly facts: RepositoryFacts; readonly known: Formed }> {
  const facts = await readRepository(files, folder);
  return { facts, known: withForms(usualScenarios(facts, await pathsBelow(root)), forms, facts) };
}

/** The values of an option by their names; a text about the first that has no name. */
function pairsIn(given: readonly string[], option: string, form: RegExp): Readonly<Record<string, string>> | string {
  const pairs: (readonly [string, string])[] = [];
  for (const text of given) {
    const [, name, value] = form.exec(text) ?? [];
    if (name === undefined || value === undefined) return `${option} must be NAME=VALUE, not ${text}.`;
    pairs.push([name, value]);
  }
  return Object.fromEntries(pairs);
}
