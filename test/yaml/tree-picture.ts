/**
 * A tree as one line of text, for comparing readers. Places are left out, since readers may reasonably disagree about
 * the end of a node. `scripts/record-trees.rb` writes libyaml's trees in the same form.
 */
import { parseStrict } from '../../server/src/yaml/libyaml/strict.ts';
import { fullTag } from '../../server/src/yaml/value/tag.ts';
import type { Node, ScalarNode } from '../../server/src/yaml/tree.ts';

/** In libyaml, a missing value is an empty plain scalar. */
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

/** The result of our reader: the picture of the tree, or the reason why there is none. */
export function outcomeOf(text: string): string {
  const strict = parseStrict(text);
  return 'composed' in strict ? pictureOf(strict.composed.root) : `refused: ${strict.refusal.code}`;
}
