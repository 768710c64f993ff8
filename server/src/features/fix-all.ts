/** All preferred fixes of a file at once. */
import { codeInfo } from '../codes/codes.ts';
import { withDocument, type Project } from '../ci/project.ts';
import type { Fix } from '../text/problem.ts';
import { applyChanges, type Span, type TextBlock, type TextChange } from '../text/span.ts';
import { changedBy, locate } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { fixesOf, type CodeAction } from './code-actions.ts';
import { difference } from './difference.ts';
import type { DiagnosticOptions } from './diagnostics.ts';
import { diagnoseAll } from './diagnostics-of-all.ts';
import { MOST_READ_AGAIN, reachOf, WITHOUT_END, type Reach } from './reach.ts';
import { areApart, judgeOf, soundFixes } from './sound.ts';

/** Rounds of fixes, since one fix may reveal another; no chain of fixes is longer. */
const MOST_ROUNDS = 10;

/** The file to fix, in its pipelines. */
interface Fixing {
  readonly projects: readonly Project[];
  readonly document: SourceDocument;
  readonly options: DiagnosticOptions;
  readonly reach: Reach;
  /** How many characters of entries may be changed. */
  readonly most: number;
}

/**
 * All preferred fixes, and those that they reveal; a second run changes nothing more. In a file with very many problems,
 * the first of them, unless `patient`.
 */
export function fixAll(
  projects: readonly Project[],
  document: SourceDocument,
  options: DiagnosticOptions,
  { patient = false } = {},
): readonly TextChange[] {
  const reach = patient ? WITHOUT_END : reachOf(document, diagnoseAll(projects, document, options));
  const fixing: Fixing = { projects, document, options, reach, most: patient ? Infinity : MOST_READ_AGAIN };
  const first = preferredChanges(fixing);
  if (first.length === 0) return [];
  let last = changedBy(document, first);
  for (let round = 1; ; round++) {
    // fixes that undo each other are not safe
    if (round > MOST_ROUNDS) return [];
    const newest = last;
    const again = projects.map(project => withDocument(project, newest));
    const changes = preferredChanges({ ...fixing, projects: again, document: last });
    if (changes.length === 0) break;
    last = changedBy(last, changes);
  }
  const once = applyChanges(document.text, first);
  return once === last.text ? first : [difference(document.text, last.text)];
}

/** The changes of all preferred fixes in this file; of two that touch each other, the first one wins. */
function preferredChanges(fixing: Fixing): readonly TextChange[] {
  const { projects, document, reach } = fixing;
  const preferred = preferredIn(fixing);
  const reading = preferred.filter(({ problem }) => codeInfo(problem.code).breaksReading);
  // other problems show only when the text can be parsed, so these fixes are tried one by one
  if (reading.length > 0) {
    const offered = soundFixes(projects, document);
    const found = reading.filter(action => reach.holds(action) && offered(action.problem, [action]).length > 0);
    return inOrder(changesIn(apartFrom(document, found)));
  }
  const judge = judgeOf(projects, document);
  const trial: Trial = {
    reach,
    moreErrors: mends => judge(new Map([[document.uri, changedBy(document, changesIn(mends))]])),
  };
  return inOrder(changesIn(soundTogether(apartFrom(document, preferred), [], trial)));
}

/** The preferred fixes, in the order of the text, as long as the entries that they change are not too much text. */
function preferredIn({ projects, document, options, most }: Fixing): readonly CodeAction[] {
  const found: CodeAction[] = [];
  const changed = new Set<TextBlock>();
  let length = 0;
  for (const problem of diagnoseAll(projects, document, options)) {
    if (!problem.fixes?.some(({ preferred }) => preferred)) continue;
    const action = fixesOf(problem).find(({ preferred }) => preferred);
    for (const { at } of action?.edits ?? []) {
      if (!changed.has(at.block)) length += at.block.text.length;
      changed.add(at.block);
    }
    if (length > most) break;
    if (action) found.push(action);
  }
  return found;
}

interface Mend {
  readonly changes: readonly TextChange[];
  /** Whether GitLab refuses less afterwards. */
  readonly ofError: boolean;
  /** The length of the entries that it changes and no fix before it does. */
  readonly length: number;
}

function changesIn(mends: readonly Mend[]): readonly TextChange[] {
  return mends.flatMap(({ changes }) => changes);
}

/** The changes of each fix; of two that touch each other, the first one stays. */
function apartFrom(document: SourceDocument, actions: readonly CodeAction[]): readonly Mend[] {
  const taken: Span[] = [];
  const changed = new Set<TextBlock>();
  return actions.flatMap(action => {
    const changes = changesOf(document, action);
    if (changes.length === 0 || !changes.every(({ span }) => isFree(taken, span)) || !areApart(changes)) return [];
    for (const { span } of changes) taken.splice(indexIn(taken, span), 0, span);
    const fresh = new Set(action.edits.map(({ at }) => at.block).filter(block => !changed.has(block)));
    for (const block of fresh) changed.add(block);
    const length = [...fresh].reduce((sum, { text }) => sum + text.length, 0);
    return [{ changes, ofError: action.problem.severity === 'error', length }];
  });
}

/** Whether a span touches none of those that are taken, which are in order. */
function isFree(taken: readonly Span[], { start, end }: Span): boolean {
  const index = indexIn(taken, { start, end });
  const [before, after] = [taken[index - 1], taken[index]];
  return (!before || before.end < start) && (!after || end < after.start);
}

/** Where a span belongs in an ordered list. */
function indexIn(spans: readonly Span[], { start }: Span): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  return changes.toSorted((a, b) => a.span.start - b.span.start);
}

interface Trial {
  readonly reach: Reach;
  readonly moreErrors: (mends: readonly Mend[]) => number;
}

/** What was taken so far together with all fixes or, if those do not do what they promise, with the ones that do. */
function soundTogether(mends: readonly Mend[], taken: readonly Mend[], trial: Trial): readonly Mend[] {
  if (mends.length === 0) return taken;
  const all = [...taken, ...mends];
  const gain = trial.moreErrors(taken) - trial.moreErrors(all);
  if (gain > 0 || (gain === 0 && mends.every(({ ofError }) => !ofError))) return all;
  if (mends.length === 1 || !trial.reach.holdsText(all.reduce((sum, { length }) => sum + length, 0))) return taken;
  const half = Math.ceil(mends.length / 2);
  return soundTogether(mends.slice(half), soundTogether(mends.slice(0, half), taken, trial), trial);
}

/** The edits of a fix as changes of this file; none if one of them is in another file. */
function changesOf(document: SourceDocument, { edits }: Pick<Fix, 'edits'>): readonly TextChange[] {
  const changes = edits.flatMap(({ at, text }): TextChange[] => {
    const span = locate(document, at);
    return span ? [{ span, text }] : [];
  });
  return changes.length === edits.length ? changes : [];
}
