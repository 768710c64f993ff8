/**
 * A tree in one line, for comparing what several readers make of a text. Places are left out: what a reader calls the end
 * of a node is a matter of taste, what it says is not. `scripts/record-trees.rb` writes the same of libyaml's trees.
 */
import { parseStrict } from '../../server/src/yaml/libyaml/strict.ts';
import { fullTag } from '../../server/src/yaml/value/tag.ts';
import type { Node, ScalarNode } from '../../server/src/yaml/tree.ts';

/** libyaml has no node for nothing: a value that is not written is an empty plain one. */
const STYLES: Readonly<Record<ScalarNode['style'], string>> = {
  missing: 'P',
  plain: 'P',
  single: 'S',
  double: 'D',
  literal: 'L',
  folded: 'F',
};

/** `-` marks block style: `-{P"job":-[P"make"]}`. */
export function pictureOf(node: Node | undefined): string {
  if (!node) return '';
  if (node.kind === 'alias') return `*${node.name}`;
  return propertiesOf(node) + contentOf(node);
}

function propertiesOf({ anchor, tag }: Pick<Node, 'anchor' | 'tag'>): string {
  const full = fullTag(tag ? { tag } : {});
  return (anchor ? `&${anchor.name} ` : '') + (full === undefined ? '' : `<${full}> `);
}

function contentOf(node: Exclude<Node, { kind: 'alias' }>): string {
  if (node.kind === 'scalar') return STYLES[node.style] + JSON.stringify(node.text);
  const block = node.flow ? '' : '-';
  if (node.kind === 'list') return `${block}[${node.items.map(pictureOf).join()}]`;
  return `${block}{${node.pairs.map(({ key, value }) => `${pictureOf(key)}:${pictureOf(value)}`).join()}}`;
}

/** What our reader makes of a text: the picture of its tree, or why there is none. */
export function outcomeOf(text: string): string {
  const strict = parseStrict(text);
  return 'composed' in strict ? pictureOf(strict.composed.root) : `refused: ${strict.refusal.code}`;
}
