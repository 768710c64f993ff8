/**
 * The variables that a trigger job hands on to the pipeline that it starts: those of the file, and with
 * `forward:pipeline_variables` also those that were given to its own pipeline.
 */
import { booleanOf } from '../../ci/blank.ts';
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { isDoubt, type Doubt } from '../../expression/truth.ts';
import { scopeOfJob } from '../../simulation/explain.ts';
import { expand } from '../../simulation/expand.ts';
import { pipelinesIn } from '../../simulation/inclusion.ts';
import type { PlannedJob } from '../../simulation/plan.ts';
import { mayRefer, REFERENCE } from '../../simulation/references.ts';
import { isLate, runVariables } from '../../simulation/scenario-context.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { type Scope, type Variable, type Variables } from '../../simulation/scope.ts';
import { over } from '../../simulation/yaml-variables.ts';
import { member, type Value } from '../../yaml/value/value.ts';

export interface HandedOn {
  readonly variables: Readonly<Record<string, string>>;
  /** Variables of which only the name is known. */
  readonly unknown: readonly string[];
}

/** Each copy of a job starts a pipeline; what differs between them is not known. */
export function handedOn(project: Project, copies: readonly PlannedJob[], scenario: Scenario): HandedOn {
  const [most] = pipelinesIn(project, scenario).projects;
  const pipeline = cachedPipeline(most);
  const values = new Map<string, string | undefined>();
  for (const [index, job] of copies.entries()) {
    const scope = scopeOfJob(pipeline, scenario, job);
    for (const [name, held] of passedBy(job, scenario)) {
      const value = valueOf(held, scope);
      values.set(name, index === 0 || values.get(name) === value ? value : undefined);
    }
  }
  const known = [...values].filter(([, value]) => value !== undefined);
  const unknown = [...values].filter(([, value]) => value === undefined);
  return { variables: Object.fromEntries(known) as HandedOn['variables'], unknown: unknown.map(([name]) => name) };
}

/** Later ones win; by default, a job hands on the variables of the file that it sees. */
function passedBy({ value, variables }: PlannedJob, scenario: Scenario): Variables {
  const forward = member(member(value, 'trigger')?.value, 'forward')?.value;
  return over(
    ...(flagIn(forward, 'yaml_variables') === false ? [] : [variables]),
    ...(flagIn(forward, 'pipeline_variables') === true ? runVariables(scenario) : []),
  );
}

function flagIn(forward: Value | undefined, key: string): boolean | undefined {
  return booleanOf(member(forward, key)?.value);
}

/** With other variables in its value replaced; nothing if it is not known. */
function valueOf(held: Variable | Doubt, scope: Scope): string | undefined {
  if (isDoubt(held) || held.value === null) return undefined;
  if (!mayRefer(held.value)) return held.value;
  // the other pipeline would take it for one that refers to its own variables
  if (held.raw || refersToLate(held.value)) return undefined;
  const value = expand(held.value, scope, 'empty');
  return isDoubt(value) || mayRefer(value) ? undefined : value;
}

/** Whether it needs a variable that has a value only when the job runs. */
function refersToLate(text: string): boolean {
  return [...text.matchAll(REFERENCE)].some(([, a, b, c]) => isLate(a ?? b ?? c ?? ''));
}
