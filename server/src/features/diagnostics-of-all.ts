/**
 * The problems of a document in all pipelines that it belongs to: each once, with the pipelines named where they
 * differ.
 */
import { cachedByPair } from '../text/cached.ts';
import { numberOf } from '../text/identity.ts';
import { pathsOf } from '../ci/pipeline-paths.ts';
import type { Project } from '../ci/project.ts';
import { isHeavier, type Fix, type Problem } from '../text/problem.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { finished, type Work } from '../text/work.ts';
import type { Enough } from '../rules/engine/rule.ts';
import { diagnosing, isSame, judgeAhead, judgeNear, type DiagnosticOptions, type Progress } from './diagnostics.ts';

/** A file that is part of more pipelines is judged in the first of them. */
const MOST_PIPELINES = 10;

/** The union of problems over the pipelines by code and place; a problem that only some have says in which. */
export function diagnoseAll(
  projects: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
  enough?: Enough,
): readonly Problem[] {
  return finished(diagnosingAll(projects, document, options, enough));
}

/** The same with pauses. */
export function* diagnosingAll(
  projects: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
  enough?: Enough,
): Work<readonly Problem[]> {
  const judged = projects.slice(0, MOST_PIPELINES);
  const [first] = judged;
  // what is known so far, or what another program says, may be more the next time
  if (!first || enough || options.commentsOn) return yield* collecting(judged, document, options, enough);
  const known = answers(first, document);
  const answer = known.find(
    one =>
      isSame(one.options, options) &&
      one.judged.length === judged.length &&
      one.judged.every((each, at) => each === judged[at]),
  );
  if (answer) return answer.problems;
  const problems = yield* collecting(judged, document, options);
  known.unshift({ judged, options, problems });
  known.length = Math.min(known.length, MOST_ANSWERS);
  return problems;
}

/** The problems of a file in some pipelines. */
interface Answer {
  readonly judged: readonly Project[];
  readonly options: DiagnosticOptions;
  readonly problems: readonly Problem[];
}

/** By the settings, and as GitLab judges: fixes are found in the one and tried with the other. */
const MOST_ANSWERS = 2;

/** The latest answers, since one request asks several times, and to collect very many problems takes long. */
const answers = cachedByPair((_first: Project, _document: SourceDocument): Answer[] => []);

function* collecting(
  judged: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
  enough?: Enough,
): Work<readonly Problem[]> {
  const [only, other] = judged;
  if (!only) return [];
  if (!other) return yield* diagnosing(only, document, options, enough);
  const found = new Map<string, Shared>();
  for (const project of judged)
    for (const problem of yield* diagnosing(project, document, options, enough)) {
      const id = `${numberOf(problem.at.block)} ${problem.at.span.start} ${problem.at.span.end} ${problem.code}`;
      const known = found.get(id);
      found.set(id, known ? shared(known, problem, project) : { problem, projects: [project] });
    }
  return Array.from(found.values(), each => named(each, judged.length));
}

/** Does as much of that as there is time for. */
export function judgeAllAhead(projects: readonly Project[], document: SourceDocument, enough: Enough): Progress {
  const progress = projects.slice(0, MOST_PIPELINES).map(project => judgeAhead(project, document, enough));
  if (progress.includes('begun')) return 'begun';
  return progress.includes('blocks') ? 'blocks' : 'all';
}

/** The problems of a document as far as they are known once these entries are judged. */
export function diagnoseNear(
  projects: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
  names: readonly string[],
): readonly Problem[] {
  for (const project of projects.slice(0, MOST_PIPELINES)) judgeNear(project, document, names);
  return diagnoseAll(projects, document, options, () => true);
}

interface Shared {
  readonly problem: Problem;
  readonly projects: readonly Project[];
}

function shared(known: Shared, problem: Problem, project: Project): Shared {
  const worse = isHeavier(problem.severity, known.problem.severity) ? problem : known.problem;
  const projects = known.projects.includes(project) ? known.projects : [...known.projects, project];
  const fixes = fixesInAll(known.problem.fixes ?? [], problem.fixes ?? []);
  return { problem: { ...worse, ...(fixes.length > 0 && { fixes }) }, projects };
}

/** The fixes of any of the pipelines; a fix is preferred only if all pipelines prefer it. */
function fixesInAll(some: readonly Fix[], others: readonly Fix[]): readonly Fix[] {
  const [known, more] = [some, others].map(list => new Map(list.map(one => [idOf(one), one])));
  const all = new Map([...(known ?? []), ...(more ?? [])]);
  return Array.from(all, ([id, { preferred: _, ...fix }]) => {
    const isPreferred = known?.get(id)?.preferred && more?.get(id)?.preferred;
    return isPreferred ? { ...fix, preferred: true } : fix;
  });
}

function idOf({ title, edits }: Fix): string {
  return JSON.stringify([title, edits.map(({ at, text }) => [numberOf(at.block), at.span, text])]);
}

function named({ problem, projects }: Shared, of: number): Problem {
  if (projects.length === of) return problem;
  const paths = projects.map(project => `\`${pathsOf(project)}\``);
  const where = paths.length === 1 ? `the pipeline ${paths[0] ?? ''}` : `the pipelines ${paths.join(', ')}`;
  return { ...problem, message: `${problem.message} Found in ${where}.` };
}
