/** The scenario that the command line asks for. */
import { usualScenarios } from '../simulation/scenarios.ts';
import { readRepository, type RepositoryFacts } from '../simulation/repository.ts';
import type { RefType, Scenario } from '../simulation/scenario.ts';
import type { Located } from './cli-project.ts';
import { pathsBelow } from './paths-below.ts';

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
  const all = usualScenarios(facts, await pathsBelow(root));
  const name = options.scenario ?? nameFor(options);
  const base = all.find(one => one.name === name);
  if (!base) return { usage: `Unknown scenario ${name}; expected one of ${all.map(one => one.name).join(', ')}.` };
  const variables = variablesIn(options.var ?? []);
  if (typeof variables === 'string') return { usage: variables };
  const { source = base.source, changed = base.changed } = options;
  return { ...withRef({ ...base, source, changed }, options.ref, facts), variables };
}

/** The one that comes closest to a source. */
function nameFor({ source, ref, changed }: ScenarioOptions): string {
  if (source === undefined || source === 'push') return ref === undefined || changed ? 'push' : 'push-branch';
  return BY_SOURCE[source] ?? 'api';
}

const BY_SOURCE: Readonly<Record<string, string>> = {
  merge_request_event: 'merge-request',
  schedule: 'schedule',
  web: 'web',
  trigger: 'trigger',
  pipeline: 'multi-project',
  parent_pipeline: 'child',
};

/** In another ref than the usual one. A merge request is named by its source branch. */
function withRef(scenario: Scenario, ref: string | undefined, { tags }: RepositoryFacts): Scenario {
  if (ref === undefined) return scenario;
  const name = ref.replace(/^refs\/(?:heads|tags)\//, '');
  if (scenario.mergeRequest) return { ...scenario, mergeRequest: { ...scenario.mergeRequest, sourceBranch: name } };
  const isTag =
    ref.startsWith('refs/tags/') ||
    scenario.refType === 'tag' ||
    (!ref.startsWith('refs/heads/') && tags.includes(name));
  const refType: RefType = isTag ? 'tag' : 'branch';
  const isProtected = name === scenario.defaultBranch;
  return { ...scenario, ref: name, refType, isProtected, isUpdate: scenario.isUpdate && !isTag };
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
