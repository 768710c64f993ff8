/** Hover on a part of a `!reference` and on anchors and aliases: the value there, as written. */
import type { Project } from '../../ci/project.ts';
import { code, say, type Markdown } from '../../text/markdown.ts';
import type { Node } from '../../yaml/tree.ts';
import { originText } from '../effective/hook-lines.ts';
import { bindingOf } from '../names/anchor.ts';
import { pathOf, type AnchorMention, type PathMention } from '../names/mentions.ts';
import { memberAt } from '../names/path.ts';
import type { FoundMention } from '../names/spots.ts';
import { excerpt } from './excerpt.ts';
import { counted } from './listed.ts';

/** Markdown; `undefined` if the path leads nowhere. */
export function describePath(project: Project, mention: PathMention): Markdown | undefined {
  const path = pathOf(mention);
  const held = memberAt(project, path);
  if (!held) return undefined;
  const [name = '', ...keys] = path;
  const { at, via } = held.value;
  const origin = originText(project, { at: held.key, via: held.value.kind === 'map' ? (held.via ?? []) : via });
  return say`${code(keys.join(':'))} of ${code(name)}${origin}\n\n${excerpt(at)}`;
}

/** Markdown; nothing for an alias without an anchor. */
export function describeAnchor(found: FoundMention<AnchorMention>): Markdown | undefined {
  const binding = bindingOf(found);
  const anchor = binding.find(({ mention }) => mention.role === 'definition');
  const root = anchor?.entry.block.root;
  const node = root && anchoredAt(root, anchor.mention.span.start);
  if (!anchor || !node) return undefined;
  const { block } = anchor.entry;
  const text = excerpt({ uri: anchor.document.uri, block, span: node.span });
  const uses = counted(binding.length - 1, 'alias', 'aliases');
  return say`**Anchor** ${code(`&${anchor.mention.name}`)}, ${uses}\n\n${text}`;
}

/** The node with the anchor whose name begins there. */
function anchoredAt(node: Node, start: number): Node | undefined {
  const anchor = node.kind === 'alias' ? undefined : node.anchor;
  if (anchor && anchor.span.start <= start && start <= anchor.span.end) return node;
  const inner = node.kind === 'map' ? node.pairs.flatMap(({ key, value }) => (value ? [key, value] : [key])) : [];
  for (const each of node.kind === 'list' ? node.items : inner) {
    const found = anchoredAt(each, start);
    if (found) return found;
  }
  return undefined;
}
