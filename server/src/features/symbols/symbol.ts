/** One entry of the outline. */
import type { Span } from '../../text/span.ts';

export type SymbolRole = 'keyword' | 'job' | 'template' | 'trigger-job' | 'hooks' | 'hook' | 'handler';

export interface DocumentSymbol {
  /** Never empty. */
  readonly name: string;
  readonly role: SymbolRole;
  readonly detail: string;
  /** Key and value as a whole; it holds those of the children. */
  readonly span: Span;
  /** The key, within `span`. */
  readonly selectionSpan: Span;
  readonly children: readonly DocumentSymbol[];
}
