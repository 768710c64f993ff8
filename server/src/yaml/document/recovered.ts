/** A document as recovery reads it: what it would resolve to with each flaw fixed as guessed. */
import { cachedBy } from '../../text/cached.ts';
import type { Block, SourceDocument, SyntaxFlaw } from '../tree.ts';

/** The same trees without their flaws; blocks that had none are the same objects. */
export const recovered = cachedBy((document: SourceDocument): SourceDocument => {
  if (flawsIn(document).length === 0) return document;
  const pieces = document.pieces.map(piece => ({
    ...piece,
    entries: piece.entries.map(({ block, start }) => ({ block: soundBlock(block), start })),
  }));
  return { ...document, pieces };
});

const soundBlock = cachedBy((block: Block): Block => (block.flaws.length === 0 ? block : { ...block, flaws: [] }));

/** The syntax flaws of all blocks. */
export function flawsIn({ pieces }: SourceDocument): readonly SyntaxFlaw[] {
  return pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => block.flaws));
}
