/** Finds names that are identified by their text alone, such as those of stages and variables, in a document. */
import { shift, type Span } from '../../text/span.ts';
import type { Block, PieceKind, SourceDocument } from '../../yaml/tree.ts';
import type { Spot } from './spots.ts';

/** A place where a name is written. */
export interface WordSpot extends Spot {
  /** Whether the thing is defined there, rather than only used. */
  readonly isDefinition: boolean;
}

/** The same within a block. */
export interface WordInBlock {
  readonly span: Span;
  readonly isDefinition: boolean;
}

/** What `look` finds in the blocks of a document, in the order of the text. */
export function wordSpots(
  { uri, pieces }: SourceDocument,
  look: (block: Block, piece: PieceKind) => readonly WordInBlock[],
): readonly WordSpot[] {
  return pieces.flatMap(({ kind, entries }) =>
    entries.flatMap(({ block, start }) =>
      look(block, kind).map(({ span, isDefinition }) => ({ uri, span: shift(start, span), isDefinition })),
    ),
  );
}
