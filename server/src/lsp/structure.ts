/** Answers requests that follow the structure of a file. */
import { FoldingRangeKind } from 'vscode-languageserver';
import type { FoldingRange } from 'vscode-languageserver';
import { folds } from '../features/folding.ts';
import { rangeOf } from './convert.ts';
import type { Subject } from './session.ts';

const KINDS = { structure: undefined, comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region } as const;

/** Whole lines: every client knows these, and a key stays in sight with what is folded behind it. */
export function answerFolds({ document, lines }: Subject): FoldingRange[] {
  return folds(document).flatMap(({ span, kind }) => {
    const { start, end } = rangeOf(lines, span);
    const known = KINDS[kind];
    return end.line > start.line
      ? [{ startLine: start.line, endLine: end.line, ...(known === undefined ? {} : { kind: known }) }]
      : [];
  });
}
