/** Suppresses problems by comments in the file, and makes the edits that write such comments. */
import { disableComments, nodesAt, type DisableComment, type DisableScope } from '../rules/file/disable-comments.ts';
import { cachedBy } from '../text/cached.ts';
import type { Edit, Problem } from '../text/problem.ts';
import { span } from '../text/span.ts';
import { entryAt, locate, rootAround } from '../yaml/document/document.ts';
import { lineBreakOf } from '../yaml/edit/style.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { lineStart } from '../yaml/lines.ts';

/** The problems that no comment of the file suppresses. */
export function notSuppressed(document: SourceDocument, problems: readonly Problem[]): readonly Problem[] {
  if (disableComments(document).length === 0) return problems;
  return problems.filter(problem => !isSuppressed(document, problem));
}

function isSuppressed(document: SourceDocument, { code, at: place }: Problem): boolean {
  const at = locate(document, place);
  if (!at) return false;
  const { ofFile, ofLines } = suppressedIn(document);
  const lines = [lineStart(document.text, at.start), lineOutside(document, at.start)];
  return [ofFile, ...lines.map(line => ofLines.get(line))].some(one => one && (one.isAll || one.codes.has(code)));
}

/** What all comments about the file or a line suppress together. */
interface Suppressed {
  readonly first: DisableComment;
  isAll: boolean;
  readonly codes: Set<string>;
}

const suppressedIn = cachedBy((document: SourceDocument) => {
  const ofLines = new Map<number, Suppressed>();
  let ofFile: Suppressed | undefined;
  for (const comment of disableComments(document)) {
    const known = comment.scope === 'file' ? ofFile : ofLines.get(comment.line);
    const all = known ?? { first: comment, isAll: false, codes: new Set<string>() };
    if (comment.codes.length === 0) all.isAll = true;
    for (const { name } of comment.codes) all.codes.add(name);
    if (comment.scope === 'file') ofFile = all;
    else ofLines.set(comment.line, all);
  }
  return { ofFile, ofLines };
});

/**
 * The edit that suppresses the code of a problem, on its line or in the whole file; an existing comment gets one more
 * code.
 */
export function suppress(document: SourceDocument, { code, at: place }: Problem, scope: DisableScope): readonly Edit[] {
  const at = locate(document, place);
  if (!at) return [];
  const { text } = document;
  const line = scope === 'file' ? Number(text.startsWith('\ufeff')) : lineOutside(document, at.start);
  const { ofFile, ofLines } = suppressedIn(document);
  const last = (scope === 'file' ? ofFile : ofLines.get(line))?.first.codes.at(-1);
  if (last) return insertion(document, last.span.end, `, ${code}`);
  const indent = scope === 'file' ? '' : (/^[ \t]*/.exec(text.slice(line))?.[0] ?? '');
  return insertion(document, line, `${indent}# gitlab-ci-disable-${scope} ${code}${lineBreakOf(text)}`);
}

function insertion(document: SourceDocument, offset: number, text: string): readonly Edit[] {
  const entry = entryAt(document, offset)?.entry;
  if (!entry) return [];
  const at = { uri: document.uri, block: entry.block, span: span(offset - entry.start, offset - entry.start) };
  return [{ at, text }];
}

/**
 * The line above which a comment is possible: that of the offset, or where the text or flow collection around it
 * begins.
 */
function lineOutside(document: SourceDocument, offset: number): number {
  const found = entryAt(document, offset);
  const root = found && rootAround(found.piece, found.entry.block);
  if (root) return lineStart(document.text, root.start);
  const { nodes, start } = nodesAt(document, offset);
  const closed = nodes.find(node => node.kind === 'scalar' || (node.kind !== 'alias' && node.flow));
  return lineStart(document.text, closed ? start + closed.span.start : offset);
}
