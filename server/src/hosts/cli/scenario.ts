/** The scenario that the command line asks for. */
import { usualScenarios } from '../../simulation/scenarios.ts';
import { formed, isScenario } from '../../simulation/formed.ts';
import { readRepository } from '../../simulation/repository.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Located } from './project.ts';
import { pathsBelow } from '../paths-below.ts';

export const SCENARIO_OPTIONS = {
  scenario: { type: 'string' },
  source: { type: 'string' },
  ref: { type: 'string' },
  changed: { type: 'string', multiple: true },
  var: { type: 'string', multiple: true },
} as const;

export interface ScenarioOptions {
  readonly scenario?: string | undefined;
  readonly source?: string | undefined;
  readonly ref?: string | undefined;
  readonly changed?: readonly string[] | undefined;
  readonly var?: readonly string[] | undefined;
}

/** The command was wrongly called. */
export interface Usage {
  readonly usage: string;
}

export function isUsage(value: Scenario | Usage): value is Usage {
  return 'usage' in value;
}

/** A usual scenario, changed by what else is given. */
export async function scenarioFrom(
  options: ScenarioOptions,
  { folder, files, root }: Located,
): Promise<Scenario | Usage> {
  const facts = await readRepository(files, folder);
  const usual = usualScenarios(facts, await pathsBelow(root));
  const variables = variablesIn(options.var ?? []);
  if (typeof variables === 'string') return { usage: variables };
  const { scenario: basedOn, source, ref, changed } = options;
  const found = formed({ basedOn, source, ref, changed, variables }, usual, facts);
  return isScenario(found) ? found : { usage: found.fault };
}

function variablesIn(given: readonly string[]): Readonly<Record<string, string>> | string {
  const pairs: (readonly [string, string])[] = [];
  for (const text of given) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) return `--var must be NAME=VALUE, not ${text}.`;
    pairs.push([name, value]);
  }
  return Object.fromEntries(pairs);
}
