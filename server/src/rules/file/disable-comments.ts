/** Reads comments that suppress codes: `# gitlab-ci-disable-next-line <code>` and `# gitlab-ci-disable-file <code>`. */
import { cachedBy } from '../../text/cached.ts';
import { span, type Span } from '../../text/span.ts';
import { entryAt } from '../../yaml/document/document.ts';
import type { Node, SourceDocument } from '../../yaml/tree.ts';
import { lineAfter, lineEnd } from '../../yaml/lines.ts';

export type DisableScope = 'next-line' | 'file';

export interface NamedCode {
  readonly name: string;
  readonly span: Span;
}

export interface DisableComment {
  readonly scope: DisableScope;
  /** Without any, the comment suppresses every code. */
  readonly codes: readonly NamedCode[];
  /** The start of the line that a next-line comment is about. */
  readonly line: number;
}

/** All suppressing comments of the file; text that looks like one in a script or another scalar does not count. */
export const disableComments = cachedBy((document: SourceDocument): readonly DisableComment[] =>
  commentsIn(document.text, index => nodesAt(document, index).nodes.at(-1)?.kind !== 'scalar'),
);

/** All comments of this kind in a text where `#` always begins a comment unless `isComment` says otherwise. */
export function commentsIn(
  text: string,
  isComment: (index: number) => boolean = () => true,
): readonly DisableComment[] {
  const found = text.includes('gitlab-ci-disable-') ? [...text.matchAll(COMMENT)] : [];
  const below = lineBelow(text);
  return found.filter(({ index }) => isComment(index)).map(match => readComment(match, below));
}

const COMMENT = /(?<=^\ufeff?|[ \t])#[ \t]*gitlab-ci-disable-(next-line|file)(?![\w-])[ \t:]*([^\r\n]*)/gm;

/** Words after ` -- ` or ` # ` are an explanation, not codes. */
function readComment(
  { 0: whole, 1: scope, 2: rest = '', index }: RegExpExecArray,
  below: (offset: number) => number,
): DisableComment {
  const start = index + whole.length - rest.length;
  const list = rest.replace(/(?:^|\s)(?:--|#)(?:\s.*)?$/, '');
  const codes = [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index: at }) => ({
    name,
    span: span(start + at, start + at + name.length),
  }));
  return { scope: scope === 'file' ? 'file' : 'next-line', codes, line: below(index) };
}

/** Finds the next line that is neither blank nor a comment; lines that were passed once are not passed again. */
function lineBelow(text: string): (offset: number) => number {
  const known = new Map<number, number>();
  const isPassed = (start: number): boolean =>
    start < text.length && /^[ \t]*(?:#|$)/.test(text.slice(start, lineEnd(text, start)));
  return offset => {
    const passed: number[] = [];
    let start = lineAfter(text, offset);
    while (!known.has(start) && isPassed(start)) {
      passed.push(start);
      start = lineAfter(text, start);
    }
    const found = known.get(start) ?? start;
    for (const line of passed) known.set(line, found);
    return found;
  };
}

export interface NodesAt {
  /** Outermost first; their spans are relative to `start`. */
  readonly nodes: readonly Node[];
  readonly start: number;
}

/** The nodes around the character at the offset. */
export function nodesAt(document: SourceDocument, offset: number): NodesAt {
  const entry = entryAt(document, offset)?.entry;
  if (!entry) return { nodes: [], start: 0 };
  const { root, flaws } = entry.block;
  // what recovery makes of a broken text need not be in the order of the text
  const among = flaws.length === 0 ? partAround : everyPart;
  return { nodes: root ? nodesIn(root, offset - entry.start, among) : [], start: entry.start };
}

/** The parts of a node in which an offset may be. */
type Candidates = <Part extends { readonly span: Span }>(parts: readonly Part[], offset: number) => readonly Part[];

const everyPart: Candidates = parts => parts;

/** The last that begins before the offset, found without a look at the others, of which there may be many. */
const partAround: Candidates = (parts, offset) => {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return parts.slice(Math.max(0, low - 1), low);
};

function nodesIn(node: Node, offset: number, among: Candidates): readonly Node[] {
  if (offset < node.span.start || offset >= node.span.end) return [];
  for (const child of childrenOf(node, offset, among)) {
    const inner = nodesIn(child, offset, among);
    if (inner.length > 0) return [node, ...inner];
  }
  return [node];
}

function childrenOf(node: Node, offset: number, among: Candidates): readonly Node[] {
  if (node.kind === 'list') return among(node.items, offset);
  if (node.kind !== 'map') return [];
  return among(node.pairs, offset).flatMap(({ key, value }) => (value ? [key, value] : [key]));
}
