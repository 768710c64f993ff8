/** Everything that is to be said about a file of the command line. */
import { includeTree } from '../ci/include-tree.ts';
import { resolvePipeline } from '../ci/pipeline.ts';
import type { Project } from '../ci/project.ts';
import { diagnose } from '../features/diagnostics.ts';
import { codeInfo } from '../rules/codes.ts';
import type { Finding, Problem } from '../text/problem.ts';
import type { Judged, Located } from './cli-project.ts';
import { reportOf, type ReportedProblem } from './cli-report.ts';

/**
 * The problems of a file, judged in `owner`, the pipeline it belongs to; those of other files only where the pipeline is its own.
 * If GitLab could not load `alone`, the pipeline that starts with it, although its owner is fine, that is worth a note.
 */
export function problemsOf(
  { owner, alone }: Judged,
  { uri, given }: Located,
  folder: string,
): readonly ReportedProblem[] {
  const document = owner.documents.get(uri);
  const { loadFaults, entryFaults } = resolvePipeline(owner);
  const [first] = loadFaults;
  const merged = first ? [first] : entryFaults;
  const report = reportOf(owner, given, folder);
  const reported = (problems: readonly Problem[]): readonly ReportedProblem[] =>
    problems
      .filter(({ at }) => owner.pipeline === uri || at.uri === uri)
      .map(({ at, code, severity, message }) => ({ code, severity, message, ...report.position(at) }));
  const own = reported(document ? diagnose(owner, document, {}) : []);
  return [...own, ...others(own, reported(merged.map(problemOf))), ...(first ? [] : noteOf(alone, given, folder))];
}

function problemOf({ atMost, ...finding }: Finding): Problem {
  return { ...finding, severity: atMost ?? codeInfo(finding.code)?.severity ?? 'error' };
}

function noteOf(alone: Project, given: string, folder: string): readonly ReportedProblem[] {
  if (includeTree(alone).faults.length > 0) return [];
  const [fault] = resolvePipeline(alone).loadFaults;
  if (!fault) return [];
  const message = `GitLab could not load this file by itself, only together with what includes it. ${fault.message}`;
  return [
    { code: 'not-a-pipeline', severity: 'information', message, ...reportOf(alone, given, folder).position(fault.at) },
  ];
}

/** What is not said already: the checks of a file by itself say more about what they find, too. */
function others(said: readonly ReportedProblem[], more: readonly ReportedProblem[]): readonly ReportedProblem[] {
  const idOf = ({ file, line, column }: ReportedProblem): string => `${file}:${line}:${column}`;
  const serious = said.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const seen = new Set(serious.map(idOf));
  return more.filter(problem => {
    const isNew = !seen.has(idOf(problem));
    seen.add(idOf(problem));
    return isNew;
  });
}
