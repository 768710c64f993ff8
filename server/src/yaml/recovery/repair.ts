/**
 * Repairs a text that is not YAML step by step until it parses; the spans of the tree are those of the text as written.
 */
import { blank, remedyOf } from './remedies.ts';
import { change, draftOf, isInserted, originOf, type DraftEdit, type Draft } from './draft.ts';
import { lineStart } from '../lines.ts';
import type { Refusal } from '../libyaml/fault.ts';
import { parseStrict } from '../libyaml/strict.ts';
import type { MapNode, Node, Pair } from '../tree.ts';

/** After so many steps, the rest of the text is given up. */
const MOST_STEPS = 24;
/** The same for a text so long that each step takes time. */
const MOST_STEPS_LONG = 4;
const LONG = 100_000;

/** As much of a refused text as can be read. */
export function repair(text: string, refusal: Refusal): Node | undefined {
  let draft = draftOf(text);
  let reason = refusal;
  const most = text.length > LONG ? MOST_STEPS_LONG : MOST_STEPS;
  for (let step = 0; step < most; step++) {
    draft = change(draft, remedy(draft.text, reason));
    const strict = parseStrict(draft.text);
    if ('composed' in strict) return strict.composed.root && restore(strict.composed.root, draft, text);
    reason = strict.refusal;
  }
  const rest = parseStrict(text.slice(0, lineStart(text, draft.origin[reason.from] ?? 0)));
  return 'composed' in rest ? rest.composed.root : undefined;
}

/** If no fitting change is known, removes something in any case, so that repair makes progress. */
function remedy(text: string, refusal: Refusal): DraftEdit {
  const { at, from } = refusal;
  const found = remedyOf(text, refusal) ?? blank(text, at) ?? blank(text, from) ?? blank(text, lineStart(text, from));
  return found ?? { at: from, remove: text.length - from, insert: '' };
}

/** The tree with spans and text of the original. */
function restore(node: Node, draft: Draft, text: string): Node {
  const span = originOf(draft, node.span);
  const written = text.slice(span.start, span.end);
  if (node.kind === 'alias') return { ...node, name: written.slice(1), span };
  const properties = {
    ...(node.tag && { tag: restoreName(node.tag, draft, text, 0) }),
    ...(node.anchor && { anchor: restoreName(node.anchor, draft, text, 1) }),
  };
  if (node.kind === 'list')
    return { ...node, ...properties, span, items: node.items.map(item => restore(item, draft, text)) };
  if (node.kind === 'map')
    return { ...node, ...properties, span, pairs: node.pairs.map(pair => restorePair(node, pair, draft, text)) };
  const asWritten = node.style === 'plain' && !/[\n\r\u0085\u2028\u2029]/.test(written);
  return { ...node, ...properties, span, text: asWritten ? written : node.text };
}

function restoreName(
  name: { readonly name: string; readonly span: Node['span'] },
  draft: Draft,
  text: string,
  sign: number,
): { readonly name: string; readonly span: Node['span'] } {
  const span = originOf(draft, name.span);
  return { name: text.slice(span.start + sign, span.end), span };
}

/** A key whose colon was inserted is half typed: it has no value. */
function restorePair(map: MapNode, { key, value, span }: Pair, draft: Draft, text: string): Pair {
  const restored = { key: restore(key, draft, text), span: originOf(draft, span) };
  const halfTyped =
    value?.kind === 'scalar' && value.style === 'missing' && !map.flow && isInserted(draft, value.span.start - 1, ':');
  return !value || halfTyped ? restored : { ...restored, value: restore(value, draft, text) };
}
