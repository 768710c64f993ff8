/** Adds an item to a list or removes one, in the style of the list. */
import type { Edit } from '../../text/problem.ts';
import type { Place, Span } from '../../text/span.ts';
import type { ListNode, Node } from '../tree.ts';
import { afterColon } from './remove.ts';
import { hasAnchor, nodeAt, startOf, treeOf } from './pair-location.ts';
import { lineBreakOf } from './style.ts';
import { columnIn, lineAfter, lineEnd, lineStart } from '../lines.ts';

/** Adds an item at the end of the list. */
export function appendItem(list: Place, item: string): readonly Edit[] {
  const node = nodeAt(list);
  if (node?.kind !== 'list') return [];
  const { text } = list.block;
  const last = node.items.at(-1);
  if (!last) return [{ at: list, text: `[${item}]` }];
  if (node.flow) return [insertion(list, last.span.end, `, ${item}`)];
  const gap = lineBreakOf(text) + ' '.repeat(columnIn(text, list.span.start));
  return [insertion(list, lineEnd(text, last.span.end), `${gap}- ${item}`)];
}

/** Removes an item from its list; nothing happens if that would remove an anchor. */
export function removeItem(item: Place): readonly Edit[] {
  const root = treeOf(item);
  const list = root && listWith(root, item.span);
  const index = list?.items.findIndex(({ span }) => span.start === item.span.start) ?? -1;
  const node = list?.items[index];
  if (!list || !node || hasAnchor(node)) return [];
  if (list.items.length === 1) return emptied(item, list);
  return list.flow ? removeFlowItem(item, list, index) : removeLine(item, node);
}

function insertion(place: Place, offset: number, text: string): Edit {
  return { at: { ...place, span: { start: offset, end: offset } }, text };
}

function listWith(node: Node, span: Span): ListNode | undefined {
  if (node.kind === 'scalar' || node.kind === 'alias') return undefined;
  const parts = node.kind === 'list' ? node.items : node.pairs.flatMap(({ value }) => value ?? []);
  if (node.kind === 'list' && parts.some(part => part.span.start === span.start && part.span.end === span.end))
    return node;
  const part = parts.find(one => one.span.start <= span.start && span.end <= one.span.end);
  return part && listWith(part, span);
}

function emptied(item: Place, list: ListNode): readonly Edit[] {
  const start = list.flow ? undefined : afterColon(item.block.text, startOf(list));
  if (list.flow) return [{ at: { ...item, span: list.span }, text: '[]' }];
  return start === undefined ? [] : [{ at: { ...item, span: { start, end: list.span.end } }, text: ' []' }];
}

function removeFlowItem(item: Place, { items }: ListNode, index: number): readonly Edit[] {
  const [before, node, next] = [items[index - 1], items[index], items[index + 1]];
  if (!node) return [];
  const start = next || !before ? startOf(node) : before.span.end;
  const end = next ? startOf(next) : node.span.end;
  return [{ at: { ...item, span: { start, end } }, text: '' }];
}

/** A list inside a list may begin on the same line, which then holds more than the item. */
function removeLine(item: Place, node: Node): readonly Edit[] {
  const { text } = item.block;
  const line = lineStart(text, startOf(node));
  if (!/^[ \t]*-[ \t]+$/.test(text.slice(line, startOf(node)))) return [];
  return [{ at: { ...item, span: { start: line, end: lineAfter(text, node.span.end) } }, text: '' }];
}
