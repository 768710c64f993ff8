/** Shows what shellcheck says about scripts where they are written. */
import type { Project } from '../ci/project.ts';
import { partOf, type ShellLine } from '../rules/file/shell/lines.ts';
import { wikiPage, type CommentsOn, type ShellComment } from '../shell/comments.ts';
import { numberOf } from '../text/identity.ts';
import type { Finding } from '../text/problem.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { lintedScripts, type LintedScript } from './linted-scripts.ts';

/** The findings in the file, as far as the comments are known. */
export function shellcheckFindings(
  project: Project,
  document: SourceDocument,
  commentsOn: CommentsOn,
): readonly Finding[] {
  const told = new Map<string, Told>();
  const scripts = lintedScripts(project, document);
  for (const script of scripts) {
    const comments = commentsOn(script);
    if (comments) addComments(told, script, comments);
  }
  const usesOf = usesIn(scripts.filter(script => commentsOn(script)));
  return [...told.values()].flatMap(({ entry, comment, at, times }) =>
    entry.value.at.uri === document.uri && times === usesOf(entry) ? [findingOf(entry, comment, at)] : [],
  );
}

/** A comment on an entry, and in how many of the scripts with that entry it is made. */
interface Told {
  readonly entry: ShellLine;
  readonly comment: ShellComment;
  readonly at: ShellComment['at'];
  times: number;
}

function addComments(
  told: Map<string, Told>,
  { entries, locate }: LintedScript,
  comments: readonly ShellComment[],
): void {
  for (const comment of comments) {
    const { index, offset } = locate(comment.at.start);
    const entry = entries[index];
    if (!entry) continue;
    const end = Math.min(entry.text.length, offset + comment.at.end - comment.at.start);
    const id = `${placeOf(entry)} ${offset} ${end} ${comment.name} ${comment.message}`;
    const known = told.get(id);
    if (known) known.times++;
    else told.set(id, { entry, comment, at: { start: offset, end }, times: 1 });
  }
}

/**
 * In how many scripts an entry is. A line that jobs share is seen once in each: a variable that one of them uses is used,
 * whatever is said about it in the others.
 */
function usesIn(scripts: readonly LintedScript[]): (entry: ShellLine) => number {
  const uses = new Map<string, number>();
  for (const { entries } of scripts)
    for (const entry of entries) uses.set(placeOf(entry), (uses.get(placeOf(entry)) ?? 0) + 1);
  return entry => uses.get(placeOf(entry)) ?? 0;
}

function placeOf({ value: { at } }: ShellLine): string {
  return `${numberOf(at.block)} ${at.span.start}`;
}

function findingOf(entry: ShellLine, { name, severity, message }: ShellComment, at: ShellComment['at']): Finding {
  return { code: 'shellcheck', alias: name, severity, message, at: partOf(entry, at), page: wikiPage(name) };
}
