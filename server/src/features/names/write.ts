/** Writes a name in place of another one: in its quotes, or in those that YAML needs. */
import { countBegun, type Span } from '../../text/span.ts';
import { parse } from '../../yaml/document/document.ts';
import { quoted } from '../../yaml/edit/style.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import type { Block, Node, ScalarNode } from '../../yaml/tree.ts';

/** What surrounds a scalar decides what it may contain without quotes. */
export interface ScalarInContext {
  readonly node: ScalarNode;
  readonly context: ScalarContext;
}

export interface ScalarContext {
  readonly flow: boolean;
  readonly key: boolean;
}

/** The scalar with that span in the block. */
export function scalarAt({ root }: Block, at: Span): ScalarInContext | undefined {
  return root && scalarIn(root, at, { flow: false, key: false });
}

/** The new text of the scalar; `undefined` if its form cannot contain a name. */
export function rewritten({ node, context }: ScalarInContext, text: string, surroundings: string): string | undefined {
  switch (node.style) {
    case 'plain':
    case 'missing':
      return isPlain(text, context) ? text : quoted(text, surroundings);
    case 'single':
    case 'double':
      // quotes that only the old name needed are dropped; others are the author's taste
      if (isPlain(text, context) && !isPlain(node.text, context)) return text;
      return node.style === 'single' ? inSingle(text) : inDouble(text);
    default:
      return undefined;
  }
}

/** The text as it has to be written in a place of its own. */
export function scalarText(text: string, context: ScalarContext, surroundings: string): string {
  return isPlain(text, context) ? text : quoted(text, surroundings);
}

/** Whether the text is read as itself without quotes; decided by parsing it. */
export function isPlain(text: string, { flow, key }: ScalarContext): boolean {
  if (text === '' || text === '<<' || text.trim() !== text || typePlain(text).type !== 'string') return false;
  if (/^[\p{L}_.][\p{L}\p{N}_.-]*$/u.test(text)) return true;
  if (/^[-?:,[\]{}#&*!|>'"%@`=<~]|[\r\n\t]/.test(text)) return false;
  const source = flow ? (key ? `k: { ${text}: v, w: x }` : `k: [${text}, w]`) : key ? `${text}: v` : `k: ${text}`;
  const [first, ...others] = parse('', `${source}\n`).pieces.flatMap(({ entries }) => entries);
  if (!first || others.length > 0 || first.block.flaws.length > 0) return false;
  const node = readBack(first.block.root, { flow, key });
  return node?.kind === 'scalar' && node.style === 'plain' && node.text === text;
}

function readBack(root: Node | undefined, { flow, key }: ScalarContext): Node | undefined {
  const pair = root?.kind === 'map' && root.pairs.length === 1 ? root.pairs[0] : undefined;
  if (!flow) return key ? pair?.key : pair?.value;
  const inner = pair?.value;
  if (inner?.kind === 'map') return inner.pairs.length === 2 ? inner.pairs[0]?.key : undefined;
  return inner?.kind === 'list' && inner.items.length === 2 ? inner.items[0] : undefined;
}

function inSingle(text: string): string {
  return isPrintable(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

function inDouble(text: string): string {
  return isPrintable(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : JSON.stringify(text);
}

function isPrintable(text: string): boolean {
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text);
}

function scalarIn(node: Node, at: Span, context: ScalarContext): ScalarInContext | undefined {
  if (node.kind === 'scalar')
    return node.span.start === at.start && node.span.end === at.end ? { node, context } : undefined;
  if (node.kind === 'alias' || at.start < node.span.start || node.span.end < at.end) return undefined;
  const flow = context.flow || node.flow;
  if (node.kind === 'list') return nearest(node.items, at, item => scalarIn(item, at, { flow, key: false }));
  return nearest(
    node.pairs,
    at,
    pair =>
      scalarIn(pair.key, at, { flow, key: true }) ?? (pair.value && scalarIn(pair.value, at, { flow, key: false })),
  );
}

/** Of the part that begins last before the span or, if that is one of several that are empty there, of one before it. */
function nearest<From extends { readonly span: Span }, To>(
  all: readonly From[],
  { start }: Span,
  look: (one: From) => To | undefined,
): To | undefined {
  let found: To | undefined;
  for (let index = countBegun(all, start) - 1; !found && index >= 0; index--) {
    const one = all[index];
    if (!one || one.span.end < start) return undefined;
    found = look(one);
  }
  return found;
}
