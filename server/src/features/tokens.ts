/** What names mean, for colours: jobs, templates, stages, variables, inputs, hooks and what refers to them. */
import type { Span } from '../text/span.ts';
import type { Block, PieceKind, SourceDocument } from '../yaml/tree.ts';
import { tokensIn } from './tokens/block.ts';
import type { Token } from './tokens/token.ts';

export type { Token, TokenType } from './tokens/token.ts';

/** The tokens of a block, in its order and none over another; their spans are relative to it. */
export interface BlockTokens {
  readonly block: Block;
  readonly start: number;
  readonly tokens: readonly Token[];
}

/** The tokens of all blocks, or of those that a span touches. */
export function tokens({ pieces }: SourceDocument, within?: Span): readonly BlockTokens[] {
  return pieces.flatMap(({ kind, entries }) =>
    entries
      .filter(({ block, start }) => !within || (start <= within.end && within.start <= start + block.text.length))
      .map(({ block, start }) => ({ block, start, tokens: kept(block, kind) })),
  );
}

const KEPT = new WeakMap<Block, { readonly kind: PieceKind; readonly tokens: readonly Token[] }>();

/** A block that stays has the tokens that it had. */
function kept(block: Block, kind: PieceKind): readonly Token[] {
  const known = KEPT.get(block);
  if (known?.kind === kind) return known.tokens;
  const found = tokensIn(block, kind);
  KEPT.set(block, { kind, tokens: found });
  return found;
}
