/** A document as recovery reads it: what it resolves to once each flaw is mended in the way that was guessed. */
import { cachedBy } from '../../text/cached.ts';
import type { Block, SourceDocument, SyntaxFlaw } from '../tree.ts';

/** The same trees, of which none is refused any more; blocks without a flaw are the same objects. */
export const recovered = cachedBy((document: SourceDocument): SourceDocument => {
  if (flawsIn(document).length === 0) return document;
  const pieces = document.pieces.map(piece => ({
    ...piece,
    entries: piece.entries.map(({ block, start }) => ({ block: soundBlock(block), start })),
  }));
  return { ...document, pieces };
});

const soundBlock = cachedBy((block: Block): Block => (block.flaws.length === 0 ? block : { ...block, flaws: [] }));

/** What stops the reader, block by block. */
export function flawsIn({ pieces }: SourceDocument): readonly SyntaxFlaw[] {
  return pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => block.flaws));
}
