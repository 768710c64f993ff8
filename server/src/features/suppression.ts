/** Suppresses problems by comments in the file, and makes the edits that write such comments. */
import { disableComments, nodesAt, type DisableScope } from '../rules/file/disable-comments.ts';
import type { Edit, Problem } from '../text/problem.ts';
import { span } from '../text/span.ts';
import { entryAt, locate } from '../yaml/document/document.ts';
import { lineBreakOf } from '../yaml/edit/style.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { lineStart } from '../yaml/lines.ts';

/** The problems that no comment of the file suppresses. */
export function notSuppressed(document: SourceDocument, problems: readonly Problem[]): readonly Problem[] {
  if (disableComments(document).length === 0) return problems;
  return problems.filter(problem => !isSuppressed(document, problem));
}

function isSuppressed(document: SourceDocument, { code, at: place }: Problem): boolean {
  const comments = disableComments(document).filter(
    ({ codes }) => codes.length === 0 || codes.some(({ name }) => name === code),
  );
  const at = comments.length > 0 ? locate(document, place) : undefined;
  if (!at) return false;
  const lines = [lineStart(document.text, at.start), lineOutside(document, at.start)];
  return comments.some(({ scope, line }) => scope === 'file' || lines.includes(line));
}

/**
 * The edit that suppresses the code of a problem, on its line or in the whole file; an existing comment gets one more
 * code.
 */
export function suppress(document: SourceDocument, { code, at: place }: Problem, scope: DisableScope): readonly Edit[] {
  const at = locate(document, place);
  if (!at) return [];
  const { text } = document;
  const line = scope === 'file' ? Number(text.startsWith('\ufeff')) : lineOutside(document, at.start);
  const known = disableComments(document).find(one => one.scope === scope && (scope === 'file' || one.line === line));
  const last = known?.codes.at(-1);
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
  const { nodes, start } = nodesAt(document, offset);
  const closed = nodes.find(node => node.kind === 'scalar' || (node.kind !== 'alias' && node.flow));
  return lineStart(document.text, closed ? start + closed.span.start : offset);
}
