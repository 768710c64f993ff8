/** Describes a node as written in a few words. Nothing is resolved: aliases and references are shown as such. */
import { short } from '../../text/shown.ts';
import { span, type Span } from '../../text/span.ts';
import type { Node } from '../../yaml/tree.ts';
import { keyText } from './symbol.ts';

/** Enough of a text to recognise it. */
const LONGEST = 60;

/** So many items are shown; the others are only counted. */
const MOST = 3;

/** Deeper nesting says nothing more. */
const DEEPEST = 2;

/** The text of a scalar, the items of a list, the keys of a mapping with their values; of many, only the first. */
export function wordsOf(node: Node | undefined, text: string, depth = 0): string {
  if (!node) return '';
  if (node.kind === 'alias') return short(`*${node.name}`, LONGEST);
  if (isReference(node)) return short(text.slice(wholeOf(node).start, node.span.end), LONGEST);
  if (node.kind === 'scalar') return firstLine(node.text);
  if (depth >= DEEPEST) return '…';
  if (node.kind === 'list') return listed(flat(node), item => wordsOf(item, text, depth + 1));
  return listed(
    node.pairs,
    ({ key, value }) => `${short(keyText(key, text), LONGEST)}: ${wordsOf(value, text, depth + 1)}`,
  );
}

/** `a, b, c, 4 more`. */
export function listed<Item>(items: readonly Item[], wordFor: (item: Item) => string): string {
  const words = items.slice(0, MOST).map(wordFor);
  const rest = items.length - words.length;
  return [...words, ...(rest > 0 ? [`${rest} more`] : [])].filter(Boolean).join(', ');
}

/** `1 rule`, `3 rules`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * The items of a list, including those of nested lists, as GitLab reads scripts and rules; any other value is the only
 * item.
 */
export function flat(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  return node.kind === 'list' && !isReference(node) ? node.items.flatMap(flat) : [node];
}

export function isReference(node: Node): boolean {
  return node.tag?.name === '!reference';
}

/** The span of a node with its tag. */
export function wholeOf(node: Node): Span {
  return span(Math.min(node.span.start, node.tag?.span.start ?? node.span.start), node.span.end);
}

/** A whole condition on one line. */
export function conditionText(node: Node | undefined, text: string): string {
  return node?.kind === 'scalar'
    ? short(node.text.trim().replace(/\s+/g, ' '), LONGEST_CONDITION)
    : wordsOf(node, text);
}

const LONGEST_CONDITION = 100;

function firstLine(text: string): string {
  const line = /\S[^\r\n]*/.exec(text)?.[0].trimEnd() ?? '';
  const isAll = text.trimEnd().endsWith(line);
  return isAll ? short(line, LONGEST) : `${short(line, LONGEST - 2)} …`;
}
