/** The semantic tokens of one block. */
import type { Span } from '../../text/span.ts';
import type { Block, PieceKind } from '../../yaml/tree.ts';
import { scalarsOf } from '../inside/scalars.ts';
import { mentionsOf, type Mention } from '../names/mentions.ts';
import { entryType } from './entry-type.ts';
import { scalarTokens } from './scalar.ts';
import type { SemanticToken } from './token.ts';

/** In the order of the text, each on one line, without overlaps. */
export function tokensIn(block: Block, piece: PieceKind): readonly SemanticToken[] {
  if (piece === 'ignored') return [];
  const scalars = scalarsOf(block, piece);
  const found = [
    ...mentionsOf(block, piece).flatMap(mention => mentionToken(mention, block)),
    ...scalars.flatMap(scalar => scalarTokens(scalar, block.text)),
  ].toSorted((one, other) => one.span.start - other.span.start || other.span.end - one.span.end);
  let end = 0;
  return found.filter(({ span }) => {
    if (span.start < end || span.start === span.end || hasBreak(block, span)) return false;
    end = span.end;
    return true;
  });
}

function mentionToken(mention: Mention, block: Block): readonly SemanticToken[] {
  const { span } = mention;
  if (mention.kind === 'path') return [{ span, type: 'key' }];
  if (mention.kind !== 'entry') return [];
  const type = entryType(mention.name, mention.role, block);
  return type ? [{ span, type, ...(mention.role === 'definition' && { defines: true }) }] : [];
}

function hasBreak({ text }: Block, { start, end }: Span): boolean {
  return /[\r\n]/.test(text.slice(start, end));
}
