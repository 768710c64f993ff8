/** Whether the name of an entry is that of a job, of a template or of neither. */
import { entryKind } from '../../readings/find.ts';
import { pipeline } from '../../spec/pipeline.ts';
import { cachedBy } from '../../text/cached.ts';
import type { Block, MapNode, Pair } from '../../yaml/tree.ts';
import type { EntryMention } from '../names/mentions.ts';

/** As far as the block shows; nothing for keywords. */
export function entryType(name: string, role: EntryMention['role'], block: Block): 'job' | 'template' | undefined {
  if (name.startsWith('.')) return 'template';
  const kind = entryKind(name, role === 'definition' ? keysOf(name, block) : []);
  if (kind === 'default' || kind === 'workflow') return undefined;
  const isKeyword = Object.hasOwn(pipeline.shape.fields, name) && name !== 'default' && name !== 'workflow';
  return isKeyword ? undefined : 'job';
}

function keysOf(name: string, { root }: Block): readonly string[] {
  const value = root?.kind === 'map' ? pairsByName(root).get(name)?.value : undefined;
  return value?.kind === 'map' ? value.pairs.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : [])) : [];
}

/** The first pair of each name; cached, since every entry of a block asks, and a JSON file is one block. */
const pairsByName = cachedBy(({ pairs }: MapNode): ReadonlyMap<string, Pair> => {
  const named = pairs.flatMap(pair => (pair.key.kind === 'scalar' ? [[pair.key.text, pair] as const] : []));
  return new Map(named.toReversed());
});
