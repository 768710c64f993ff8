/** Semantic tokens: jobs, templates, stages, variables, inputs, hooks and what refers to them. */
import { cachedByName } from '../text/cached.ts';
import type { Span } from '../text/span.ts';
import type { Block, SourceDocument } from '../yaml/tree.ts';
import { tokensIn } from './tokens/block.ts';
import type { SemanticToken } from './tokens/token.ts';

export type { SemanticToken, TokenType } from './tokens/token.ts';

/** The tokens of a block in order, without overlaps; their spans are relative to it. */
export interface BlockTokens {
  readonly block: Block;
  readonly start: number;
  readonly tokens: readonly SemanticToken[];
}

/** The tokens of all blocks, or of those that a span touches. */
export function tokens({ pieces }: SourceDocument, within?: Span): readonly BlockTokens[] {
  return pieces.flatMap(({ kind, entries }) =>
    entries
      .filter(({ block, start }) => !within || (start <= within.end && within.start <= start + block.text.length))
      .map(({ block, start }) => ({ block, start, tokens: tokensOf(block, kind) })),
  );
}

/** Cached: an unchanged block has the same tokens. */
const tokensOf = cachedByName(tokensIn);
