/** Decides whether a change leaves files no worse for GitLab: a fix that does not is never offered. */
import { addTo, countsOf } from '../text/grouped.ts';
import { withDocument, type Project } from '../ci/project.ts';
import { codeInfo } from '../codes/codes.ts';
import type { Edit, Fix, Problem } from '../text/problem.ts';
import type { TextChange } from '../text/span.ts';
import { changedBy, locate, startOf } from '../yaml/document/document.ts';
import { flawsIn, recovered } from '../yaml/document/recovered.ts';
import { loadDocument } from '../yaml/load/load.ts';
import type { SyntaxFlaw, SourceDocument } from '../yaml/tree.ts';
import type { DiagnosticOptions } from './diagnostics.ts';
import { diagnoseAll } from './diagnostics-of-all.ts';

/** The versions of files that a change makes. */
type Versions = ReadonlyMap<string, SourceDocument>;

/** Leaves out fixes after which GitLab would refuse more than now, or still refuse what they are for. */
export function soundFixes(
  projects: readonly Project[],
  document: SourceDocument,
): (problem: Problem, fixes: readonly Fix[]) => readonly Fix[] {
  const change = changeOf(projects, document);
  const judgeReading = readingJudgeOf(projects, document);
  return ({ code, severity }, fixes) =>
    fixes.filter(({ edits }) => {
      const versions = versionsBy(projects, document, edits);
      if (!versions) return false;
      if (codeInfo(code).breaksReading === true) return judgeReading(versions);
      const { gone, come } = change(versions);
      // of no kind may there be more: an error of syntax, for one, hides all others
      return isWithin(come, gone) && (severity !== 'error' || countOf(code, come) < countOf(code, gone));
    });
}

function countOf(code: string, codes: readonly string[]): number {
  return codes.filter(one => one === code).length;
}

/** How many more errors the changed files have than they have now; without end if less of the text can be read. */
type Judge = (versions: Versions) => number;

/** Severities set by the user do not matter here: GitLab refuses what it refuses. */
const AS_GITLAB: DiagnosticOptions = {};

export function judgeOf(projects: readonly Project[], document: SourceDocument): Judge {
  const change = changeOf(projects, document);
  return versions => {
    // an error of syntax hides all others, so it must not count as one
    const fresh = versions.get(document.uri);
    if (fresh && flawsIn(fresh).length > flawsIn(document).length) return Infinity;
    const { gone, come } = change(versions);
    return come.length - gone.length;
  };
}

/** The codes of all errors in the changed files, without the change and with it. */
interface Change {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

function changeOf(projects: readonly Project[], document: SourceDocument): (versions: Versions) => Change {
  const before = new Map<string, readonly string[]>();
  return versions => {
    const after = projects.map(project => [...versions.values()].reduce(withDocument, project));
    const uris = [...new Set([document.uri, ...versions.keys()])];
    const changes = uris.flatMap((uri): readonly Change[] => {
      const [old, fresh] = [projects, after].map(list => fileIn(list, uri));
      if (!old || !fresh) return [];
      const known = before.get(uri) ?? errorsIn(projects, old);
      before.set(uri, known);
      return [{ gone: known, come: errorsIn(after, fresh) }];
    });
    return { gone: changes.flatMap(({ gone }) => gone), come: changes.flatMap(({ come }) => come) };
  };
}

/**
 * For a file that could not be parsed: whether it has fewer flaws, still all its other entries, and no new errors. Its
 * flaws hid errors, so both texts are judged as recovery reads them: an error that only the fixed text has comes from
 * the fix.
 */
function readingJudgeOf(projects: readonly Project[], document: SourceDocument): (versions: Versions) => boolean {
  let before: readonly string[] | undefined;
  return versions => {
    const fresh = versions.get(document.uri);
    if (!fresh || !hasFewerFlaws(fresh, document) || losesEntries(fresh, document)) return false;
    before ??= errorsAsRecovered(projects, document);
    return isWithin(errorsAsRecovered(projects, fresh), before);
  };
}

/** Errors in the two sides of a conflict show only once it is resolved. */
function hasFewerFlaws(fresh: SourceDocument, document: SourceDocument): boolean {
  const [now, before] = [flawsIn(fresh), flawsIn(document)];
  const difference = conflictsIn(now) - conflictsIn(before);
  return difference < 0 || (difference === 0 && now.length < before.length);
}

/** An entry at another depth than the rest silently ends the file for GitLab. */
function losesEntries(fresh: SourceDocument, document: SourceDocument): boolean {
  const left = loadDocument(recovered(fresh)).content.members;
  const had = loadDocument(recovered(document)).content.members;
  return [...had].some(([name, { key }]) => !left.has(name) && startOf(document, key.block) !== undefined);
}

function conflictsIn(flaws: readonly SyntaxFlaw[]): number {
  return flaws.filter(({ cause }) => cause === 'conflict').length;
}

function errorsAsRecovered(projects: readonly Project[], document: SourceDocument): readonly string[] {
  const readable = recovered(document);
  return errorsIn(
    projects.map(project => withDocument(project, readable)),
    readable,
  );
}

/** Whether each text of the first list has a partner of its own in the second. */
function isWithin(codes: readonly string[], partners: readonly string[]): boolean {
  const free = countsOf(partners);
  return [...countsOf(codes)].every(([code, count]) => count <= (free.get(code) ?? 0));
}

function fileIn(projects: readonly Project[], uri: string): SourceDocument | undefined {
  for (const { documents } of projects) if (documents.has(uri)) return documents.get(uri);
  return undefined;
}

/** The codes of the errors. */
function errorsIn(projects: readonly Project[], document: SourceDocument): readonly string[] {
  return diagnoseAll(projects, document, AS_GITLAB).flatMap(({ severity, code }) => (severity === 'error' ? code : []));
}

/** The files after the edits; `undefined` if an edit has no place any more or overlaps another one. */
function versionsBy(projects: readonly Project[], open: SourceDocument, edits: readonly Edit[]): Versions | undefined {
  const file = (uri: string) => (uri === open.uri ? open : fileIn(projects, uri));
  const changes = new Map<string, TextChange[]>();
  for (const { at, text } of edits) {
    const document = file(at.uri);
    const span = document && locate(document, at);
    if (!span) return undefined;
    addTo(changes, at.uri, { span, text });
  }
  const versions = new Map<string, SourceDocument>();
  for (const [uri, all] of changes) {
    const document = file(uri);
    if (!document || !areApart(all)) return undefined;
    versions.set(uri, changedBy(document, all));
  }
  return versions;
}

/** Edits of one fix may touch, but none may overlap, and no two may begin at the same place. */
export function areApart(changes: readonly TextChange[]): boolean {
  const sorted = changes.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return sorted.every(({ span }, index) => {
    const before = sorted[index - 1]?.span;
    return !before || (before.end <= span.start && before.start < span.start);
  });
}
