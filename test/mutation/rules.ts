/** Every rule is a piece. */
import { BLOCK_RULES, DOCUMENT_RULES } from '../../server/src/rules/all.ts';
import { take, type Piece } from './piece.ts';

export const rulePieces = take([...piecesOf(BLOCK_RULES), ...piecesOf(DOCUMENT_RULES)]);

function piecesOf(rules: readonly { readonly codes: readonly string[] }[]): readonly Piece[] {
  return rules.map((rule, index) => ({
    name: `rule for ${rule.codes.join(', ')}`,
    remove: () => void (rules as unknown[]).splice(index, 1),
  }));
}
