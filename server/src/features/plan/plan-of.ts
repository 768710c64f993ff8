/** The plan of a pipeline in a scenario, and what GitLab refuses about its files. */
import { includeTree } from '../../ci/include-tree.ts';
import { resolvePipeline } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import type { Plan } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { pipelinesIn } from '../../simulation/inclusion.ts';
import { simulate } from '../../simulation/simulate.ts';
import { planIn } from '../../simulation/possible-plans.ts';
import type { Problem } from '../../text/problem.ts';
import { diagnose } from '../diagnostics.ts';
import { notToldElsewhere } from '../told-elsewhere.ts';
import { projectIn } from './project-in.ts';

export interface PipelinePlan extends Plan {
  /** What GitLab refuses about the files; nothing else is known then. */
  readonly problems: readonly Problem[];
}

export interface PlanOptions {
  /** GitLab is exactly the version that the table describes, so it refuses what only newer versions may know. */
  readonly exact?: true;
}

export function planOf(written: Project, scenario: Scenario, options: PlanOptions = {}): PipelinePlan {
  const project = projectIn(written, scenario);
  const problems = new Map(pipelinesIn(project, scenario).projects.map(one => [one, refusals(one, options)]));
  const [first = []] = problems.values();
  // where it is unknown what is included, GitLab may accept one of the pipelines
  if ([...problems.values()].every(found => found.length > 0)) return { ...REFUSED, problems: first };
  const planned = (one: Project): Plan =>
    problems.get(one)?.length ? REFUSED : simulate(resolvePipeline(one), scenario);
  return { ...planIn(project, scenario, planned), problems: [] };
}

const REFUSED: Plan = { pipeline: false, reason: 'config_error', errors: [], workflow: [], jobs: [] };

/** Codes of what a newer GitLab may know. */
const NEWER: ReadonlySet<string> = new Set(['newer-key', 'newer-value']);

function refusals(project: Project, { exact }: PlanOptions): readonly Problem[] {
  const uris = new Set(filesOf(includeTree(project).root).map(({ uri }) => uri));
  const found = [...uris].flatMap(uri => {
    const document = project.documents.get(uri);
    return document ? diagnose(project, document, {}) : [];
  });
  const refused = found.filter(({ severity, code }) => severity === 'error' || (exact && NEWER.has(code)));
  const [fault] = resolvePipeline(project).loadFaults;
  if (refused.length === 0 && fault) return [{ severity: 'error', ...fault }];
  return notToldElsewhere(refused, () => refused);
}
