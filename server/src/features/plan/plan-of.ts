/** The plan of a pipeline in a scenario, and what GitLab refuses about its files. */
import { includeTree } from '../../ci/include-tree.ts';
import { resolvePipeline } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import type { Plan } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { allPipelinesIn, pipelinesIn, type PossiblePipelines } from '../../simulation/inclusion.ts';
import { simulate } from '../../simulation/simulate.ts';
import { planIn } from '../../simulation/possible-plans.ts';
import { cachedBy } from '../../text/cached.ts';
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
  const problemsIn = cachedBy((one: Project) => refusals(one, options));
  const refused = refusedAlike(pipelinesIn(project, scenario), problemsIn);
  const all = refused && refusedAlike(allPipelinesIn(project, scenario), problemsIn);
  // where it is unknown what is included, GitLab may accept one of the pipelines
  if (all) return { ...REFUSED, problems: all };
  const planned = (one: Project): Plan =>
    problemsIn(one).length > 0 ? REFUSED : simulate(resolvePipeline(one), scenario);
  return { ...planIn(project, scenario, cachedBy(planned)), problems: [] };
}

/** The problems of the first pipeline, if GitLab refuses all that are possible. */
function refusedAlike(
  { projects: [first, ...others], areAll }: PossiblePipelines,
  problemsIn: (one: Project) => readonly Problem[],
): readonly Problem[] | undefined {
  const problems = problemsIn(first);
  const isEvery = problems.length > 0 && others.every(one => problemsIn(one).length > 0);
  const isSame = (one: Project): boolean => problemsIn(one).some(({ message }) => message === problems[0]?.message);
  return isEvery && (areAll || others.every(isSame)) ? problems : undefined;
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
