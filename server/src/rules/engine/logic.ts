/** What GitLab refuses about jobs in relation to each other, updated only where an edit may have changed it. */
import { guarded } from '../../text/failure.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { readsOf } from '../../ci/resolve-job.ts';
import { globalForms } from '../../spec/job.ts';
import type { MergedFinding } from './reported.ts';
import { enter, newLedger, type Ledger } from './ledger.ts';
import type { Scene } from './scene.ts';
import type { WrittenNeed } from './job-facts.ts';
import { judgeJob, type JobFindings } from './job-findings.ts';
import { grounded } from './judgement.ts';
import type { PipelineRules } from './pipeline-rules.ts';
import { nameOf } from './rule.ts';
import { stagesOf, type Stages } from './stages.ts';

export interface Logic {
  readonly stages: Stages | undefined;
  readonly jobs: Ledger;
  /** For each job, the needs that may make it wait for itself. */
  readonly graph: Map<string, readonly WrittenNeed[]>;
  cycles: ReadonlyMap<string, readonly MergedFinding[]>;
  /** Whether needs changed since the last search for cycles. */
  hasOtherWays: boolean;
}

export function newLogic(scene: Scene): Logic {
  return { stages: stagesOf(scene), jobs: newLedger(), graph: new Map(), cycles: new Map(), hasOtherWays: true };
}

/** Judges one job, or one of the older global forms, again. */
export function renewLogic(rules: PipelineRules, scene: Scene, logic: Logic, name: string): void {
  const { stages, jobs, graph, cycles } = logic;
  const { findings, reads, edges } = guarded(nameOf(rules.globalForm), UNJUDGED, () =>
    Object.hasOwn(globalForms, name) ? judgeGlobal(rules, scene, name) : judgeJob(rules.jobs, scene, stages, name),
  );
  enter(jobs, name, findings, reads);
  logic.hasOtherWays ||= cycles.has(name) || !isSameWay(graph.get(name) ?? NONE, edges);
  if (edges.length > 0) graph.set(name, edges);
  else graph.delete(name);
}

/** Searches for cycles among all jobs after all of them are judged. */
export function renewCycles(rules: PipelineRules, scene: Scene, logic: Logic): void {
  if (!logic.hasOtherWays) return;
  logic.hasOtherWays = false;
  const none: Logic['cycles'] = new Map<string, readonly MergedFinding[]>();
  logic.cycles = guarded(nameOf(rules.needCycles), none, () => cyclesOf(rules, scene, logic));
}

const NONE: readonly WrittenNeed[] = [];
const UNJUDGED: JobFindings = { findings: [], reads: [], edges: [] };

/** Outside of cycles, only the names matter. */
function isSameWay(a: readonly WrittenNeed[], b: readonly WrittenNeed[]): boolean {
  return a.length === b.length && a.every((need, index) => need.name === b[index]?.name);
}

function judgeGlobal({ globalForm }: PipelineRules, scene: Scene, name: string): JobFindings {
  const reads = [name, 'default', ...readsOf(scene.project, name), ...readsOf(scene.project, 'default')];
  return { findings: globalForm.check(scene, name), reads, edges: [] };
}

function cyclesOf({ needCycles, jobs: rules }: PipelineRules, scene: Scene, { graph, stages }: Logic): Logic['cycles'] {
  const found = new Map<string, readonly MergedFinding[]>();
  const names = scene.configuration.names();
  const cycles = needCycles.check(graph, names);
  if (cycles.length === 0) return found;
  // a job is not judged again where only the places of its needs moved, so they are looked up for what is told
  for (const { jobs } of cycles) for (const name of jobs) graph.set(name, judgeJob(rules, scene, stages, name).edges);
  for (const { jobs, findings } of needCycles.check(graph, names)) {
    const facts = jobs.map((name): FactPath => [name, 'needs']);
    const told = grounded(scene, { facts }, () => [...findings.values()]);
    // also jobs of which nothing is told: what is told of others depends on them
    for (const name of jobs) found.set(name, []);
    for (const [at, name] of [...findings.keys()].entries()) found.set(name, told.slice(at, at + 1));
  }
  return found;
}
