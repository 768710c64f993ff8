/** Selection ranges by the structure of YAML: word, scalar, pair, mapping, file. */
import { entryAt, rootAround } from '../yaml/document/document.ts';
import { lineEnd, lineStart } from '../yaml/lines.ts';
import { shift, span, touches, type Span } from '../text/span.ts';
import type { Node, ScalarNode, SourceDocument } from '../yaml/tree.ts';

/** The ranges around an offset, smallest first; each is inside the next one and smaller. */
export function selections(document: SourceDocument, offset: number): readonly Span[] {
  const { text } = document;
  const found = entryAt(document, offset);
  const start = found?.entry.start ?? 0;
  const block = found?.entry.block;
  const nodes = block?.root ? around(block.root, block.text, offset - start).map(at => shift(start, at)) : [];
  const whole = block && !block.root ? [trimmed(text, span(start, start + block.text.length))] : [];
  const root = found && rootAround(found.piece, found.entry.block);
  const parts = root ? [...nodes.slice(1), root] : nodes;
  return nested([...parts, ...whole, span(0, text.length)], wordAt(text, offset));
}

/** The parts of a tree that touch the offset, largest first. */
function around(root: Node, text: string, offset: number): readonly Span[] {
  const path: Span[] = [];
  let next: Node | undefined = root;
  while (next) {
    const node: Node = next;
    next = undefined;
    path.push(...(node.kind === 'scalar' ? scalarParts(node, text, offset) : [trimmed(text, node.span)]));
    if (node.kind === 'list') next = node.items.findLast(item => touches(trimmed(text, item.span), offset));
    if (node.kind !== 'map') continue;
    const pair = node.pairs.findLast(({ span: at }) => touches(trimmed(text, at), offset));
    if (!pair) continue;
    path.push(trimmed(text, pair.span));
    next = [pair.key, pair.value].find(part => part && touches(trimmed(text, part.span), offset));
  }
  return path;
}

/** A scalar, the content of its quotes, and its line if it has several. */
function scalarParts({ span: at, style }: ScalarNode, text: string, offset: number): readonly Span[] {
  const whole = trimmed(text, at);
  const isQuoted = style === 'single' || style === 'double';
  const inner = isQuoted && at.end - at.start > 1 ? [span(at.start + 1, at.end - 1)] : [];
  const line = trimmed(
    text,
    span(Math.max(whole.start, lineStart(text, offset)), Math.min(whole.end, lineEnd(text, offset))),
  );
  return [whole, ...inner, line];
}

/** Without surrounding blanks and line breaks. */
function trimmed(text: string, { start, end }: Span): Span {
  const written = text.slice(start, end);
  const first = start + (written.length - written.trimStart().length);
  return span(Math.min(first, end), Math.max(first, start + written.trimEnd().length));
}

const WORD = /[\p{L}\p{N}_$-]/u;

function wordAt(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && WORD.test(text.charAt(start - 1))) start--;
  while (end < text.length && WORD.test(text.charAt(end))) end++;
  return span(start, end);
}

/** The ranges that grow from the smallest on; overlapping parts, as in broken text, are left out. */
function nested(parts: readonly Span[], word: Span): readonly Span[] {
  const bySize = parts.toSorted((one, other) => one.end - one.start - (other.end - other.start));
  const grown: Span[] = word.end > word.start ? [word] : [];
  for (const part of bySize) {
    const inner = grown.at(-1) ?? word;
    const isWider = part.start <= inner.start && inner.end <= part.end;
    if (isWider && (grown.length === 0 || part.end - part.start > inner.end - inner.start)) grown.push(part);
  }
  return grown;
}
