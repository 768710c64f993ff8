/** Writes a plan as one JSON document. */
import { isDoubt, type Doubt, type Truth } from '../../expression/truth.ts';
import type { Cause, PlannedJob } from '../../simulation/plan.ts';
import type { Variable, Variables } from '../../simulation/scope.ts';
import type { Project } from '../../ci/project.ts';
import type { Place } from '../../text/span.ts';
import type { PipelinePlan } from './plan-of.ts';

/** A place in a file; line and column count from 1, as people do. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type PositionOf = (place: Place) => FilePosition;

/** Finds positions in the texts of a project. */
export type PositionsOf = (project: Project) => PositionOf;

export type JsonDocument = Readonly<Record<string, unknown>>;

export function documentOf(plan: PipelinePlan, positionOf: PositionOf, warnings: readonly string[]): JsonDocument {
  return {
    pipeline: truthText(plan.pipeline),
    ...onOf(plan.pipeline),
    ...(plan.reason && { reason: plan.reason }),
    ...(plan.name !== undefined && { name: plan.name }),
    errors: [...plan.problems.map(({ message }) => message), ...plan.errors],
    warnings,
    jobs: Object.fromEntries(plan.jobs.map(job => [job.name, jobDocument(job, positionOf)])),
  };
}

/** The document for input that could not be read. */
export function failedDocument(message: string): JsonDocument {
  return { pipeline: false, reason: 'config_error', errors: [message], warnings: [], jobs: {} };
}

function jobDocument(job: PlannedJob, positionOf: PositionOf): JsonDocument {
  const at = decidingPlace(job.cause);
  return {
    included: truthText(job.included),
    ...onOf(job.included, job.when, job.allowFailure, job.startIn, job.needs),
    stage: job.stage,
    when: known(job.when),
    allow_failure: known(job.allowFailure),
    ...(job.when === 'delayed' && job.startIn !== undefined && { start_in: known(job.startIn) }),
    variables: variablesDocument(job.variables),
    ...(!isDoubt(job.needs) && job.needs.length > 0 && { needs: job.needs }),
    scheduling: isDoubt(job.dag) ? DEPENDS : schedulingOf(job.dag),
    ...(at && { rule: positionOf(at) }),
  };
}

const DEPENDS = 'depends';

function schedulingOf(dag: boolean): string {
  return dag ? 'dag' : 'stage';
}

function truthText(truth: Truth): boolean | typeof DEPENDS {
  return isDoubt(truth) ? DEPENDS : truth;
}

function known<Held>(value: Held | Doubt): Held | typeof DEPENDS {
  return isDoubt(value) ? DEPENDS : value;
}

/** Everything that the unknown parts depend on. */
function onOf(...values: readonly unknown[]): { readonly on?: readonly string[] } {
  const on = new Set(values.filter(isDoubt).flatMap(doubt => doubt.on));
  return on.size > 0 ? { on: [...on] } : {};
}

function variablesDocument(variables: Variables): JsonDocument {
  return Object.fromEntries([...variables].map(([name, held]) => [name, variableDocument(held)]));
}

function variableDocument(held: Variable | Doubt): unknown {
  if (isDoubt(held)) return { on: held.on };
  return held.raw ? { value: held.value, raw: true } : held.value;
}

/** Where the deciding rule is written; `undefined` if several may decide, or if nothing is written. */
function decidingPlace(cause: Cause): Place | undefined {
  if (cause.by === 'policies') return cause.parts[0]?.lets === true ? undefined : cause.parts[0]?.value?.at;
  if (cause.by === 'include') return cause.rules;
  if (cause.by !== 'rules') return undefined;
  const [first, ...others] = cause.decisions;
  return others.length === 0 ? first?.rule?.at : undefined;
}
