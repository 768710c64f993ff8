/** A folding range. */
import type { Span } from '../../text/span.ts';

export interface Fold {
  /** Its first line stays visible. */
  readonly span: Span;
  readonly kind: 'structure' | 'comment' | 'region';
}

export function inOrder(folds: readonly Fold[]): readonly Fold[] {
  return folds.toSorted((one, other) => one.span.start - other.span.start);
}
