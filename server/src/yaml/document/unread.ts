/** Entries that are larger than we read: only the keys of their root are known. */
import { span, type Span } from '../../text/span.ts';
import type { Block, MapNode, Node } from '../tree.ts';
import { MOST_CHARACTERS, MOST_VALUES } from '../value/limits.ts';

/** The block as it is, or without its content if that is too much. */
export function withinLimit(block: Block): Block {
  const { text, root } = block;
  const why = excessOf(text, root);
  if (!root || !why) return block;
  return { ...block, root: withoutContent(root), unread: { why, mayHaveMoreKeys: false } };
}

function withoutContent(root: Node): Node {
  if (root.kind === 'list') return { ...root, items: [nothing(root.span)] };
  return root.kind === 'map' ? { ...root, pairs: root.pairs.map(({ key, span: at }) => ({ key, span: at })) } : root;
}

type Excess = NonNullable<Block['unread']>['why'];

/** In what a tree is larger than we read, if it is. */
export function excessOf({ length }: string, root: Node | undefined): Excess | undefined {
  // each key and value takes a character
  if (length <= MOST_VALUES || !root) return undefined;
  // comments may stand below
  if (root.span.end - root.span.start > MOST_CHARACTERS) return 'length';
  return countUpTo(root, 0) > MOST_VALUES ? 'values' : undefined;
}

/** What is known of a text with too much in it, of whose root only these keys were read; a root without any is a list. */
export function unread(text: string, keys: readonly Node[]): Block {
  const [first] = keys;
  const at = span(first?.span.start ?? 0, keys.at(-1)?.span.end ?? 0);
  const root: Node = first
    ? { kind: 'map', flow: false, pairs: keys.map(key => ({ key, span: key.span })), span: at }
    : { kind: 'list', flow: false, items: [nothing(at)], span: at };
  // else the next key would begin an entry of its own
  const mayHaveMoreKeys = !first || /[{?]/.test(text.slice(0, first.span.start));
  return { text, root, flaws: [], unread: { why: 'values', mayHaveMoreKeys } };
}

/** In place of items: a list without any would count as an empty file. */
function nothing({ start }: Span): Node {
  return { kind: 'scalar', style: 'missing', text: '', span: span(start, start) };
}

function countUpTo(node: Node, before: number): number {
  let count = before + 1;
  if (count > MOST_VALUES) return count;
  if (node.kind === 'list') for (const item of node.items) count = countUpTo(item, count);
  if (node.kind === 'map') for (const pair of node.pairs) count = countPair(pair, count);
  return count;
}

function countPair({ key, value }: MapNode['pairs'][number], before: number): number {
  const count = countUpTo(key, before);
  return value ? countUpTo(value, count) : count;
}
