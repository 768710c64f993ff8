/**
 * Reports keys in the first column that were meant below the empty key above them: `variables:` and, in the same
 * column, `A: b`.
 */
import { fieldOf, find, mappingIn, recordIn } from '../../readings/find.ts';
import { entries, jobMarks, pipeline } from '../../spec/pipeline.ts';
import type { Shape } from '../../spec/shape.ts';
import { preferredFix } from '../../text/fix.ts';
import type { Edit } from '../../text/problem.ts';
import { indentLines } from '../../yaml/edit/edit.ts';
import { stepOf } from '../../yaml/edit/style.ts';
import type { Node, Pair } from '../../yaml/tree.ts';
import { blocksWith } from '../engine/gathered.ts';
import { perBlock, type BlockContext, type DocumentRule } from '../engine/rule.ts';

export const slippedKey: DocumentRule = {
  codes: ['slipped-key'],
  check({ blocks, document }, report) {
    if (ownersIn(blocks).length === 0) return;
    const all = blocks.all();
    for (const [index, block] of all.entries()) {
      const owner = ownerIn(block);
      const run = owner ? strays(owner, all, index + 1) : [];
      const told = run.find(({ name }) => !isKeyword(name));
      if (!owner || !told) continue;
      const rest = run.length > 1 ? ', with the keys next to it' : '';
      report({
        code: 'slipped-key',
        message: `\`${told.name}\` is at the top level, not below \`${owner.name}\`, so GitLab takes it for a job. Indent it${rest}.`,
        at: placeOf(told),
        explains: [owner, ...run].map(({ context }) => context.block),
        fixes: preferredFix(`Indent below ${owner.name}`, () => {
          const step = stepOf(document.text);
          return run.flatMap(entry => indented(entry, step));
        }),
      });
    }
  },
};

interface RootEntry {
  readonly context: BlockContext;
  readonly name: string;
  readonly pair: Pair;
  readonly isEmpty: boolean;
}

/** The entry of a block that has only one, on lines of its own. */
const entryIn = perBlock((context: BlockContext): RootEntry | undefined => {
  const { kind, block } = context;
  if (kind !== 'content' || block.flaws.length > 0 || block.root?.kind !== 'map' || block.root.flow) return undefined;
  const [pair, other] = block.root.pairs;
  if (!pair || other || pair.key.kind !== 'scalar' || pair.key.text === '<<') return undefined;
  return { context, name: pair.key.text, pair, isEmpty: isNothing(pair.value) };
});

function ownerIn(context: BlockContext): RootEntry | undefined {
  const entry = entryIn(context);
  return entry?.isEmpty ? entry : undefined;
}

const ownersIn = blocksWith(context => ownerIn(context) !== undefined);

function isNothing(value: Node | undefined): boolean {
  return value?.kind === 'scalar' && value.style === 'missing' && !value.anchor && !value.tag;
}

/** The entries after the owner that belong below it, up to the last one that makes no sense by itself. */
function strays(owner: RootEntry, blocks: readonly BlockContext[], from: number): readonly RootEntry[] {
  const found: RootEntry[] = [];
  let certain = 0;
  for (let at = from; at < blocks.length; at++) {
    const block = blocks[at];
    const entry = block && entryIn(block);
    if (!entry || !belongsBelow(owner, entry)) break;
    found.push(entry);
    if (!isKeyword(entry.name)) certain = found.length;
  }
  return found.slice(0, certain);
}

function isKeyword(name: string): boolean {
  return Object.hasOwn(pipeline.shape.fields, name);
}

function belongsBelow(owner: RootEntry, { name, pair, isEmpty }: RootEntry): boolean {
  if (isEmpty || !pair.value || name.startsWith('.') || isJob(pair.value)) return false;
  if (owner.name === 'variables') return !isKeyword(name) && isVariable(pair.value);
  const shape = isKeyword(owner.name) ? find([owner.name])?.shape : entries.job.shape;
  const field = shape && fieldOf(shape, name);
  return field !== undefined && hasKeysOf(pair.value, field.shape);
}

function isJob(value: Node): boolean {
  return keysOf(value).some(key => key === 'extends' || (jobMarks as readonly string[]).includes(key));
}

function isVariable(value: Node): boolean {
  const described = find(['variables', 'NAME'])?.shape;
  if (value.kind === 'scalar') return true;
  return value.kind === 'map' && value.pairs.length > 0 && described !== undefined && hasKeysOf(value, described);
}

/** Whether a mapping is one that the shape takes, and has only keys of it if the shape knows them. */
function hasKeysOf(value: Node, shape: Shape): boolean {
  if (value.kind === 'map' && !mappingIn(shape)) return false;
  const record = recordIn(shape);
  return !record || keysOf(value).every(key => Object.hasOwn(record.fields, key));
}

function keysOf(value: Node): readonly string[] {
  return value.kind === 'map' ? value.pairs.flatMap(({ key }) => (key.kind === 'scalar' ? key.text : [])) : [];
}

function placeOf({ context, pair }: RootEntry) {
  return { uri: context.uri, block: context.block, span: pair.key.span };
}

function indented(entry: RootEntry, step: number): readonly Edit[] {
  return indentLines({ ...placeOf(entry), span: entry.pair.span }, step);
}
