/** The text that an offset is in or, after blanks, would continue. */
import type { SourceDocument } from '../../yaml/tree.ts';
import { textAt, type TextAt } from './text-at.ts';

/** Like `textAt`, but ignores blanks before the offset: what is typed there continues the text in front of them. */
export function textNear(document: SourceDocument, offset: number): TextAt | undefined {
  const { text } = document;
  const blanks = /[ \t]*$/.exec(text.slice(Math.max(0, offset - FAR), offset))?.[0].length ?? 0;
  const here = textAt(document, offset);
  if (here || blanks === 0) return here;
  const before = textAt(document, offset - blanks);
  if (!before || before.style === 'single' || before.style === 'double') return undefined;
  if (before.target.span.end !== offset - blanks) return undefined;
  if (!/^[ \t]*(?:#|[\r\n]|$)/.test(text.slice(offset, offset + FAR))) return undefined;
  return { ...before, source: text.slice(before.start, offset) };
}

/** Nobody types more blanks. */
const FAR = 200;
