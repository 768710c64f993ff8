/** Makes scenarios from what people write: a usual scenario and the differences from it. */
import type { RepositoryFacts } from './repository.ts';
import type { ScenarioForm } from './scenario-form.ts';
import type { RefType, Scenario } from './scenario.ts';

export interface Formed {
  /** The written scenarios, then the usual ones with other names. */
  readonly scenarios: readonly Scenario[];
  /** Why some of them could not be made, as sentences. */
  readonly faults: readonly string[];
}

/** All scenarios of a repository. */
export function withForms(usual: readonly Scenario[], forms: readonly ScenarioForm[], facts: RepositoryFacts): Formed {
  const made = forms.map(form => formed(form, usual, facts));
  const written = made.filter(isScenario);
  // the last one of a name wins, as in layered settings
  const own = new Map(written.map(one => [one.name, one]));
  return {
    scenarios: [...own.values(), ...usual.filter(({ name }) => !own.has(name))],
    faults: made.flatMap(one => (isScenario(one) ? [] : [one.fault])),
  };
}

interface Unknown {
  readonly fault: string;
}

export function isScenario(value: Scenario | Unknown): value is Scenario {
  return !('fault' in value);
}

/** The scenario that a form describes; a fault if it is based on one that does not exist. */
export function formed(form: ScenarioForm, usual: readonly Scenario[], facts: RepositoryFacts): Scenario | Unknown {
  const known = usual.some(({ name }) => name === form.name) ? form.name : undefined;
  const wanted = form.basedOn ?? known ?? nameFor(form);
  const base = usual.find(({ name }) => name === wanted);
  if (!base) {
    const names = usual.map(({ name }) => name).join(', ');
    return { fault: `Unknown scenario ${wanted}; expected one of ${names}.` };
  }
  const { source = base.source, changed = base.changed, commitMessage = base.commitMessage } = form;
  const at = withRef({ ...base, source, changed, commitMessage }, form, facts);
  return {
    ...at,
    name: form.name ?? base.name,
    variables: form.variables ?? base.variables,
    settings: form.projectVariables ?? base.settings,
    inputs: form.inputs ?? base.inputs,
    isProtected: form.protected ?? at.isProtected,
  };
}

/** The usual scenario that fits a source best. */
function nameFor({ source, ref, changed }: ScenarioForm): string {
  if (source === undefined || source === 'push') return ref === undefined || changed ? 'push' : 'push-branch';
  return BY_SOURCE.get(source) ?? 'api';
}

const BY_SOURCE: ReadonlyMap<string, string> = new Map([
  ['merge_request_event', 'merge-request'],
  ['schedule', 'schedule'],
  ['web', 'web'],
  ['trigger', 'trigger'],
  ['pipeline', 'multi-project'],
  ['parent_pipeline', 'child'],
]);

/** For another ref than the usual one. A merge request is named by its branches. */
function withRef(scenario: Scenario, { ref, targetBranch }: ScenarioForm, { tags }: RepositoryFacts): Scenario {
  const name = ref?.replace(/^refs\/(?:heads|tags)\//, '');
  const { mergeRequest } = scenario;
  if (mergeRequest) {
    const { sourceBranch, targetBranch: usual } = mergeRequest;
    const branches = { sourceBranch: name ?? sourceBranch, targetBranch: targetBranch ?? usual };
    return { ...scenario, mergeRequest: { ...mergeRequest, ...branches } };
  }
  if (ref === undefined || name === undefined) return scenario;
  const isTag =
    ref.startsWith('refs/tags/') ||
    scenario.refType === 'tag' ||
    (!ref.startsWith('refs/heads/') && tags.includes(name));
  const refType: RefType = isTag ? 'tag' : 'branch';
  const isProtected = name === scenario.defaultBranch;
  return { ...scenario, ref: name, refType, isProtected, isUpdate: scenario.isUpdate && !isTag };
}
