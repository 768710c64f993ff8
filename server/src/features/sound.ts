/** Whether a change of files leaves them no worse to GitLab: what is not so is never offered as a fix. */
import { withDocument, type Project } from '../ci/project.ts';
import { codeInfo } from '../codes/codes.ts';
import type { Edit, Fix, Problem } from '../text/problem.ts';
import type { TextChange } from '../text/span.ts';
import { changedBy, locate } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { DiagnosticOptions } from './diagnostics.ts';
import { diagnoseAll } from './diagnostics-of-all.ts';

/** The versions of files that a change makes. */
type Versions = ReadonlyMap<string, SourceDocument>;

/** Leaves out what GitLab would take worse than the file as it is; a text that cannot be read was tried when its fix was made. */
export function soundFixes(
  projects: readonly Project[],
  document: SourceDocument,
): (problem: Problem, fixes: readonly Fix[]) => readonly Fix[] {
  const judge = judgeOf(projects, document);
  return ({ code }, fixes) =>
    fixes.filter(({ edits }) => {
      const versions = versionsBy(projects, document, edits);
      return versions !== undefined && (codeInfo(code).breaksReading === true || judge(versions) <= 0);
    });
}

/** How many errors the changed files have more than they have now. */
type Judge = (versions: Versions) => number;

/** Severities that a person set play no part: what GitLab refuses is refused all the same. */
const AS_GITLAB: DiagnosticOptions = {};

export function judgeOf(projects: readonly Project[], document: SourceDocument): Judge {
  const before = new Map<string, number>();
  return versions => {
    const after = projects.map(project => [...versions.values()].reduce(withDocument, project));
    const uris = [...new Set([document.uri, ...versions.keys()])];
    return uris.reduce((sum, uri) => {
      const [old, fresh] = [projects, after].map(list => fileIn(list, uri));
      if (!old || !fresh) return sum;
      const known = before.get(uri) ?? errorsIn(projects, old);
      before.set(uri, known);
      return sum + errorsIn(after, fresh) - known;
    }, 0);
  };
}

function fileIn(projects: readonly Project[], uri: string): SourceDocument | undefined {
  for (const { documents } of projects) if (documents.has(uri)) return documents.get(uri);
  return undefined;
}

function errorsIn(projects: readonly Project[], document: SourceDocument): number {
  return diagnoseAll(projects, document, AS_GITLAB).filter(({ severity }) => severity === 'error').length;
}

/** The files as the edits make them; nothing where an edit has no place any more or meets another one. */
function versionsBy(projects: readonly Project[], open: SourceDocument, edits: readonly Edit[]): Versions | undefined {
  const file = (uri: string) => (uri === open.uri ? open : fileIn(projects, uri));
  const changes = new Map<string, TextChange[]>();
  for (const { at, text } of edits) {
    const document = file(at.uri);
    const span = document && locate(document, at);
    if (!span) return undefined;
    changes.set(at.uri, [...(changes.get(at.uri) ?? []), { span, text }]);
  }
  const versions = new Map<string, SourceDocument>();
  for (const [uri, all] of changes) {
    const document = file(uri);
    if (!document || !areApart(all)) return undefined;
    versions.set(uri, changedBy(document, all));
  }
  return versions;
}

/** Edits of one fix may touch, but none may lie in another, and no two may begin at the same place. */
export function areApart(changes: readonly TextChange[]): boolean {
  const sorted = changes.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return sorted.every(({ span }, index) => {
    const before = sorted[index - 1]?.span;
    return !before || (before.end <= span.start && before.start < span.start);
  });
}
