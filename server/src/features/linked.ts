/** Linked editing: an anchor and its aliases change together when the anchor is edited. */
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { bindingOf, isAnchor } from './names/anchor.ts';
import { mentionAt } from './names/spots.ts';

/**
 * The name of the anchor at the offset and those of its aliases; nothing on an alias, where another name means another
 * anchor.
 */
export function linked(document: SourceDocument, offset: number): readonly Span[] {
  const found = mentionAt(document, offset);
  if (!found || !isAnchor(found) || found.mention.role !== 'definition') return [];
  const spans = bindingOf(found).map(({ span }) => span);
  const textOf = ({ start, end }: Span): string => document.text.slice(start, end);
  const name = textOf(found.span);
  return spans.length > 1 && spans.every(span => textOf(span) === name) ? spans : [];
}
