/** Finds where a part of a text is written, through quotes, escapes and folded lines. */
import { cachedByPair } from '../text/cached.ts';
import { span, type Place, type Span, type TextBlock } from '../text/span.ts';
import { sourceOf } from '../yaml/edit/edit.ts';
import type { ScalarNode } from '../yaml/tree.ts';
import { textMapOf } from '../yaml/value/text-map.ts';
import type { ScalarValue } from '../yaml/value/value.ts';

/** Nobody writes longer texts, and mapping their characters would take time. */
const LONGEST = 100_000;

/** Cached, since thousands of parts of the same text may be asked for. */
const mapOf = cachedByPair((node: ScalarNode, { text }: TextBlock) => textMapOf(node, text));

/** The whole scalar if it cannot be known: the text may come from an alias or another input. */
export function partOf({ at, node }: ScalarValue, text: string, part: Span): Place {
  if (part.end <= part.start || text.length > LONGEST) return at;
  if (node?.kind !== 'scalar' || node.text !== text) return sameText(at, text, part);
  const map = mapOf(node, at.block);
  if (!map) return at;
  const start = map.toSource(part.start);
  return { ...at, span: span(start, Math.max(start, map.toSource(part.end - 1)) + 1) };
}

/** Without a node, as for keys: the place if the text is written literally, with or without quotes. */
function sameText(at: Place, text: string, { start, end }: Span): Place {
  const from = at.span.start + sourceOf(at).indexOf(text);
  return from < at.span.start ? at : { ...at, span: span(from + start, from + end) };
}
