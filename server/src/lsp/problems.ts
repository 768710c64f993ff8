/** The problems of a file in the form of the protocol. */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { diagnosingAll } from '../features/diagnostics-of-all.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import type { Enough } from '../rules/engine/rule.ts';
import { bySeverity } from '../text/problem.ts';
import { sentence } from '../text/shown.ts';
import { finished, type Work } from '../text/work.ts';
import { locate } from '../yaml/document/document.ts';
import { rangeOf, SOURCE, toDiagnostic } from './convert.ts';
import type { LocatedProblem } from '../workspace/publish.ts';
import { locationOf, type Session, type Subject } from './session.ts';
import type { Settings } from './settings.ts';

/** What is judged, and its line table. */
export type JudgedFile = Pick<Subject, 'document' | 'owners' | 'settings' | 'lines'>;

/** Settings by which problems are found, with what shellcheck said if a person wants to know. */
export function judgementOf({ shellcheck, ...settings }: Settings, { linting }: Session): DiagnosticOptions {
  return { ...settings, ...(shellcheck !== undefined && { commentsOn: linting.commentsOn }) };
}

/** All problems of a file with their places; with `enough`, those of the merged pipeline as far as they are known. */
export function problemsOf(session: Session, judged: JudgedFile, enough?: Enough): readonly LocatedProblem[] {
  return finished(collectingProblems(session, judged, enough));
}

/** The same with pauses. */
export function* collectingProblems(
  session: Session,
  { owners, document, settings }: JudgedFile,
  enough?: Enough,
): Work<readonly LocatedProblem[]> {
  const problems = yield* diagnosingAll(owners, document, judgementOf(settings, session), enough);
  return problems.flatMap(problem => {
    const at = locate(document, problem.at);
    return at ? [{ problem, at }] : [];
  });
}

/** Nobody reads more; beyond that, the message itself would be slow. */
export const MOST_PROBLEMS = 1000;

/** The most severe problems, in the form that the client supports, and how many there are if these are not all. */
export function diagnosticsOf(session: Session, judged: JudgedFile, problems: readonly LocatedProblem[]): Diagnostic[] {
  const locate = locationOf.bind(undefined, session, judged);
  const told = problems.length > MOST_PROBLEMS ? [aboutFile(allProblems(problems.length), session)] : [];
  const shown = heaviest(problems).map(({ problem, at }) =>
    toDiagnostic(problem, rangeOf(judged.lines, at), locate, session.abilities),
  );
  return [...told, ...shown];
}

function heaviest(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [...problems].sort((a, b) => bySeverity(a.problem.severity, b.problem.severity)).slice(0, MOST_PROBLEMS);
}

function allProblems(count: number): string {
  return `This file has ${count} problems, of which the ${MOST_PROBLEMS} most severe ones are shown.`;
}

/** Says something at the beginning of the file. */
function aboutFile(message: string, { abilities }: Session): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: sentence(abilities.translate(message)),
  };
}
