/** The variables that are visible while a pipeline is created: to its workflow, and to each copy of a job. */
import { cachedBy } from '../text/cached.ts';
import type { Copy } from '../ci/copies.ts';
import { given, textOf } from '../ci/blank.ts';
import { isDoubt, type Doubt } from '../expression/truth.ts';
import { predefinedVariables } from '../spec/predefined.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { expand } from './expand.ts';
import { absentIn, predefinedIn, userVariables } from './predefined.ts';
import type { RuleContext } from './rules.ts';
import type { Scenario } from './scenario.ts';
import { doubtAbout, plainVariables, scopeOf, type Ignorance, type Variable, type Variables } from './scope.ts';
import { slugOf } from './slug.ts';
import { over } from './yaml-variables.ts';

/** What a scenario provides to every rule; made once. */
export interface ScenarioContext extends Ignorance {
  readonly scenario: Scenario;
  readonly predefined: Variables;
  /** They override those of the file. */
  readonly given: Variables;
}

export function scenarioContext(scenario: Scenario, isComplete: boolean): ScenarioContext {
  return isComplete ? whole(scenario) : partial(scenario);
}

const whole = cachedBy((scenario: Scenario) => makeSurroundings(scenario, true));
const partial = cachedBy((scenario: Scenario) => makeSurroundings(scenario, false));

function makeSurroundings(scenario: Scenario, isComplete: boolean): ScenarioContext {
  const absent = absentIn(scenario);
  return {
    scenario,
    predefined: predefinedIn(scenario),
    given: over(userVariables(scenario), settingVariables(scenario), ...runVariables(scenario)),
    // what was not read may define any of them
    isAbsent: isComplete ? absent : name => !scenario.closed && absent(name),
    unknown: new Set(scenario.unknown),
  };
}

/** The variables given to a run, and to its schedule; later ones win. */
export function runVariables({ variables, scheduleVariables }: Scenario): readonly Variables[] {
  return [plainVariables(variables), plainVariables(scheduleVariables)];
}

/** Protected variables exist for protected branches and tags only. */
function settingVariables({ settings, isProtected }: Scenario): Variables {
  const held = new Map<string, Variable | Doubt>();
  for (const [name, { value, raw, protected: isGuarded }] of Object.entries(settings)) {
    if (isGuarded && isProtected === undefined) held.set(name, doubtAbout(name));
    else if (!isGuarded || isProtected) held.set(name, { value, ...(raw && { raw }) });
  }
  return held;
}

/** What the rules of includes see: nothing that the files define, and nothing that GitLab sets later. */
export const includeContext = cachedBy((scenario: Scenario): RuleContext => {
  const { predefined, isAbsent, unknown } = scenarioContext(scenario, true);
  const early = new Map([...predefined].filter(([name]) => !isLate(name)));
  return {
    scenario,
    scope: scopeOf([early, settingVariables(scenario), ...runVariables(scenario)], {
      isAbsent: name => isLate(name) || isAbsent(name),
      unknown,
    }),
  };
});

/** Set only while the pipeline is created, and by GitLab alone. */
export function isLate(name: string): boolean {
  const known = Object.hasOwn(predefinedVariables, name) ? predefinedVariables[name] : undefined;
  return known !== undefined && known.phase !== 'early' && !known.settable && /^(?:CI|GITLAB_USER)_/.test(name);
}

/** What the rules of the workflow see. */
export function workflowContext(around: ScenarioContext, root: Variables): RuleContext {
  const { scenario, predefined, given: above } = around;
  const own = plainVariables({ CI_NODE_TOTAL: '1', CI_PIPELINE_IID: '' });
  return { scenario, scope: scopeOf([own, predefined, root, above], around) };
}

/** A copy of a job, and the variables of the file that it sees. */
export interface Seen {
  readonly copy: Copy;
  readonly base: string;
  readonly job: Value;
  readonly stage: string;
  readonly total: number;
  readonly variables: Variables;
}

/** What the rules of a job see. */
export function jobContext(around: ScenarioContext, seen: Seen): RuleContext {
  const { scenario, predefined, given: above } = around;
  const plain = [jobVariables(seen, scenario), predefined, seen.variables, above];
  const environment = given(seen.job, 'environment');
  if (!environment) return { scenario, scope: scopeOf(plain, around) };
  const own = environmentVariables(environment, { scenario, scope: scopeOf(plain, around) });
  return { scenario, scope: scopeOf([own, ...plain], around) };
}

function jobVariables({ copy, base, job, stage, total }: Seen, { closed }: Scenario): Variables {
  const when = textOf(member(job, 'when')?.value);
  return plainVariables({
    CI_JOB_NAME: copy.name,
    CI_JOB_NAME_SLUG: slugOf(copy.name),
    CI_JOB_GROUP_NAME: base,
    CI_JOB_STAGE: stage,
    CI_JOB_MANUAL: when === 'manual' || when === 'delayed' ? 'true' : undefined,
    CI_NODE_INDEX: copy.index === undefined ? undefined : String(copy.index),
    CI_NODE_TOTAL: String(total),
    CI_PIPELINE_IID: closed ? '12' : undefined,
  });
}

function environmentVariables(environment: Value, { scope }: RuleContext): Variables {
  const isMap = environment.kind === 'map';
  const name = textOf(isMap ? member(environment, 'name')?.value : environment);
  const expanded = name === undefined ? undefined : expand(name, scope, 'empty');
  const held = new Map(
    plainVariables({
      CI_ENVIRONMENT_ACTION: textOf(member(environment, 'action')?.value) ?? 'start',
      CI_ENVIRONMENT_TIER: textOf(member(environment, 'deployment_tier')?.value),
      CI_ENVIRONMENT_URL: textOf(member(environment, 'url')?.value),
    }),
  );
  if (expanded !== undefined) held.set('CI_ENVIRONMENT_NAME', isDoubt(expanded) ? expanded : { value: expanded });
  return held;
}
