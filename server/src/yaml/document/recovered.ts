/** A document as recovery reads it: what it would resolve to with each flaw fixed as guessed. */
import { cachedBy } from '../../text/cached.ts';
import type { Block, Group, SourceDocument, SyntaxFlaw } from '../tree.ts';
import { pieceOf } from './groups.ts';

/** The same trees without their flaws; blocks that had none are the same objects. */
export const recovered = cachedBy((document: SourceDocument): SourceDocument => {
  if (flawsIn(document).length === 0) return document;
  const pieces = document.pieces.map(({ kind, span, groups }) => pieceOf(kind, span, groups.map(soundGroup)));
  return { ...document, pieces };
});

const soundGroup = cachedBy((group: Group): Group => {
  if (group.blocks.every(({ flaws }) => flaws.length === 0)) return group;
  return { ...group, blocks: group.blocks.map(soundBlock) };
});

const soundBlock = cachedBy((block: Block): Block => (block.flaws.length === 0 ? block : { ...block, flaws: [] }));

/** The syntax flaws of all blocks. */
export function flawsIn({ pieces }: SourceDocument): readonly SyntaxFlaw[] {
  return pieces.flatMap(({ groups }) => groups.flatMap(flawsInGroup));
}

const flawsInGroup = cachedBy(({ blocks }: Group): readonly SyntaxFlaw[] => blocks.flatMap(({ flaws }) => flaws));

/** How much text the blocks with flaws have. */
export function flawedLength({ pieces }: SourceDocument): number {
  return pieces.flatMap(({ groups }) => groups.map(flawedInGroup)).reduce((sum, length) => sum + length, 0);
}

const flawedInGroup = cachedBy(({ blocks }: Group): number =>
  blocks.reduce((sum, { flaws, text }) => (flaws.length > 0 ? sum + text.length : sum), 0),
);
