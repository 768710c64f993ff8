/** Semantic tokens: jobs, templates, stages, variables, inputs, hooks and what refers to them. */
import { cachedByName } from '../text/cached.ts';
import type { Span } from '../text/span.ts';
import type { Block, PieceKind, SourceDocument } from '../yaml/tree.ts';
import { tokensIn } from './tokens/block.ts';
import type { SemanticToken } from './tokens/token.ts';

export type { SemanticToken, TokenType } from './tokens/token.ts';

/** The tokens of a block in order, without overlaps; their spans are relative to it. The same object while the block stays. */
export interface BlockTokens {
  readonly block: Block;
  readonly tokens: readonly SemanticToken[];
}

interface PlacedTokens {
  /** Where the block begins. */
  readonly start: number;
  readonly of: BlockTokens;
}

/** The tokens of all blocks, or of those that a span touches. */
export function tokens(document: SourceDocument, within?: Span): readonly PlacedTokens[] {
  return document.pieces.flatMap(({ kind, entries }) =>
    entries
      .filter(({ block, start }) => !within || (start <= within.end && within.start <= start + block.text.length))
      .map(({ block, start }) => ({ start, of: tokensOf(block, kind) })),
  );
}

/** Cached: an unchanged block has the same tokens. */
const tokensOf = cachedByName((block: Block, piece: PieceKind): BlockTokens => ({
  block,
  tokens: tokensIn(block, piece),
}));
