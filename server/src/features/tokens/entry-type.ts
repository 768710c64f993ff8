/** Whether the name of an entry is that of a job, of a template or of neither. */
import { entryKind } from '../../readings/find.ts';
import { pipeline } from '../../spec/pipeline.ts';
import type { Block } from '../../yaml/tree.ts';
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
  const pair =
    root?.kind === 'map' ? root.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name) : undefined;
  const value = pair?.value;
  return value?.kind === 'map' ? value.pairs.flatMap(({ key }) => (key.kind === 'scalar' ? [key.text] : [])) : [];
}
