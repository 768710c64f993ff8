/** The text that an offset is in, as it is written, with what the table says of its place. */
import { find } from '../../readings/find.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { targetAt, type Target } from '../target.ts';
import { expansionOf, freeExpansion, type Expansion } from './expansion.ts';

/** A text that is being written, or one that is still to be begun. */
export interface InsideText {
  /** Keys and indices from the root. */
  readonly path: Target['path'];
  readonly style: Target['node']['style'];
  readonly expansion: Expansion | undefined;
  /** As it is written, without quotes around it. */
  readonly source: string;
  /** Where the source begins in the document. */
  readonly start: number;
}

export interface TextAt extends InsideText {
  readonly target: Target;
}

/** Nothing outside keys and scalars. */
export function textAt(document: SourceDocument, offset: number): TextAt | undefined {
  const target = targetAt(document, offset);
  if (!target || target.piece === 'ignored') return undefined;
  const { span, node, part, path, piece, entryKeys } = target;
  const written = document.text.slice(span.start, span.end);
  const open = beginOf(written, node.style);
  const isClosed = isQuoted(node.style) && written.length > 1 && written.endsWith(written.charAt(0));
  const found = find(path, { piece, entryKeys });
  const told = found && found.shape.kind !== 'anything' ? expansionOf(found) : freeExpansion(path[0]);
  return {
    target,
    path,
    style: node.style,
    expansion: part === 'value' ? told : undefined,
    source: written.slice(open, isClosed ? -1 : undefined),
    start: span.start + open,
  };
}

function isQuoted(style: InsideText['style']): boolean {
  return style === 'single' || style === 'double';
}

/** Behind the quote, or behind the line that announces a block. */
function beginOf(written: string, style: InsideText['style']): number {
  if (isQuoted(style)) return 1;
  return style === 'plain' ? 0 : (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(written)?.[0].length ?? 0);
}
