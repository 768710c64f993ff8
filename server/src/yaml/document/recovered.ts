/** A document as recovery reads it: what it comes to once each flaw is mended in the way that was guessed. */
import type { Block, Flaw, SourceDocument } from '../tree.ts';

/** The same trees, of which none is refused any more; blocks without a flaw are the same objects. */
export function recovered(document: SourceDocument): SourceDocument {
  if (flawsIn(document).length === 0) return document;
  const known = DOCUMENTS.get(document);
  if (known) return known;
  const pieces = document.pieces.map(piece => ({
    ...piece,
    entries: piece.entries.map(({ block, start }) => ({ block: soundBlock(block), start })),
  }));
  const made = { ...document, pieces };
  DOCUMENTS.set(document, made);
  return made;
}

const DOCUMENTS = new WeakMap<SourceDocument, SourceDocument>();

function soundBlock(block: Block): Block {
  if (block.flaws.length === 0) return block;
  const known = BLOCKS.get(block);
  if (known) return known;
  const made = { ...block, flaws: [] };
  BLOCKS.set(block, made);
  return made;
}

const BLOCKS = new WeakMap<Block, Block>();

/** What stops the reader, block by block. */
export function flawsIn({ pieces }: SourceDocument): readonly Flaw[] {
  return pieces.flatMap(({ entries }) => entries.flatMap(({ block }) => block.flaws));
}
