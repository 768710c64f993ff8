/** The entries of a document for lenses: what the text itself shows about their hooks, cached with the block. */
import { cachedBy } from '../../text/cached.ts';
import type { Span, Uri } from '../../text/span.ts';
import { isReference } from '../../yaml/value/tag.ts';
import type { Block, Node, Pair, SourceDocument } from '../../yaml/tree.ts';

interface Shown {
  readonly name: string;
  readonly key: Span;
  /** Key and value. */
  readonly span: Span;
  /** The hooks that are written here. */
  readonly hooks: readonly string[];
  /** A template or `default` that sets a hook for others. */
  readonly isSource: boolean;
  /** Whether something written here can bring hooks from elsewhere. */
  readonly mayInherit: boolean;
  /** The key that brings them; `undefined` if the entry has hooks of its own. */
  readonly brings: string | undefined;
  /** The key `parallel`, if it is written here. */
  readonly parallel: Span | undefined;
}

export interface HookEntry extends Shown {
  readonly uri: Uri;
  readonly block: Block;
  /** Where the block is. */
  readonly start: number;
}

/** The entries of the content, in the order of the text; made once, since several kinds of lenses look at all of them. */
export const entriesIn = cachedBy(({ uri, pieces }: SourceDocument): readonly HookEntry[] => {
  const found: HookEntry[] = [];
  for (const { kind, entries } of pieces)
    if (kind === 'content')
      for (const { block, start } of entries)
        for (const shown of shownIn(block)) found.push(entryOf(shown, uri, block, start));
  return found;
});

/** Key by key, since there are thousands of entries and a spread takes several times as long. */
function entryOf(shown: Shown, uri: Uri, block: Block, start: number): HookEntry {
  const { name, key, span, hooks, isSource, mayInherit, brings, parallel } = shown;
  return { name, key, span, hooks, isSource, mayInherit, brings, parallel, uri, block, start };
}

const shownIn = cachedBy((block: Block): readonly Shown[] =>
  block.root?.kind === 'map' ? block.root.pairs.flatMap(pair => shownOf(pair, block.text)) : [],
);

function shownOf({ key, value, span }: Pair, text: string): readonly Shown[] {
  if (key.kind !== 'scalar') return [];
  const name = key.text;
  const pairs = value?.kind === 'map' ? value.pairs : [];
  const written = pairs.find(pair => keyOf(pair) === 'hooks')?.value;
  const hooks =
    written?.kind === 'map' ? written.pairs.flatMap(pair => (isOwn(pair.value) ? (keyOf(pair) ?? []) : [])) : [];
  const isSource = hooks.length > 0 && (name === 'default' || name.startsWith('.'));
  const mayInherit = value?.kind !== 'map' || pairs.some(bringsHooks);
  const lines = pairs.filter(bringsHooks).map(pair => text.slice(pair.span.start, pair.span.end));
  const brings = written ? undefined : lines.join(' ').trim();
  const parallel = pairs.find(pair => keyOf(pair) === 'parallel')?.key.span;
  return [{ name, key: key.span, span, hooks, isSource, mayInherit, brings, parallel }];
}

function isOwn(value: Node | undefined): boolean {
  return value !== undefined && value.kind !== 'alias' && !isReference(value);
}

function bringsHooks(pair: Pair): boolean {
  const key = keyOf(pair);
  if (key === 'extends' || key === '<<') return true;
  return key === 'hooks' && pair.value !== undefined && isBorrowed(pair.value);
}

/** Whether it contains an alias, a merge key or a reference. */
function isBorrowed(node: Node): boolean {
  if (node.kind === 'alias' || isReference(node)) return true;
  if (node.kind === 'list') return node.items.some(isBorrowed);
  return node.kind === 'map' && node.pairs.some(({ value }) => value !== undefined && isBorrowed(value));
}

function keyOf({ key }: Pair): string | undefined {
  return key.kind === 'scalar' ? key.text : undefined;
}
