/** The plan of a pipeline in a scenario, and what GitLab refuses about its files. */
import { includeTree } from '../../ci/include-tree.ts';
import { resolvePipeline } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import type { Plan } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Problem } from '../../text/problem.ts';
import { diagnose } from '../diagnostics.ts';
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
  const problems = refusals(project, options);
  if (problems.length > 0)
    return { pipeline: false, reason: 'config_error', errors: [], workflow: [], jobs: [], problems };
  return { ...simulate(resolvePipeline(project), scenario), problems };
}

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
  return refused.length === 0 && fault ? [{ severity: 'error', ...fault }] : refused;
}
