/** Reads comments that suppress codes: `# gitlab-ci-disable-next-line <code>` and `# gitlab-ci-disable-file <code>`. */
import { cachedBy } from '../../text/cached.ts';
import { countBegun, span, type Span } from '../../text/span.ts';
import { entryAt } from '../../yaml/document/document.ts';
import type { Block, Group, Node, SourceDocument } from '../../yaml/tree.ts';
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
export const disableComments = cachedBy(({ text, pieces }: SourceDocument): readonly DisableComment[] => {
  const below = lineBelow(text);
  return pieces.flatMap(({ span: at, groups }) => {
    // what follows the end of a document belongs to no block
    if (groups.length === 0)
      return matchesIn(text.slice(at.start, at.end)).map(one => readComment(one, at.start, below));
    let start = at.start;
    return groups.flatMap(group => {
      const from = start;
      start += group.length;
      return matchesInGroup(group).map(({ match, offset }) => readComment(match, from + offset, below));
    });
  });
});

/** The comments in a group of blocks, with the offsets of their blocks: at most keystrokes, there are none. */
const matchesInGroup = cachedBy(({ blocks, starts }: Group) =>
  blocks.flatMap(({ root, flaws, text }, index) =>
    matchesIn(text)
      .filter(match => !root || nodesIn(root, match.index, amongOf(flaws)).at(-1)?.kind !== 'scalar')
      .map(match => ({ match, offset: starts[index] ?? 0 })),
  ),
);

/** All comments of this kind in a text where `#` always begins a comment. */
export function commentsIn(text: string): readonly DisableComment[] {
  const below = lineBelow(text);
  return matchesIn(text).map(match => readComment(match, 0, below));
}

function matchesIn(text: string): readonly RegExpExecArray[] {
  return text.includes('gitlab-ci-disable-') ? [...text.matchAll(COMMENT)] : [];
}

const COMMENT = /(?<=^\ufeff?|[ \t])#[ \t]*gitlab-ci-disable-(next-line|file)(?![\w-])[ \t:]*([^\r\n]*)/gm;

/** Words after ` -- ` or ` # ` are an explanation, not codes. */
function readComment(
  { 0: whole, 1: scope, 2: rest = '', index }: RegExpExecArray,
  offset: number,
  below: (offset: number) => number,
): DisableComment {
  const start = offset + index + whole.length - rest.length;
  const list = rest.replace(/(?:^|\s)(?:--|#)(?:\s.*)?$/, '');
  const codes = [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index: at }) => ({
    name,
    span: span(start + at, start + at + name.length),
  }));
  return { scope: scope === 'file' ? 'file' : 'next-line', codes, line: below(offset + index) };
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
  return { nodes: root ? nodesIn(root, offset - entry.start, amongOf(flaws)) : [], start: entry.start };
}

/** What recovery makes of a broken text need not be in the order of the text. */
function amongOf(flaws: Block['flaws']): Candidates {
  return flaws.length === 0 ? partAround : everyPart;
}

/** The parts of a node in which an offset may be. */
type Candidates = <Part extends { readonly span: Span }>(parts: readonly Part[], offset: number) => readonly Part[];

const everyPart: Candidates = parts => parts;

/** The last that begins before the offset, found without a look at the others, of which there may be many. */
const partAround: Candidates = (parts, offset) => {
  const begun = countBegun(parts, offset);
  return parts.slice(Math.max(0, begun - 1), begun);
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
