/** Code actions: the fixes of problems, comments that suppress them, and all fixes that can be made at once. */
import { codeInfo } from '../codes/codes.ts';
import { withDocument, type Project } from '../ci/project.ts';
import { possible } from '../text/fix.ts';
import type { Edit, Fix, Problem } from '../text/problem.ts';
import { applyChanges, overlap, type Span, type TextChange } from '../text/span.ts';
import { changedBy, locate } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { DiagnosticOptions } from './diagnostics.ts';
import { diagnoseAll } from './diagnostics-of-all.ts';
import { areApart, judgeOf, soundFixes } from './sound.ts';
import { suppress } from './suppression.ts';

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
  const problems = diagnoseAll(projects, document, options).filter(({ at }) => {
    const where = locate(document, at);
    return where !== undefined && overlap(where, span);
  });
  const fixes = sound(projects, document, once(problems.flatMap(fixesOf)));
  return [...fixes, ...once(problems.flatMap(problem => suppressions(document, problem)))];
}

/** Trying a fix judges the pipeline again; nobody who selects more than this wants single fixes. */
const MOST_TRIED = 50;

/** The fixes after which GitLab refuses no more than before. */
function sound(
  projects: readonly Project[],
  document: SourceDocument,
  fixes: readonly CodeAction[],
): readonly CodeAction[] {
  const offered = soundFixes(projects, document);
  return fixes.slice(0, MOST_TRIED).filter(action => offered(action.problem, [action]).length > 0);
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
function fixesOf(problem: Problem): readonly CodeAction[] {
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

/** Rounds of fixes, since one fix may reveal another; no chain of fixes is longer. */
const MOST_ROUNDS = 10;

/** All preferred fixes, and those that they reveal; a second run changes nothing more. */
export function fixAll(
  projects: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
): readonly TextChange[] {
  const first = preferredChanges(projects, document, options);
  if (first.length === 0) return [];
  let last = changedBy(document, first);
  for (let round = 1; ; round++) {
    // fixes that undo each other are not safe
    if (round > MOST_ROUNDS) return [];
    const newest = last;
    const changes = preferredChanges(
      projects.map(project => withDocument(project, newest)),
      last,
      options,
    );
    if (changes.length === 0) break;
    last = changedBy(last, changes);
  }
  const once = applyChanges(document.text, first);
  return once === last.text ? first : [difference(document.text, last.text)];
}

/** The changes of all preferred fixes in this file; of two that touch each other, the first one wins. */
function preferredChanges(
  projects: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
): readonly TextChange[] {
  const preferred = diagnoseAll(projects, document, options)
    .flatMap(fixesOf)
    .filter(action => action.preferred);
  const reading = preferred.filter(({ problem }) => codeInfo(problem.code).breaksReading);
  const mends = apartFrom(document, reading.length > 0 ? sound(projects, document, reading) : preferred);
  // other problems show only when the text can be parsed, so these fixes are tried one by one
  if (reading.length > 0) return inOrder(mends.flatMap(({ changes }) => changes));
  const judge = judgeOf(projects, document);
  return inOrder(soundTogether(mends, [], changes => judge(new Map([[document.uri, changedBy(document, changes)]]))));
}

interface Mend {
  readonly changes: readonly TextChange[];
  /** Whether GitLab refuses less afterwards. */
  readonly ofError: boolean;
}

/** The changes of each fix; of two that touch each other, the first one stays. */
function apartFrom(document: SourceDocument, actions: readonly CodeAction[]): readonly Mend[] {
  const taken: TextChange[] = [];
  return actions.flatMap(action => {
    const changes = changesOf(document, action);
    const isFree = changes.every(change => taken.every(other => apart(change.span, other.span)));
    if (changes.length === 0 || !isFree || !areApart(changes)) return [];
    taken.push(...changes);
    return [{ changes, ofError: action.problem.severity === 'error' }];
  });
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  return changes.toSorted((a, b) => a.span.start - b.span.start);
}

/** The changes taken so far together with all fixes or, if those do not do what they promise, with the ones that do. */
function soundTogether(
  mends: readonly Mend[],
  taken: readonly TextChange[],
  moreErrors: (changes: readonly TextChange[]) => number,
): readonly TextChange[] {
  if (mends.length === 0) return taken;
  const all = [...taken, ...mends.flatMap(({ changes }) => changes)];
  const gain = moreErrors(taken) - moreErrors(all);
  if (gain > 0 || (gain === 0 && mends.every(({ ofError }) => !ofError))) return all;
  if (mends.length === 1) return taken;
  const half = Math.ceil(mends.length / 2);
  return soundTogether(mends.slice(half), soundTogether(mends.slice(0, half), taken, moreErrors), moreErrors);
}

/** The edits of a fix as changes of this file; none if one of them is in another file. */
function changesOf(document: SourceDocument, { edits }: Pick<Fix, 'edits'>): readonly TextChange[] {
  const changes = edits.flatMap(({ at, text }): TextChange[] => {
    const span = locate(document, at);
    return span ? [{ span, text }] : [];
  });
  return changes.length === edits.length ? changes : [];
}

function apart(a: Span, b: Span): boolean {
  return a.end < b.start || b.end < a.start;
}

/** The part between the common beginning and the common end, as whole lines so that no character is split. */
export function difference(before: string, after: string): TextChange {
  const [old, fresh] = [linesIn(before), linesIn(after)];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const start = lengthOf(old.slice(0, head));
  const middle = fresh.slice(head, fresh.length - tail);
  return { span: { start, end: start + lengthOf(old.slice(head, old.length - tail)) }, text: middle.join('') };
}

function linesIn(text: string): readonly string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
