/** Answers requests about the structure of a file: folding, selection ranges, linked editing and help behind Enter. */
import { FoldingRangeKind } from 'vscode-languageserver';
import type {
  DocumentOnTypeFormattingParams,
  FoldingRange,
  FormattingOptions,
  LinkedEditingRanges,
  Position,
  SelectionRange,
  TextEdit,
} from 'vscode-languageserver';
import { folds } from '../features/folding.ts';
import { linked } from '../features/linked.ts';
import { afterBreak } from '../features/on-type.ts';
import { selections } from '../features/selection.ts';
import { offsetOf, rangeOf, toTextEdit } from './convert.ts';
import type { Session, Subject } from './session.ts';

const KINDS = { structure: undefined, comment: FoldingRangeKind.Comment, region: FoldingRangeKind.Region } as const;

/** Whole lines: every client supports these, and a key stays visible when its value is folded. */
export function answerFolds({ document, lines }: Subject): FoldingRange[] {
  return folds(document).flatMap(({ span, kind }) => {
    const { start, end } = rangeOf(lines, span);
    const known = KINDS[kind];
    return end.line > start.line
      ? [{ startLine: start.line, endLine: end.line, ...(known === undefined ? {} : { kind: known }) }]
      : [];
  });
}

/** One answer for each position, as the protocol requires. */
export function answerSelections({ document, lines }: Subject, positions: readonly Position[]): SelectionRange[] {
  return positions.map(position => {
    const spans = selections(document, offsetOf(lines, position));
    const outermost: SelectionRange = { range: rangeOf(lines, { start: 0, end: document.text.length }) };
    return spans
      .slice(0, -1)
      .reduceRight<SelectionRange>((parent, span) => ({ range: rangeOf(lines, span), parent }), outermost);
  });
}

export function answerLinked({ document, lines }: Subject, position: Position): LinkedEditingRanges | null {
  const spans = linked(document, offsetOf(lines, position));
  return spans.length === 0 ? null : { ranges: spans.map(span => rangeOf(lines, span)), wordPattern: '[0-9A-Za-z_-]+' };
}

/** Only after a line break. */
export function answerOnType(
  { abilities }: Session,
  { document, lines }: Subject,
  params: DocumentOnTypeFormattingParams,
): TextEdit[] {
  const { ch, position } = params;
  if (ch !== '\n') return [];
  const habits = { tabSize: tabSizeOf(params), indentsFirst: abilities.indentsFirst };
  return afterBreak(document, offsetOf(lines, position), habits).map(change => toTextEdit(lines, change));
}

/** By how many spaces the client indents, if it does so by spaces; it may say anything, or nothing. */
function tabSizeOf({ options }: { readonly options?: Partial<FormattingOptions> | null }): number | undefined {
  return options?.insertSpaces === true && Number.isInteger(options.tabSize) ? options.tabSize : undefined;
}
