/** Finds parts of a text in its source, through quotes and folding, in order to mark and replace them. */
import type { Edit } from '../../text/problem.ts';
import { span, type Place, type Span } from '../../text/span.ts';
import { quoted, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { textMapOf } from '../../yaml/value/text-map.ts';
import type { ScalarNode } from '../../yaml/tree.ts';
import type { ScalarValue } from '../../yaml/value/value.ts';

/** A text and, if known, the source of its characters: an input may have replaced the text. */
export interface WrittenText {
  readonly text: string;
  readonly value: ScalarValue;
  readonly map: ReturnType<typeof textMapOf>;
}

/** Nobody writes longer texts, and mapping their characters would take time. */
const LONGEST = 100_000;

export function written(text: string, value: ScalarValue): WrittenText {
  const { at, node } = value;
  const isWritten = node?.kind === 'scalar' && node.text === text && text.length < LONGEST;
  return { text, value, map: isWritten ? textMapOf(node, at.block.text) : undefined };
}

/** Where a part of the text is written, if known. */
export function partAt({ start, end }: Span, { value: { at }, map }: WrittenText): Place | undefined {
  if (!map || end === start) return undefined;
  const first = map.toSource(start);
  return { ...at, span: span(first, Math.max(first, map.toSource(end - 1)) + 1) };
}

/** Replaces a part of the text; no edit if the value would then be read as something else. */
export function replacePart(part: Span, instead: string, from: WrittenText): readonly Edit[] {
  const { text, value } = from;
  const { node } = value;
  const at = partAt(part, from);
  if (!at || node?.kind !== 'scalar') return [];
  if (node.style !== 'plain' || part.start > 0 || /^[$(/]/.test(instead))
    return replaceValue(at, escaped(instead, node.style));
  // a text that begins with a quote would end at the second one
  if (/[\r\n]/.test(sourceOf(value.at))) return [];
  return replaceValue(value.at, quoted(instead + text.slice(part.end), at.block.text));
}

function escaped(text: string, style: ScalarNode['style']): string {
  if (style === 'single') return text.replaceAll("'", "''");
  return style === 'double' ? text.replaceAll(/["\\]/g, '\\$&') : text;
}
