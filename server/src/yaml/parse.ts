/** The only user of the `yaml` package: the text of a block becomes our tree, with flaws in our own words. */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type YAMLError } from 'yaml';
import type { Node as LibraryNode, Pair as LibraryPair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { span, type Span } from '../text/span.ts';
import type { Block, Flaw, MapNode, Node, Pair, ScalarNode } from './tree.ts';

const OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  strict: true,
  stringKeys: false,
} as const;

/** Reads a block; bad text gives what could be read plus flaws, never an exception. */
export function parseBlock(text: string): Block {
  const first = parseAllDocuments(text, OPTIONS)[0];
  if (!first || !('contents' in first)) return { text, root: undefined, flaws: [] };
  const root = first.contents ? convert(first.contents as ParsedNode, text) : undefined;
  return { text, root, flaws: firstCause(first.errors, text) };
}

/** The first error is the cause; what follows it is mostly consequence. */
function firstCause(errors: readonly YAMLError[], text: string): Flaw[] {
  const cause = errors[0];
  if (!cause) return [];
  const [from, to] = cause.pos;
  const start = Math.min(from, text.length);
  return [
    { code: 'yaml-syntax', message: cause.message, span: span(start, Math.max(start, Math.min(to, text.length))) },
  ];
}

function convert(node: LibraryNode, text: string): Node {
  const at = range(node);
  const properties = propertiesOf(node, text);
  if (isAlias(node)) return { kind: 'alias', name: node.source, span: at };
  if (isMap(node)) {
    const map = convertMap(node as YAMLMap, text);
    return { ...properties, ...map, span: map.flow ? at : span(at.start, map.pairs.at(-1)?.span.end ?? at.end) };
  }
  if (isSeq(node)) {
    const items = (node as YAMLSeq).items.map(item => convert(item as LibraryNode, text));
    const end = node.flow ? at.end : (items.at(-1)?.span.end ?? at.end);
    return { ...properties, kind: 'list', flow: node.flow === true, items, span: span(at.start, end) };
  }
  const scalar = convertScalar(node as Scalar, text);
  const trimmed = /\s*$/.exec(text.slice(at.start, at.end))?.[0].length ?? 0;
  const written = scalar.style === 'literal' || scalar.style === 'folded' ? span(at.start, at.end - trimmed) : at;
  return { ...properties, ...scalar, span: written };
}

function convertMap(node: YAMLMap, text: string): Omit<MapNode, 'span'> {
  const pairs = (node.items as LibraryPair[]).map(item => convertPair(item, text));
  return { kind: 'map', flow: node.flow === true, pairs };
}

function convertPair(pair: LibraryPair, text: string): Pair {
  const key = convert(pair.key as LibraryNode, text);
  if (pair.value === null || pair.value === undefined) return { key, span: key.span };
  const value = convert(pair.value as LibraryNode, text);
  return { key, value, span: span(key.span.start, Math.max(key.span.end, value.span.end)) };
}

const STYLES = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const;

function convertScalar(node: Scalar, text: string): Omit<ScalarNode, 'span'> {
  const at = range(node);
  const style = STYLES[node.type as keyof typeof STYLES] ?? 'plain';
  const missing = style === 'plain' && at.start === at.end;
  return {
    kind: 'scalar',
    style: missing ? 'missing' : style,
    text: isScalar(node) ? String(node.value ?? '') : text.slice(at.start, at.end),
  };
}

function range(node: LibraryNode): Span {
  const [start, end] = node.range ?? [0, 0];
  return span(start, end);
}

/** Tag and anchor stand before the node's own range; they are looked up in the text between. */
function propertiesOf(node: LibraryNode, text: string): Pick<ScalarNode, 'tag' | 'anchor'> {
  if (isAlias(node)) return {};
  const { tag, anchor } = node as { tag?: string; anchor?: string };
  const written = text.slice(0, range(node).start);
  const found: { tag?: ScalarNode['tag']; anchor?: ScalarNode['anchor'] } = {};
  if (anchor !== undefined) {
    const at = written.lastIndexOf(`&${anchor}`);
    if (at >= 0) found.anchor = { name: anchor, span: span(at, at + anchor.length + 1) };
  }
  const source = /(![^\s,[\]{}]*)(?:\s+&\S+)?\s*$/.exec(written.replace(/&\S+\s*$/, ''));
  if (tag !== undefined && source?.[1])
    found.tag = { name: source[1], span: span(source.index, source.index + source[1].length) };
  return found as Pick<ScalarNode, 'tag' | 'anchor'>;
}
