/** Folding ranges: jobs, mappings, lists, texts of several lines, comments, and regions between marks. */
import { cachedBy } from '../text/cached.ts';
import { shift, span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { foldsIn, type RegionMark } from './folding/block.ts';
import { inOrder, type Fold } from './folding/fold.ts';

export type { Fold } from './folding/fold.ts';

/** The folding ranges of a document in order, at most one per line. */
export function folds(document: SourceDocument): readonly Fold[] {
  const found: Fold[] = [];
  const marks: RegionMark[] = [];
  for (const { entries } of document.pieces)
    for (const { block, start } of entries) {
      const ofBlock = foldsOf(block);
      for (const fold of ofBlock.folds) found.push({ ...fold, span: shift(start, fold.span) });
      for (const mark of ofBlock.marks) marks.push({ ...mark, span: shift(start, mark.span) });
    }
  return marks.length === 0 ? found : inOrder([...found, ...regions(marks)]);
}

/** Cached: an unchanged block has the same folding ranges. */
const foldsOf = cachedBy(foldsIn);

/** Each end mark belongs to the last open begin mark; marks without a partner are ignored. */
function regions(marks: readonly RegionMark[]): readonly Fold[] {
  const open: RegionMark[] = [];
  return marks.flatMap((mark): Fold[] => {
    if (mark.kind === 'begin') {
      open.push(mark);
      return [];
    }
    const begin = open.pop();
    return begin ? [{ span: span(begin.span.start, mark.span.end), kind: 'region' }] : [];
  });
}
