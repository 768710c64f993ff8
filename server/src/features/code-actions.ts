/** Code actions: the fixes of problems, and comments that suppress them. */
import { codeInfo } from '../codes/codes.ts';
import type { Project } from '../ci/project.ts';
import { possible } from '../text/fix.ts';
import type { Edit, Problem } from '../text/problem.ts';
import { overlap, type Span } from '../text/span.ts';
import { locate } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { DiagnosticOptions } from './diagnostics.ts';
import { diagnoseAll, diagnoseNear, judgeAllAhead } from './diagnostics-of-all.ts';
import { reachOf } from './reach.ts';
import { soundFixes } from './sound.ts';
import { suppress } from './suppression.ts';
import { keyText, pairsOf } from './symbols/symbol.ts';

export interface CodeAction {
  readonly title: string;
  readonly problem: Problem;
  readonly edits: readonly Edit[];
  readonly preferred?: true;
}

/**
 * The quick fixes of every problem that touches the span, in any of the pipelines, then the comments that suppress
 * those problems.
 */
export function codeActions(
  projects: readonly Project[],
  document: SourceDocument,
  span: Span,
  options: DiagnosticOptions,
): readonly CodeAction[] {
  if (!mayTouch(projects, document, span, options)) return [];
  const all = diagnoseAll(projects, document, options);
  const problems = touching(document, span, all);
  const offered = soundFixes(projects, document);
  const reach = reachOf(document, all);
  const fixes = once(problems.slice(0, MOST_PROBLEMS).flatMap(fixesOf)).filter(
    action => reach.holds(action) && offered(action.problem, [action]).length > 0,
  );
  return [...fixes, ...once(suppressing(problems).flatMap(problem => suppressions(document, problem)))];
}

/** So many steps of judging are done before anybody notices a delay. */
const MOST_STEPS = 2000;

/**
 * Whether there is a problem at the span. Where much is left to be judged, as behind the opening of a large file, only
 * the entries there are judged for that: what others find there is told as soon as it is shown.
 */
function mayTouch(
  projects: readonly Project[],
  document: SourceDocument,
  span: Span,
  options: DiagnosticOptions,
): boolean {
  let steps = 0;
  if (judgeAllAhead(projects, document, () => ++steps > MOST_STEPS) === 'all') return true;
  return touching(document, span, diagnoseNear(projects, document, options, namesAt(document, span))).length > 0;
}

function touching(document: SourceDocument, span: Span, problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ at }) => {
    const where = locate(document, at);
    return where !== undefined && overlap(where, span);
  });
}

/** The names of the entries that the span touches. */
function namesAt({ pieces }: SourceDocument, span: Span): readonly string[] {
  return pieces
    .flatMap(({ entries }) => entries)
    .filter(({ block, start }) => overlap({ start, end: start + block.text.length }, span))
    .flatMap(({ block: { root, text } }) => pairsOf(root).map(({ key }) => keyText(key, text)));
}

/** Nobody who selects more problems than this wants to choose among their single fixes. */
const MOST_PROBLEMS = 200;

/** The first problems, and one of each code, which may be suppressed in the whole file. */
function suppressing(problems: readonly Problem[]): readonly Problem[] {
  const codes = new Map(problems.toReversed().map(problem => [problem.code, problem]));
  const first = problems.slice(0, MOST_PROBLEMS);
  const others = [...codes.values()].filter(problem => !first.includes(problem));
  return [...first, ...others];
}

/** Two problems with the same code on a line are suppressed by the same comment. */
export function once(actions: readonly CodeAction[]): readonly CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edits }) => {
    const id = JSON.stringify([title, ...edits.map(({ at: { span }, text }) => [span, text])]);
    return !seen.has(id) && seen.add(id);
  });
}

/** If there are several fixes to choose from, none of them is preferred. */
export function fixesOf(problem: Problem): readonly CodeAction[] {
  const fixes = possible(problem.fixes);
  return fixes.map(({ title, edits, preferred }) => ({
    title,
    problem,
    edits,
    ...(preferred && fixes.length === 1 ? { preferred } : {}),
  }));
}

/** In text that cannot be parsed, only the top of the file certainly is a place for a comment. */
function suppressions(document: SourceDocument, problem: Problem): readonly CodeAction[] {
  const here = codeInfo(problem.code).breaksReading ? [] : suppress(document, problem, 'next-line');
  return [
    { title: `Disable ${problem.code} for this line`, problem, edits: here },
    { title: `Disable ${problem.code} for the whole file`, problem, edits: suppress(document, problem, 'file') },
  ].filter(({ edits }) => edits.length > 0);
}
