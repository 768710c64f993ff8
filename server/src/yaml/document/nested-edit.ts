/**
 * The fast path for an edit within one pair or item in block style, at any depth, such as a variable among thousands:
 * only its lines are parsed again. `test/yaml/nested-edit.test.ts` holds it against parsing the whole text.
 */
import { countBegun, span, type Span } from '../../text/span.ts';
import { parseStrict } from '../libyaml/strict.ts';
import { columnIn, lineStart } from '../lines.ts';
import type { ListNode, MapNode, Node, Pair } from '../tree.ts';
import { movedNode, movedPair } from './moved.ts';

/** An edit of a text that libyaml accepts. */
export interface TextEdit {
  readonly before: string;
  /** The part of the text before that was replaced. */
  readonly replaced: Span;
  readonly after: string;
}

/** A collection of the text before the edit. */
interface Around {
  readonly node: Node;
  /** Where its last line ends, with all that is blank below it. */
  readonly end: number;
  /** How many collections are around it. */
  readonly depth: number;
}

type Collection = MapNode | ListNode;
type Child = Pair | Node;

/** The root after the edit; `undefined` unless it is certain that all but the edited lines are read as before. */
export function editedBelow(root: Node, edit: TextEdit): Node | undefined {
  return editedIn({ node: root, end: edit.before.length, depth: 0 }, edit);
}

/** The innermost child that the edit is in is parsed alone, or else one around it. */
function editedIn({ node, end: last, depth }: Around, edit: TextEdit): Collection | undefined {
  if ((node.kind !== 'map' && node.kind !== 'list') || node.flow) return undefined;
  const { before, replaced } = edit;
  const children = childrenOf(node);
  const index = countBegun(children, replaced.start) - 1;
  const child = children[index];
  const end = index + 1 < children.length ? childLine(node, index + 1, before) : last;
  // the break at the end of its last line decides where the next child begins
  if (!child || end === undefined || (replaced.end >= end && end < before.length)) return undefined;
  const inner = 'key' in child ? child.value : child;
  const edited = inner && editedIn({ node: inner, end, depth: depth + 1 }, edit);
  if (edited) return spliced(node, index, ['key' in child ? withValue(child, edited) : edited], edit);
  const start = childLine(node, index, before);
  const again = start === undefined ? undefined : parsedAgain(node, depth, span(start, end), edit);
  return again && spliced(node, index, again, edit);
}

function childrenOf(node: Collection): readonly Child[] {
  return node.kind === 'map' ? node.pairs : node.items;
}

function withValue({ key, span: at }: Pair, value: Node): Pair {
  return { key, value, span: span(at.start, Math.max(key.span.end, value.span.end)) };
}

/** Where the line of a pair begins, or of the dash of an item, if nothing else is in front of it. */
function childLine(node: Collection, index: number, text: string): number | undefined {
  const children = childrenOf(node);
  const mark = ' '.repeat(columnOf(node, text)) + (node.kind === 'map' ? '' : '-');
  const above = children[index - 1]?.span.end ?? node.span.start;
  let line = lineStart(text, children[index]?.span.start ?? 0);
  // the content of an item may begin below its dash
  while (!text.startsWith(mark, line) && line > above) line = lineStart(text, line - 1);
  return text.startsWith(mark, line) ? line : undefined;
}

/** The column of all children. */
function columnOf({ span: at }: Collection, text: string): number {
  return columnIn(text, at.start);
}

/**
 * The children that some lines hold, read below another one that has nothing: there, the scanner is in the same state as
 * in the whole text, and so it is behind them, where they are children of the same collection.
 */
function parsedAgain(node: Collection, depth: number, lines: Span, edit: TextEdit): readonly Child[] | undefined {
  const column = columnOf(node, edit.before);
  const above = `${' '.repeat(column)}${node.kind === 'map' ? 'a:' : '-'}\n`;
  const alone = above + edit.after.slice(lines.start, lines.end + edit.after.length - edit.before.length);
  const strict = parseStrict(alone, depth);
  const root = 'composed' in strict && strict.composed.end === alone.length ? strict.composed.root : undefined;
  if (root?.kind !== node.kind || root.flow) return undefined;
  const [first, ...children] = childrenOf(root);
  const nothing = first && 'key' in first ? first.value : first;
  if (nothing?.kind !== 'scalar' || nothing.style !== 'missing' || children.length === 0) return undefined;
  // lines above the first of them may belong to what is there
  if (node.kind === 'map' && children[0]?.span.start !== above.length + column) return undefined;
  return children.map(child => movedChild(child, lines.start - above.length));
}

function movedChild(child: Child, by: number): Child {
  return 'key' in child ? movedPair(child, by) : movedNode(child, by);
}

/** The collection with other children in place of one. */
function spliced(node: Collection, index: number, by: readonly Child[], { before, after }: TextEdit): Collection {
  const moved = after.length - before.length;
  const old = childrenOf(node);
  const below = old.slice(index + 1);
  const children = [
    ...old.slice(0, index),
    ...by,
    ...(moved === 0 ? below : below.map(each => movedChild(each, moved))),
  ];
  const at = span(node.span.start, children.at(-1)?.span.end ?? node.span.start);
  return node.tag || node.anchor ? { ...node, ...collectionOf(node, children, at) } : collectionOf(node, children, at);
}

function collectionOf({ kind }: Collection, children: readonly Child[], at: Span): Collection {
  return kind === 'map'
    ? { kind, flow: false, pairs: children as readonly Pair[], span: at }
    : { kind, flow: false, items: children as readonly Node[], span: at };
}
