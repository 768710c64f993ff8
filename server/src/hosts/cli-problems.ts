/** Everything that is to be said about a file of the command line. */
import { includeTree } from '../ci/include-tree.ts';
import { resolvePipeline } from '../ci/pipeline.ts';
import type { Project } from '../ci/project.ts';
import { filesOf } from '../ci/resolve-job.ts';
import { diagnose } from '../features/diagnostics.ts';
import type { Problem } from '../text/problem.ts';
import type { Place, Uri } from '../text/span.ts';
import type { Judged, Located } from './cli-project.ts';
import { reportOf, type Report, type ReportedProblem } from './cli-report.ts';

/** What the reason weighs for which a pipeline does not load: as an editor tells it, or an error since nothing came of it. */
export type LoadWeight = 'as told' | 'error';

/** The problems of a file, judged in the pipeline it belongs to; where that is its own, also the errors of what it includes. */
export function problemsOf(
  judged: Judged,
  { uri, given }: Located,
  folder: string,
  weight: LoadWeight,
): readonly ReportedProblem[] {
  const { owner, alone } = judged;
  const below = owner.pipeline === uri ? includedIn(owner) : [];
  const errors = below.flatMap(file => problemsIn(owner, file).filter(({ severity }) => severity === 'error'));
  const report = reportOf(owner, given, folder);
  const found = [...problemsIn(owner, uri), ...errors];
  const reported = withReason(owner, found, weight).map(({ at, code, severity, message }) => ({
    code,
    severity,
    message,
    ...report.position(at),
  }));
  return [...reported, ...noteOf(judged, reportOf(alone, given, folder))];
}

/** With the reason why GitLab cannot load the pipeline, if no error says so yet. */
function withReason(owner: Project, found: readonly Problem[], weight: LoadWeight): readonly Problem[] {
  const [fault] = resolvePipeline(owner).loadFaults;
  if (!fault || found.some(({ severity }) => severity === 'error')) return found;
  const { atMost, ...problem } = fault;
  const severity = atMost ?? 'error';
  const known = found.find(({ at }) => isAt(at, fault.at));
  if (!known) return [...found, { ...problem, severity }];
  return severity === weight ? found.map(one => (one === known ? { ...one, severity } : one)) : found;
}

function isAt({ block, span }: Place, other: Place): boolean {
  return block === other.block && span.start === other.span.start && span.end === other.span.end;
}

function problemsIn(project: Project, uri: Uri): readonly Problem[] {
  const document = project.documents.get(uri);
  return document ? diagnose(project, document, {}) : [];
}

function includedIn(project: Project): readonly Uri[] {
  const uris = new Set(filesOf(includeTree(project).root).map(file => file.uri));
  uris.delete(project.pipeline);
  return [...uris];
}

/** Why GitLab could not load the file by itself, if only its pipeline is fine. */
function noteOf({ owner, alone }: Judged, report: Report): readonly ReportedProblem[] {
  if (resolvePipeline(owner).loadFaults.length > 0 || includeTree(alone).faults.length > 0) return [];
  const [fault] = resolvePipeline(alone).loadFaults;
  if (!fault) return [];
  const message = `GitLab could not load this file by itself, only together with what includes it. ${fault.message}`;
  return [{ code: 'not-a-pipeline', severity: 'information', message, ...report.position(fault.at) }];
}
