/** Reports `$[[ inputs.… ]]` that GitLab does not replace: without a header, in the header itself, or not closed. */
import { partOf } from '../../ci/part-of.ts';
import { openInterpolations, parseInterpolations, type Interpolation } from '../../expression/interpolation.ts';
import { unclosedIn } from '../../expression/unclosed.ts';
import { find, interpolatesAt, type FoundField } from '../../readings/find.ts';
import { interpolationWays } from '../../spec/interpolation.ts';
import { fix } from '../../text/fix.ts';
import type { Edit, Finding } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { replaceValue } from '../../yaml/edit/edit.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { Node, NodePath, ScalarNode } from '../../yaml/tree.ts';
import { member } from '../../yaml/value/value.ts';
import { blocksWith, gathered } from '../engine/gathered.ts';
import { perBlock, type BlockContext, type DocumentRule } from '../engine/rule.ts';
import { headerFixes, type ContextUse } from './header-fixes.ts';

export const literalInterpolation: DocumentRule = {
  codes: ['literal-interpolation'],
  check({ document, blocks }, report) {
    const uses = usesIn(blocks);
    if (uses.length === 0) return;
    const isHeaded = declaring(blocks).length > 0 || loadDocument(document).header !== undefined;
    const content = uses.filter(({ isHeader }) => !isHeader);
    const [first] = content;
    for (const use of uses) if (use.isHeader) report(inHeader(use.place()));
    if (isHeaded) for (const use of content) if (use.close && !use.isError) report(unclosed(use.place(), use.close));
    if (first && !isHeaded) report({ ...withoutHeader(first), fixes: headerFixes(document, content) });
  },
};

/** Something that is replaced in files with a header only. */
interface Use extends ContextUse {
  /** The offset in its text. */
  readonly start: number;
  /** Where it is written; computed only for what is reported, since most files have a header and nothing to report. */
  readonly place: () => Place;
  readonly text: string;
  readonly isHeader?: true;
  /** In a file with a header, a block that continues up to the `]]` of another one is an error. */
  readonly isError?: boolean;
}

/**
 * A header that is not closed is reported by another rule; a file that `spec:include` names has its inputs at the root.
 */
const declaring = blocksWith(
  ({ root }) => root.kind === 'map' && (root.members.has('spec') || root.members.has('inputs')),
);

const usesIn = gathered(
  perBlock((context): readonly Use[] => {
    const { block, kind } = context;
    if (kind === 'ignored' || !block.root || block.flaws.length > 0 || !block.text.includes('$[[')) return [];
    return textsIn(block.root, []).flatMap(text =>
      kind === 'header' ? headerUses(context, text) : contentUses(context, text),
    );
  }),
);

interface Text {
  readonly node: ScalarNode;
  readonly path: NodePath;
}

function textsIn(node: Node, path: NodePath): readonly Text[] {
  if (node.kind === 'scalar') return node.text.includes('$[[') ? [{ node, path }] : [];
  if (node.kind === 'list') return node.items.flatMap((item, index) => textsIn(item, [...path, index]));
  if (node.kind !== 'map') return [];
  return node.pairs.flatMap(({ key, value }) => [
    ...textsIn(key, path),
    ...(value ? textsIn(value, key.kind === 'scalar' ? [...path, key.text] : path) : []),
  ]);
}

/** The description of an input may show how to use it. */
function headerUses(context: BlockContext, { node, path }: Text): readonly Use[] {
  if (path.at(-1) === 'description' || interpolatesAt(path, { piece: 'header' }) !== 'nobody') return [];
  return closedIn(context, node).map(use => ({ ...use, isHeader: true }));
}

/** A script that writes another configuration, including its header, wants them unchanged. */
function contentUses(context: BlockContext, { node, path }: Text): readonly Use[] {
  if (/^[ \t]*spec:/m.test(node.text)) return [];
  const uses = [...closedIn(context, node), ...openIn(context, node)].sort((a, b) => a.start - b.start);
  const [only] = uses;
  const field = only && only.text === node.text && !only.text.includes('|') ? fieldAt(context, path) : undefined;
  return only && field ? [{ ...only, field }] : uses;
}

function fieldAt({ root }: BlockContext, path: NodePath): FoundField | undefined {
  const entry = member(root, String(path[0]))?.value;
  return find(path, { piece: 'content', entryKeys: entry?.kind === 'map' ? [...entry.members.keys()] : [] });
}

function closedIn(context: BlockContext, node: ScalarNode): readonly Use[] {
  const found: Use[] = [];
  for (const { span, text, path, closed } of openInterpolations(node.text)) {
    const wanted = closed ? wantedBy(path) : undefined;
    if (wanted) found.push({ ...wanted, text, start: span.start, place: () => placeIn(context, node, span) });
  }
  return found;
}

function openIn(context: BlockContext, node: ScalarNode): readonly Use[] {
  const blocks = parseInterpolations(node.text);
  return unclosedIn(node.text).flatMap(({ span, path, text, name }): readonly Use[] => {
    const wanted = wantedBy(path);
    if (!wanted) return [];
    const at = placeIn(context, node, span);
    const isError = blocks.some(block => block.span.start <= span.start && span.start < block.span.end);
    const isExact = at.span.end - at.span.start === span.end - span.start;
    const close = isExact ? replaceValue(at, text) : [];
    const { start, end } = span;
    return [
      { ...wanted, name, isWhole: true, start, place: () => at, text: node.text.slice(start, end), isError, close },
    ];
  });
}

const OURS: readonly string[] = interpolationWays.file.contexts;

function wantedBy([root, name, more]: Interpolation['path']): ContextUse | undefined {
  if (!root || !name || !OURS.includes(root.text)) return undefined;
  return { context: root.text, name: name.text, isWhole: !more };
}

function unclosed(at: Place, close: readonly Edit[]): Finding {
  const message = '`$[[` is not closed, so GitLab leaves it as it is; expected `]]` on the same line.';
  return { code: 'literal-interpolation', message, at, fixes: fix('Close it with ]]', close) };
}

function inHeader(at: Place): Finding {
  const message =
    '`$[[ … ]]` is not replaced in a header: GitLab takes the text as it is. Only conditions of `rules` can ask for other inputs.';
  return { code: 'literal-interpolation', message, at };
}

function withoutHeader({ place, text }: Use): Finding {
  const message = `No \`spec:\` header, so GitLab leaves \`${text}\` as it is. Declare the input in a header at the top of the file, ended by a line \`---\`.`;
  return { code: 'literal-interpolation', message, at: place() };
}

function placeIn({ uri, block }: BlockContext, node: ScalarNode, part: Place['span']): Place {
  const at = { uri, block, span: node.span };
  return partOf({ kind: 'scalar', datum: { type: 'string', value: node.text }, at, via: [], node }, node.text, part);
}
