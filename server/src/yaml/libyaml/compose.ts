/** Builds the tree from tokens by libyaml's grammar. */
import { span, type Span } from '../../text/span.ts';
import type { ListNode, MapNode, Node, Pair, ScalarNode } from '../tree.ts';
import { full, refuse } from './fault.ts';
import { peek, take } from './fetch.ts';
import type { Scanner } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';

/** The root of the first document, and where the next token is. */
export interface Composed {
  readonly root: Node | undefined;
  readonly end: number;
}

/** How much may be read, and what is around it. */
export interface Bounds {
  /** How many collections are already around the text. */
  readonly around: number;
  /** How many keys and values may be read. */
  readonly most: number;
  /** Collects the keys of the root. */
  readonly keys: Node[];
}

/** Reads the first document and leaves what follows it alone. */
export function composeDocument(s: Scanner, { around, most, keys }: Bounds): Composed {
  const handles = readDirectives(s);
  const started = peek(s).kind === 'document-start';
  if (started) take(s);
  else if (handles.size > 0) refuse(s, 'document-start', peek(s).start);
  const { kind } = peek(s);
  const empty = kind === 'stream-end' || (started && ENDS.has(kind));
  const root = empty
    ? undefined
    : composeNode(
        { s, handles, depth: { now: around }, room: { left: most }, rootKeys: { keys, depth: around + 1 } },
        'block',
      );
  return { root, end: peek(s).start };
}

const ENDS: ReadonlySet<TokenKind> = new Set(['directive', 'document-start', 'document-end']);

/** GitLab accepts a hundred nested lists and mappings; more would also exhaust the stack. */
const DEEPEST = 100;

interface Context {
  readonly s: Scanner;
  /** How many collections are around the current node. */
  readonly depth: { now: number };
  /** How many more keys and values are read. */
  readonly room: { left: number };
  /** The keys of the collection that lies so deep. */
  readonly rootKeys: { readonly keys: Node[]; readonly depth: number };
  /** Tag handles beyond `!` and `!!`, and the names of other directives. */
  readonly handles: ReadonlySet<string>;
}

function readDirectives(s: Scanner): ReadonlySet<string> {
  const handles = new Set<string>();
  while (peek(s).kind === 'directive') handles.add(take(s).text.split(/[ \t]+/)[1] ?? '');
  return handles;
}

type Where = 'block' | 'block-value' | 'flow';

interface Properties {
  readonly tag?: NonNullable<ScalarNode['tag']>;
  readonly anchor?: NonNullable<ScalarNode['anchor']>;
}

function composeNode(context: Context, where: Where): Node {
  const { s, room } = context;
  if (room.left-- === 0) full(s);
  const first = peek(s);
  if (first.kind === 'alias') {
    take(s);
    return { kind: 'alias', name: first.text, span: spanOf(first) };
  }
  const properties = first.kind === 'anchor' || first.kind === 'tag' ? readProperties(context) : NONE;
  const content = composeContent(context, where);
  if (content) return properties === NONE ? content : { ...properties, ...content };
  const end = s.tokens[s.head - 1]?.end ?? first.end;
  if (properties.tag || properties.anchor) return { ...properties, ...missing(end) };
  refuse(s, 'no-content', peek(s).start, first.start);
}

const NONE: Properties = {};

function readProperties(context: Context): Properties {
  const { s } = context;
  const found: { -readonly [K in keyof Properties]: Properties[K] } = {};
  for (let token = peek(s); token.kind === 'anchor' || token.kind === 'tag'; token = peek(s)) {
    if (found[token.kind]) break;
    if (token.kind === 'tag') checkHandle(context, token);
    found[token.kind] = { name: token.text, span: spanOf(token) };
    take(s);
  }
  return found;
}

function checkHandle({ s, handles }: Context, token: Token): void {
  const handle = /^![\w-]+!/.exec(token.text)?.[0];
  if (handle !== undefined && !handles.has(handle)) refuse(s, 'tag-handle', token.start);
}

function composeContent(context: Context, where: Where): Node | undefined {
  const { s, depth } = context;
  const token = peek(s);
  if (token.kind === 'scalar') {
    take(s);
    return { kind: 'scalar', style: token.style ?? 'plain', text: token.text, span: spanOf(token) };
  }
  const compose = COLLECTIONS[where].get(token.kind);
  if (!compose) return undefined;
  if (depth.now >= DEEPEST) refuse(s, 'nesting', token.start);
  depth.now++;
  const node = compose(context);
  depth.now--;
  return node;
}

/** A copy of the right size: an array that grows has room for sixteen more, and the tree is held for long. */
function trimmed<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice();
}

function blockList(context: Context): ListNode {
  const { s } = context;
  const start = take(s).start;
  const items: Node[] = [];
  while (peek(s).kind === 'item') items.push(item(context, ['item', 'block-end']));
  if (peek(s).kind !== 'block-end') refuse(s, 'expected-item', peek(s).start, start);
  take(s);
  return { kind: 'list', flow: false, items: trimmed(items), span: span(start, items.at(-1)?.span.end ?? start) };
}

/** A list whose dashes are at the column of its key. */
function plainList(context: Context): ListNode {
  const { s } = context;
  const start = peek(s).start;
  const items: Node[] = [];
  while (peek(s).kind === 'item') items.push(item(context, ['item', 'key', 'value', 'block-end']));
  return { kind: 'list', flow: false, items: trimmed(items), span: span(start, items.at(-1)?.span.end ?? start) };
}

function item(context: Context, ends: readonly TokenKind[]): Node {
  const dash = take(context.s);
  return ends.includes(peek(context.s).kind) ? missing(dash.end) : composeNode(context, 'block');
}

function blockMap(context: Context): MapNode {
  const { s } = context;
  const start = take(s).start;
  const pairs: Pair[] = [];
  while (peek(s).kind === 'key') pairs.push(pair(context, 'block-value', ['key', 'value', 'block-end']));
  if (peek(s).kind !== 'block-end') refuse(s, 'expected-key', peek(s).start, start);
  take(s);
  return { kind: 'map', flow: false, pairs: trimmed(pairs), span: span(start, pairs.at(-1)?.span.end ?? start) };
}

/** A pair from its key token on; if it has neither key nor value, one of the given tokens follows. */
function pair(context: Context, where: Where, ends: readonly TokenKind[]): Pair {
  const { s } = context;
  const mark = take(s);
  const key = ends.includes(peek(s).kind) ? missing(mark.end) : composeNode(context, where);
  rememberKey(context, key);
  return pairOf(mark.start, key, valueOf(context, where, ends, key.span.end));
}

function valueOf(context: Context, where: Where, ends: readonly TokenKind[], keyEnd: number): Node {
  const { s } = context;
  if (peek(s).kind !== 'value') return missing(keyEnd);
  const colon = take(s);
  return ends.includes(peek(s).kind) ? missing(colon.end) : composeNode(context, where);
}

function pairOf(start: number, key: Node, value: Node): Pair {
  return { key, value, span: span(start, Math.max(key.span.end, value.span.end)) };
}

function flowList(context: Context): ListNode {
  const { s } = context;
  const start = take(s).start;
  const items: Node[] = [];
  for (let first = true; peek(s).kind !== 'flow-list-end'; first = false) {
    if (!first) expectComma(s, start, 'expected-comma-in-list');
    const { kind } = peek(s);
    if (kind === 'key') items.push(singlePair(context));
    else if (kind !== 'flow-list-end') items.push(composeNode(context, 'flow'));
  }
  return { kind: 'list', flow: true, items: trimmed(items), span: span(start, take(s).end) };
}

/** `[a: b]` is a list with a mapping of one key. */
function singlePair(context: Context): MapNode {
  const { s } = context;
  const mark = take(s);
  // libyaml drops the token after a `?` without a key, and so refuses what follows
  const isEmpty = PAIR_ENDS.includes(peek(s).kind);
  if (isEmpty) take(s);
  const key = isEmpty ? missing(mark.end) : composeNode(context, 'flow');
  const only = pairOf(mark.start, key, valueOf(context, 'flow', PAIR_ENDS, key.span.end));
  return { kind: 'map', flow: true, pairs: [only], span: only.span };
}

const PAIR_ENDS: readonly TokenKind[] = ['value', 'comma', 'flow-list-end'];

function flowMap(context: Context): MapNode {
  const { s } = context;
  const start = take(s).start;
  const pairs: Pair[] = [];
  for (let first = true; peek(s).kind !== 'flow-map-end'; first = false) {
    if (!first) expectComma(s, start, 'expected-comma-in-map');
    const { kind } = peek(s);
    if (kind === 'key') pairs.push(pair(context, 'flow', ['value', 'comma', 'flow-map-end']));
    else if (kind !== 'flow-map-end') pairs.push(keyAlone(context));
  }
  return { kind: 'map', flow: true, pairs: trimmed(pairs), span: span(start, take(s).end) };
}

function keyAlone(context: Context): Pair {
  const key = composeNode(context, 'flow');
  rememberKey(context, key);
  return pairOf(key.span.start, key, missing(key.span.end));
}

function rememberKey({ depth, rootKeys }: Context, key: Node): void {
  if (depth.now === rootKeys.depth) rootKeys.keys.push(key);
}

function expectComma(s: Scanner, start: number, code: 'expected-comma-in-list' | 'expected-comma-in-map'): void {
  const token = peek(s);
  if (token.kind !== 'comma') refuse(s, code, token.start, start);
  take(s);
}

function missing(at: number): ScalarNode {
  return { kind: 'scalar', style: 'missing', text: '', span: span(at, at) };
}

function spanOf(token: Token): Span {
  return span(token.start, token.end);
}

const FLOW = [
  ['flow-list', flowList],
  ['flow-map', flowMap],
] as const;
const BLOCK = [...FLOW, ['block-list', blockList], ['block-map', blockMap]] as const;

/** The collections that may begin at each place, by their first token. */
const COLLECTIONS: Readonly<Record<Where, ReadonlyMap<TokenKind, (context: Context) => Node>>> = {
  flow: new Map<TokenKind, (context: Context) => Node>(FLOW),
  block: new Map<TokenKind, (context: Context) => Node>(BLOCK),
  'block-value': new Map<TokenKind, (context: Context) => Node>([...BLOCK, ['item', plainList]]),
};
