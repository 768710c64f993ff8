/** Document links from the paths of includes to their files. */
import type { Project } from '../ci/project.ts';
import type { Span, Uri } from '../text/span.ts';
import type { Block, PieceKind, SourceDocument } from '../yaml/tree.ts';
import { filesAt } from './names/file.ts';
import { mentionsOf } from './names/mentions.ts';
import { inPiece, ownersIn } from './names/spots.ts';

export interface DocumentLink {
  readonly span: Span;
  readonly target: Uri;
  readonly tooltip: string;
}

/**
 * The links of a document. A pattern has none, since it matches several files, and neither has a file known to be
 * missing.
 */
export function links(projects: readonly Project[], document: SourceDocument): readonly DocumentLink[] {
  const owners = ownersIn(projects, document);
  const found = document.pieces.flatMap(piece => inPiece(document, piece, block => namesFiles(block, piece.kind)));
  return found.flatMap(({ mention, span }): DocumentLink[] => {
    if (mention.kind !== 'file' || mention.isPattern) return [];
    const [target] = owners.flatMap(project => filesAt(project, mention));
    const tooltip = mention.child ? `Open child pipeline ${mention.path}` : `Open ${mention.path}`;
    return target === undefined ? [] : [{ span: inner(document, span), target, tooltip }];
  });
}

/** Hardly any entry does, so that those of a large file cost little after each key. */
function namesFiles(block: Block, piece: PieceKind): boolean {
  return mentionsOf(block, piece).some(({ kind }) => kind === 'file');
}

/** The text between the quotes. */
function inner({ text }: SourceDocument, { start, end }: Span): Span {
  const quoted = /^["']/.test(text.slice(start, end)) && end - start > 1;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
