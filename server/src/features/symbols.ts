/**
 * The outline of a file: its entries, and below them the keys that say what a job is for, when it runs and what it
 * does.
 */
import type { Project } from '../ci/project.ts';
import { cachedBy } from '../text/cached.ts';
import { shift } from '../text/span.ts';
import type { Block, SourceDocument } from '../yaml/tree.ts';
import { symbolsOf, type EntrySymbol } from './symbols/block.ts';
import { jobDetail } from './symbols/stage.ts';
import type { DocumentSymbol } from './symbols/symbol.ts';

export type { DocumentSymbol, SymbolRole } from './symbols/symbol.ts';

/** An entry at its current position. */
export interface PlacedSymbol {
  readonly block: Block;
  /** Offset of the block in the document. */
  readonly start: number;
  /** The same object as long as the block stays, with spans relative to it. */
  readonly symbol: DocumentSymbol;
  /** Replaces the detail of the symbol: it includes the stage that the pipeline gives a job. */
  readonly detail: string;
}

/**
 * The entries of the parts that GitLab reads, in the order of the file; for a very long file, only the most important
 * ones.
 */
export function outline(project: Project, document: SourceDocument): readonly PlacedSymbol[] {
  const found = entriesOf(document.pieces);
  const isLong = isLonger(found);
  return found.map(({ block, start, each }) => {
    const detail = jobDetail(project, document, block, each) ?? each.short.detail;
    return { block, start, symbol: isLong ? each.short : each.whole(), detail };
  });
}

/** An editor gets the outline at every keystroke; nobody scrolls through more symbols. */
const MOST = 3000;

/** Whether there are more symbols than that; no more of them are made than it takes to find out. */
function isLonger(found: readonly Found[]): boolean {
  let count = found.length;
  return found.some(({ each }) => count > MOST || (count += countBelow(each.whole())) > MOST);
}

const countBelow = cachedBy(({ children }: DocumentSymbol): number =>
  children.reduce((sum, child) => sum + 1 + countBelow(child), 0),
);

interface Found {
  readonly block: Block;
  readonly start: number;
  readonly each: EntrySymbol;
}

function entriesOf(pieces: SourceDocument['pieces']): readonly Found[] {
  return pieces.flatMap(({ kind, entries }) =>
    kind === 'ignored'
      ? []
      : entries.flatMap(({ block, start }) => symbolsOf(block, kind).map(each => ({ block, start, each }))),
  );
}

/** The same with spans in the document. */
export function symbols(project: Project, document: SourceDocument): readonly DocumentSymbol[] {
  return outline(project, document).map(({ symbol, start, detail }) => ({ ...moved(symbol, start), detail }));
}

/** The entries alone, as written. */
export function entrySymbols(document: SourceDocument): readonly Omit<DocumentSymbol, 'detail'>[] {
  return entriesOf(document.pieces).map(({ start, each }) => moved({ ...each.short, children: [] }, start));
}

function moved(symbol: DocumentSymbol, by: number): DocumentSymbol {
  return {
    ...symbol,
    span: shift(by, symbol.span),
    selectionSpan: shift(by, symbol.selectionSpan),
    children: symbol.children.map(child => moved(child, by)),
  };
}
