/**
 * Finds every name in a block and what it refers to; cached with the block, so that a keystroke costs only its block.
 */
import { cachedByName } from '../../text/cached.ts';
import { readIncludes } from '../../ci/include.ts';
import { fieldOf, find } from '../../readings/find.ts';
import { entries } from '../../spec/pipeline.ts';
import type { Shape } from '../../spec/shape.ts';
import { span, type Span } from '../../text/span.ts';
import { isMergeKey } from '../../yaml/value/merge-key.ts';
import { readNode } from '../../yaml/value/read.ts';
import { readScalar } from '../../yaml/value/scalar.ts';
import { isReference } from '../../yaml/value/tag.ts';
import type { Block, Node, Pair, PieceKind } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { mayHoldNames, namedIn } from './named.ts';

interface Written {
  /** Relative to the block: a scalar with its quotes, or the name of an anchor. */
  readonly span: Span;
}

/** The name of a top-level entry, where it is defined or used. */
export interface EntryMention extends Written {
  readonly kind: 'entry';
  readonly role: 'definition' | 'use';
  readonly name: string;
}

/** A part of a `!reference` other than the first; `pathOf` leads to it. */
export interface PathMention extends Written {
  readonly kind: 'path';
  /** All keys of the tag, which its parts share: a list for each part would take the square of their number. */
  readonly keys: readonly string[];
  /** How many of them lead to this part, itself included. */
  readonly length: number;
}

export function pathOf({ keys, length }: PathMention): readonly string[] {
  return keys.slice(0, length);
}

export function isSamePath(one: PathMention, other: PathMention): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one.keys[at] !== other.keys[at]) return false;
  return true;
}

/** The path of a file in this repository, or a pattern of such paths. */
export interface FileMention extends Written {
  readonly kind: 'file';
  readonly path: string;
  readonly isPattern: boolean;
  /** Whether the file starts a child pipeline. */
  readonly child: boolean;
}

export interface AnchorMention extends Written {
  readonly kind: 'anchor';
  readonly role: 'definition' | 'use';
  readonly name: string;
}

export type Mention = EntryMention | PathMention | FileMention | AnchorMention;

/** The mentions of a block, in the order of its text. */
export const mentionsOf = cachedByName((block: Block, piece: PieceKind): readonly Mention[] => {
  const signs = block.root && SIGNS.test(block.text) ? inTree(block.root, block.text, piece) : [];
  const found = [...signs, ...inEntries(block, piece)];
  return found.toSorted((one, other) => one.span.start - other.span.start);
});

/** Without one of these, there is neither an anchor nor a reference. */
const SIGNS = /[&*]|!reference/;

function inEntries(block: Block, piece: PieceKind): readonly Mention[] {
  if (piece !== 'content' || block.root?.kind !== 'map') return [];
  return block.root.pairs.flatMap(pair => (isMergeKey(pair) ? [] : inEntry(pair, block)));
}

function inEntry({ key, value: node }: Pair, block: Block): readonly Mention[] {
  const name = nameOf(key);
  if (name === undefined) return [];
  const definition: Mention = { kind: 'entry', role: 'definition', name, span: key.span };
  if (!node) return [definition];
  const entryKeys = node.kind === 'map' ? node.pairs.flatMap(pair => nameOf(pair.key) ?? []) : [];
  const shape = find([name], { piece: 'content', entryKeys })?.shape;
  const told = telling(name, node, shape);
  const value = told && readNode('', block, told);
  return value
    ? [definition, ...usesIn(value, shape), ...basesIn(name, value, shape), ...filesIn(name, value)]
    : [definition];
}

/**
 * GitLab applies `extends` to any mapping at the root, even that of a keyword; includes have been processed by then.
 */
function basesIn(entry: string, value: Value, shape: Shape | undefined): readonly Mention[] {
  if (entry === 'include' || (shape && fieldOf(shape, EXTENDS))) return [];
  const bases = member(value, EXTENDS);
  return bases ? usesIn(bases.value, entries.job.shape.fields.extends.shape) : [];
}

const EXTENDS = 'extends';

/** The parts of an entry that can contain names: reading all of it would be most of the work. */
function telling(entry: string, node: Node, shape: Shape | undefined): Node | undefined {
  if (entry === 'include') return node;
  if (node.kind !== 'map') return shape && mayHoldNames(shape) ? node : undefined;
  const tells = (key: string | undefined): boolean => {
    const field = key === undefined || !shape ? undefined : fieldOf(shape, key);
    return key === 'trigger' || key === EXTENDS || (field !== undefined && mayHoldNames(field.shape));
  };
  return { ...node, pairs: node.pairs.filter(pair => tells(nameOf(pair.key))) };
}

function nameOf(key: Node): string | undefined {
  if (key.kind !== 'scalar') return undefined;
  const datum = readScalar(key);
  return datum.type === 'string' || datum.type === 'symbol' ? datum.value : undefined;
}

function usesIn(value: Value, shape: Shape | undefined): readonly Mention[] {
  if (!shape) return [];
  return namedIn(value, shape).map(({ name, value: { at } }) => ({ kind: 'entry', role: 'use', name, span: at.span }));
}

function filesIn(entry: string, value: Value): readonly Mention[] {
  if (entry === 'include') return filesOf(value, { child: false });
  const children = member(member(value, 'trigger')?.value, 'include');
  return children ? filesOf(children.value, { child: true }) : [];
}

function filesOf(value: Value, { child }: Pick<FileMention, 'child'>): readonly Mention[] {
  return readIncludes(value).entries.flatMap(({ at, target }): Mention[] => {
    if (target.kind !== 'local' && target.kind !== 'pattern') return [];
    const path = target.kind === 'local' ? target.path : target.pattern;
    return [{ kind: 'file', path, isPattern: target.kind === 'pattern', child, span: at.span }];
  });
}

function inTree(node: Node, text: string, piece: PieceKind): readonly Mention[] {
  if (node.kind === 'alias') return [anchorAt('use', node.name, node.span, text)];
  const own = node.anchor ? [anchorAt('definition', node.anchor.name, node.anchor.span, text)] : [];
  if (node.kind === 'map')
    return own.concat(
      node.pairs.flatMap(({ key, value }) => [
        ...inTree(key, text, piece),
        ...(value ? inTree(value, text, piece) : []),
      ]),
    );
  if (node.kind !== 'list') return own;
  const parts = piece === 'content' && isReference(node) ? partsOf(node.items) : [];
  return [...own, ...parts, ...node.items.flatMap(item => inTree(item, text, piece))];
}

/** The span is that of the name without `&` or `*`. */
function anchorAt(role: AnchorMention['role'], name: string, at: Span, text: string): Mention {
  const start = at.start + (/[&*]/.test(text[at.start] ?? '') ? 1 : 0);
  return { kind: 'anchor', role, name, span: span(start, start + name.length) };
}

/** The parts of a path up to the first that is not a string. */
function partsOf(items: readonly Node[]): readonly Mention[] {
  const mentions: Mention[] = [];
  const keys: string[] = [];
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) break;
    keys.push(name);
    if (keys.length === 1) mentions.push({ kind: 'entry', role: 'use', name, span: item.span });
    else mentions.push({ kind: 'path', keys, length: keys.length, span: item.span });
  }
  return mentions;
}
