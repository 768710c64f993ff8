/**
 * Which aliases belong to an anchor: those between it and the next anchor of the same name, in the same part of the
 * file.
 */
import type { AnchorMention } from './mentions.ts';
import { inPiece, type FoundMention } from './spots.ts';

/** The anchor and its aliases, in the order of the text; without an anchor if an alias has none. */
export function bindingOf({
  document,
  piece,
  span,
  mention,
}: FoundMention<AnchorMention>): readonly FoundMention<AnchorMention>[] {
  const same = inPiece(document, piece, ({ text }) => text.includes(mention.name))
    .filter(isAnchor)
    .filter(found => found.mention.name === mention.name);
  const at = same.findIndex(found => found.span.start === span.start);
  const isDefinition = (found: FoundMention<AnchorMention>): boolean => found.mention.role === 'definition';
  const first = Math.max(0, same.slice(0, at + 1).findLastIndex(isDefinition));
  const next = same.findIndex((found, index) => index > first && isDefinition(found));
  return same.slice(first, next < 0 ? undefined : next);
}

export function isAnchor(found: FoundMention): found is FoundMention<AnchorMention> {
  return found.mention.kind === 'anchor';
}
