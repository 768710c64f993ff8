/** The outline of a file: its entries, their hooks and the handlers in these. */
import { cachedByName } from '../text/cached.ts';
import type { Project } from '../ci/project.ts';
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { symbolsIn } from './symbols/block.ts';
import type { DocumentSymbol } from './symbols/symbol.ts';

export type { DocumentSymbol, SymbolRole } from './symbols/symbol.ts';

/** The symbols of the parts that GitLab reads, in the order of the file. */
export function symbols(_project: Project, document: SourceDocument): readonly DocumentSymbol[] {
  return document.pieces.flatMap(({ kind, entries }) =>
    kind === 'ignored'
      ? []
      : entries.flatMap(({ block, start }) => symbolsOf(block, kind).map(one => moved(one, start))),
  );
}

/** For a block that did not change, only the position is new. */
const symbolsOf = cachedByName(symbolsIn);

function moved(symbol: DocumentSymbol, by: number): DocumentSymbol {
  const to = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  return {
    ...symbol,
    span: to(symbol.span),
    selectionSpan: to(symbol.selectionSpan),
    children: symbol.children.map(child => moved(child, by)),
  };
}
