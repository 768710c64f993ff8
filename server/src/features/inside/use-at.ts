/** The variable or input that is used at an offset. */
import { shift, touches, type Span } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { inputUses, type InputUse } from './input-uses.ts';
import { unfolded } from './source.ts';
import { textAt, type InsideText } from './text-at.ts';
import { variableUses } from './variable-uses.ts';

export type UseAt = { readonly text: InsideText; readonly name: string; readonly span: Span } & (
  | { readonly kind: 'variable' }
  | ({ readonly kind: 'input' } & Pick<InputUse, 'context' | 'calls'>)
);

/** With its span in the document; `undefined` if neither is used. */
export function useAt(document: SourceDocument, offset: number): UseAt | undefined {
  const text = textAt(document, offset);
  if (!text) return undefined;
  const { source, start, expansion } = text;
  const isHere = ({ span }: { readonly span: Span }): boolean => touches(span, offset - start);
  const input = inputUses(unfolded(source, text.style)).find(isHere);
  if (input) return { kind: 'input', text, ...input, span: shift(start, input.span) };
  const variable = expansion && variableUses(source, expansion).find(isHere);
  return variable && { kind: 'variable', text, ...variable, span: shift(start, variable.span) };
}
