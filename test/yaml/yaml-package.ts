/** The `yaml` package as a second reader, with its tree converted to the form of ours. */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Pair as PackagePair,
  type Scalar,
} from 'yaml';
import { span } from '../../server/src/text/span.ts';
import type { MapNode, Node, Pair, ScalarNode } from '../../server/src/yaml/tree.ts';
import { pictureOf } from './tree-picture.ts';

/**
 * The result of the package for the first document of a text: the picture of the tree, or the code of the first error.
 */
export function packageOutcomeOf(text: string): string {
  const documents = parseAllDocuments(text, OPTIONS);
  const error = ('empty' in documents ? documents : documents[0])?.errors[0];
  if (error) return `refused: ${error.code}`;
  return pictureOf('empty' in documents ? undefined : nodeOf(documents[0]?.contents));
}

/** Options for reading the tree alone: strings stay strings, keys may be duplicates, and tags convert nothing. */
const OPTIONS = {
  version: '1.1',
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
} as const;

function nodeOf(node: unknown): Node | undefined {
  if (isAlias(node)) return { kind: 'alias', name: node.source, span: spanOf(node) };
  if (isScalar(node)) return { kind: 'scalar', ...scalarOf(node), ...writtenOf(node) };
  if (isSeq(node)) return { kind: 'list', flow: node.flow ?? false, items: node.items.map(itemOf), ...writtenOf(node) };
  if (!isMap(node)) return undefined;
  return { kind: 'map', flow: node.flow ?? false, pairs: node.items.map(pairOf), ...writtenOf(node) };
}

/** `[a: b]` is a list that contains a mapping. */
function itemOf(item: unknown): Node {
  if (!isPair(item)) return nodeOf(item) ?? MISSING;
  const map: MapNode = { kind: 'map', flow: true, pairs: [pairOf(item)], span: NOWHERE };
  return map;
}

function pairOf({ key, value }: PackagePair): Pair {
  return { key: nodeOf(key) ?? MISSING, value: nodeOf(value) ?? MISSING, span: NOWHERE };
}

const STYLES: Readonly<Record<Scalar.Type, ScalarNode['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function scalarOf({ type, source, value }: Scalar): Pick<ScalarNode, 'style' | 'text'> {
  return { style: STYLES[type ?? 'PLAIN'], text: source ?? (typeof value === 'string' ? value : '') };
}

const NOWHERE = span(0, 0);
const MISSING: ScalarNode = { kind: 'scalar', style: 'missing', text: '', span: NOWHERE };

interface Of {
  readonly range?: readonly number[] | null;
  readonly anchor?: string;
  readonly tag?: string;
}

function spanOf({ range }: Of): ScalarNode['span'] {
  return span(range?.[0] ?? 0, range?.[1] ?? 0);
}

/** The package resolves tags while it reads; `!<…>` marks this one as resolved. */
function writtenOf(node: Of): Pick<ScalarNode, 'span' | 'tag' | 'anchor'> {
  const at = spanOf(node);
  return {
    span: at,
    ...(node.anchor !== undefined && { anchor: { name: node.anchor, span: at } }),
    ...(node.tag !== undefined && { tag: { name: `!<${node.tag}>`, span: at } }),
  };
}
