/** Document links from the paths of includes to their files. */
import type { Project } from '../ci/project.ts';
import type { Span, Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { filesAt } from './names/file.ts';
import { mentionsIn, ownersIn } from './names/spots.ts';

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
  return mentionsIn(document).flatMap(({ mention, span }): DocumentLink[] => {
    if (mention.kind !== 'file' || mention.isPattern) return [];
    const [target] = owners.flatMap(project => filesAt(project, mention));
    const tooltip = mention.child ? `Open child pipeline ${mention.path}` : `Open ${mention.path}`;
    return target === undefined ? [] : [{ span: inner(document, span), target, tooltip }];
  });
}

/** The text between the quotes. */
function inner({ text }: SourceDocument, { start, end }: Span): Span {
  const quoted = /^["']/.test(text.slice(start, end)) && end - start > 1;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
