/** All problems of a file on the command line. */
import { WHY_UNREAD } from '../../ci/include-fault.ts';
import { includeTree } from '../../ci/include-tree.ts';
import type { ReadFailure } from '../../ci/files.ts';
import { resolvePipeline } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { filesOf } from '../../ci/resolve-job.ts';
import { isToml } from '../../runner-config/is-runner-config.ts';
import { readRunnerConfig } from '../../runner-config/read.ts';
import { runnerConfigProblems } from '../../features/runner-config/problems.ts';
import { isAt } from '../../features/told-elsewhere.ts';
import { diagnoseAll } from '../../features/diagnostics-of-all.ts';
import type { Problem } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import type { ReportedProblem } from './report.ts';
import type { JudgementOptions } from '../../workspace/configuration/judgement.ts';

/** The severity of the reason why a pipeline does not load: as in an editor, or an error since there is no result. */
export type LoadWeight = 'as told' | 'error';

/** How a file is judged, and for which GitLab. */
export interface ProblemOptions extends JudgementOptions {
  readonly weight: LoadWeight;
}

/** The problems of a file in its pipelines; for a pipeline of its own, with the reason why that does not load. */
export function problemsOf(
  owners: readonly Project[],
  document: SourceDocument,
  { weight, ...options }: ProblemOptions,
): readonly Problem[] {
  if (isToml(document.uri)) return runnerConfigProblems(readRunnerConfig(document.uri, document.text), options);
  const found = diagnoseAll(owners, document, options);
  const own = owners.find(({ pipeline }) => pipeline === document.uri);
  return own ? withReason(own, found, weight) : found;
}

/** Adds the reason why GitLab cannot load the pipeline, unless an error says so already. */
function withReason(own: Project, found: readonly Problem[], weight: LoadWeight): readonly Problem[] {
  const [fault] = resolvePipeline(own).loadFaults;
  if (!fault || hasError(found) || includedIn(own).some(uri => hasError(problemsIn(own, uri)))) return found;
  const { atMost, ...problem } = fault;
  const severity = atMost ?? 'error';
  const known = found.find(({ at }) => isAt(at, fault.at));
  if (!known) return [...found, { ...problem, severity }];
  return severity === weight ? found.map(one => (one === known ? { ...one, severity } : one)) : found;
}

/** The errors in the files that a pipeline includes. */
export function errorsBelow(pipeline: Project): readonly Problem[] {
  return includedIn(pipeline).flatMap(uri => problemsIn(pipeline, uri).filter(isError));
}

function problemsIn(pipeline: Project, uri: Uri): readonly Problem[] {
  const document = pipeline.documents.get(uri);
  return document ? diagnoseAll([pipeline], document, {}) : [];
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(isError);
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** The files that a pipeline includes, each once. */
export function includedIn(project: Project): readonly Uri[] {
  const uris = new Set(filesOf(includeTree(project).root).map(file => file.uri));
  uris.delete(project.pipeline);
  return [...uris];
}

/** A requested file that could not be read. */
export function unreadable(file: string, failed: ReadFailure): ReportedProblem {
  const message = `The file ${WHY_UNREAD[failed]}.`;
  return { code: 'unreadable-file', severity: 'error', message, file, line: 1, column: 1 };
}
