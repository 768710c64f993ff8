/** Decides which jobs a pipeline has, as GitLab does when it creates one. */
import type { CachedPipeline } from '../ci/cached-pipeline.ts';
import { every, isDoubt, some, type Doubt, type Truth } from '../expression/truth.ts';
import { outerStages } from '../spec/pipeline.ts';
import { member } from '../yaml/value/value.ts';
import { scenarioContext, workflowContext, type ScenarioContext } from './scenario-context.ts';
import { copyFaults } from './copy-faults.ts';
import { creationFaults } from './creation.ts';
import { expand } from './expand.ts';
import { planJob } from './jobs.ts';
import type { Plan, PlannedJob, Reason } from './plan.ts';
import { refusedIn } from './refused.ts';
import type { Scenario } from './scenario.ts';
import type { RuleContext } from './rules.ts';
import type { Scope, Variables } from './scope.ts';
import { seedsOf } from './seeds.ts';
import { workflowOf, type Workflow } from './workflow.ts';
import { cachedOver, mayHoldMore, variablesIn } from './yaml-variables.ts';

/** The plan for a pipeline that GitLab can read; what it refuses in the file itself is reported elsewhere. */
export function simulate(pipeline: CachedPipeline, scenario: Scenario): Plan {
  const unread = unreadOf(pipeline);
  const refused = refusedIn(pipeline);
  if (refused.length > 0) return refusing(refused);
  const { around, workflow, variables } = beginningOf(pipeline, scenario);
  const seeds = seedsOf(pipeline);
  const names = new Map(seeds.map(({ name, copies }) => [name, copies.map(copy => copy.name)]));
  const copies = JSON.stringify([...names].filter(([name, own]) => own.length !== 1 || own[0] !== name));
  const copiesOf = (name: string): readonly string[] | undefined => names.get(name);
  const shared = { around, variables, copiesOf, copies, hasDefault: defaultOf(workflow, unread) };
  const planned = uniquelyNamed(seeds.flatMap(seed => planJob(seed, shared))).map(job => forChat(job, scenario));
  // what was not read may contain the jobs that are named
  const wrong = unread ? [] : copyFaults(planned, shared.copiesOf);
  if (wrong.length > 0) return refusing(wrong);
  const name = nameOf(workflow, workflowContext(around, variables).scope);
  return {
    ...outcomeOf(planned, workflow, scenario, unread ?? false),
    ...(name && { name }),
    workflow: workflow.decisions,
  };
}

/** What is known before any job is looked at. */
export interface Beginning {
  readonly around: ScenarioContext;
  /** What the rules of the workflow see. */
  readonly context: RuleContext;
  readonly workflow: Workflow;
  /** Those of the root and the workflow. */
  readonly variables: Variables;
}

export function beginningOf({ merged, complete }: CachedPipeline, scenario: Scenario): Beginning {
  const rootValue = member(merged, 'variables')?.value;
  const around = scenarioContext(scenario, complete && !mayHoldMore(rootValue));
  const root = variablesIn(rootValue);
  const context = workflowContext(around, root);
  const workflow = workflowOf(merged, context);
  return { around, context, workflow, variables: cachedOver(root, workflow.variables) };
}

/** What was not read may contain jobs, and a workflow if the file has none. */
function unreadOf({ complete, fragment }: CachedPipeline): Doubt | undefined {
  if (complete) return undefined;
  return fragment ? ABOVE : BESIDE;
}

/** The same objects each time, so that what is planned with them stays cached. */
const ABOVE: Doubt = { on: ['the file that includes this one'] };
const BESIDE: Doubt = { on: ['an include that was not read'] };

/** Whether jobs without rules run for branches and tags only. */
function defaultOf({ hasRules }: Workflow, unread: Doubt | undefined): Truth {
  return hasRules ? false : (unread ?? true);
}

function refusing(errors: readonly string[]): Plan {
  return { pipeline: false, reason: 'config_error', errors, workflow: [], jobs: [] };
}

/** A later job of the same name replaces the earlier one. */
function uniquelyNamed(jobs: readonly PlannedJob[]): readonly PlannedJob[] {
  return [...new Map(jobs.map(job => [job.name, job])).values()];
}

/** From a chat, only the job of that name runs. */
function forChat(job: PlannedJob, { chatCommand }: Scenario): PlannedJob {
  if (chatCommand === undefined || job.name === chatCommand) return job;
  return { ...job, included: false, cause: { by: 'chat' } };
}

/** Its name, if known; a name that expands to nothing counts as none. */
function nameOf({ name }: Workflow, scope: Scope): string | undefined {
  const expanded = name === undefined ? '' : expand(name, scope, 'empty');
  return isDoubt(expanded) || expanded.trim() === '' ? undefined : expanded.trim();
}

function outcomeOf(
  jobs: readonly PlannedJob[],
  workflow: Workflow,
  scenario: Scenario,
  elsewhere: Truth,
): Omit<Plan, 'workflow' | 'name'> {
  const isEmpty = not(
    some([...jobs.filter(({ stage }) => !isOuter(stage)).map(({ included }) => included), elsewhere]),
  );
  const faults = creationFaults(jobs, elsewhere);
  const lets = workflow.hasRules ? workflow.lets : every([workflow.lets, isDoubt(elsewhere) ? elsewhere : true]);
  const obstacles: readonly (readonly [Reason, Truth])[] = [
    ['skipped', isSkipped(scenario)],
    ['filtered_by_workflow_rules', not(lets)],
    ['config_error', some(faults.map(({ holds }) => holds))],
    ['filtered_by_rules', isEmpty],
  ];
  const [reason] = obstacles.find(([, holds]) => holds === true) ?? [];
  const isRefused = reason === 'config_error';
  return {
    pipeline: every(obstacles.map(([, holds]) => not(holds))),
    ...(reason && { reason }),
    errors: isRefused ? faults.flatMap(({ message, holds }) => (holds === true ? [message] : [])) : [],
    jobs,
  };
}

function not(truth: Truth): Truth {
  return isDoubt(truth) ? truth : !truth;
}

/** Whether it is `.pre` or `.post`, whose jobs alone make no pipeline. */
export function isOuter(stage: string): boolean {
  return outerStages.some(outer => outer === stage);
}

/** An unknown message is assumed not to skip the pipeline. */
function isSkipped({ source, commitMessage }: Scenario): boolean {
  const asks = /\[(?:ci[ _-]skip|skip[ _-]ci)\]/i.test(commitMessage ?? '');
  return asks && (source === 'push' || source === 'merge_request_event');
}
