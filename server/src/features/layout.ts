/** Detects the layout of a file by a bounded look around the cursor; inserted text follows it. */
import { span, type Span } from '../text/span.ts';
import { entryAt } from '../yaml/document/document.ts';
import { habitsOf, lineBreakOf } from '../yaml/edit/style.ts';
import type { SourceDocument } from '../yaml/tree.ts';

export interface FileLayout {
  /** Columns per level of nesting. */
  readonly step: number;
  /**
   * By how many columns dashes are deeper than the key of their list; dashes at the column of the key (0) are valid
   * YAML.
   */
  readonly listStep: number;
  readonly quote: '"' | "'";
  readonly lineBreak: string;
}

/**
 * The layout at an offset: by the block around it, then by the beginning of the file, then by what formatters usually
 * do or `usualStep` says.
 */
export function layoutAt(document: SourceDocument, offset: number, usualStep = 2): FileLayout {
  const start = document.text.slice(0, SAMPLE);
  const near = habitsOf(around(document, offset));
  const isComplete = near.step !== undefined && near.listStep !== undefined && near.quote !== undefined;
  const far = isComplete ? near : habitsOf(start);
  const step = near.step ?? far.step ?? usualStep;
  return {
    step,
    listStep: near.listStep ?? far.listStep ?? step,
    quote: near.quote ?? far.quote ?? '"',
    lineBreak: lineBreakOf(start),
  };
}

/** Looking at more would take time at every keystroke in a long file. */
const SAMPLE = 16_384;

/** The block, with a letter on a blank line at the cursor: its column shows the depth that the author wants. */
function around(document: SourceDocument, offset: number): string {
  const found = entryAt(document, offset);
  const block = found ? span(found.entry.start, found.entry.start + found.entry.block.text.length) : span(0, 0);
  const at: Span = span(Math.max(block.start, offset - SAMPLE), Math.min(block.end, offset + SAMPLE));
  return `${document.text.slice(at.start, offset)}\u2026${document.text.slice(offset, at.end)}`;
}
