/**
 * Reports why GitLab cannot load a file that is valid YAML: refused types, unknown anchors, no mapping, exceeded
 * limits.
 */
import type { Project } from '../../ci/project.ts';
import { nearest } from '../../readings/meaning.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import { span, type Place } from '../../text/span.ts';
import { quote, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { nodeAt } from '../../yaml/edit/pair-location.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import { blockReading } from '../../yaml/value/read.ts';
import { readScalar } from '../../yaml/value/scalar.ts';
import { isEmptyText, type Block, type Node, type SourceDocument } from '../../yaml/tree.ts';
import { blocksWith } from '../engine/gathered.ts';
import { perBlock, type DocumentRule } from '../engine/rule.ts';

export const loading: DocumentRule = {
  codes: ['refused-type', 'unknown-anchor', 'wrong-type', 'too-big', 'yaml-syntax', 'ignored-document', 'empty-file'],
  check({ project, document, blocks }, report) {
    if (isEmptyText(document)) return isStartOf(project, document) ? reportEmpty(document, report) : undefined;
    const isRead = document.unreadEntries === undefined;
    if (isRead && harmful(blocks).length === 0 && document.text.length < LARGEST) return;
    const { failures, notes } = loadDocument(document);
    const broken = new Set(failures.length === 0 ? [] : blocksOf(document).filter(({ flaws }) => flaws.length > 0));
    for (const failure of failures) if (isCause(failure, broken)) report(withFix(document, onOneLine(failure)));
    for (const note of notes) report(note);
  },
};

/** For an included file, this is reported at the include. */
function isStartOf({ pipeline, fragment }: Project, { uri }: SourceDocument): boolean {
  return pipeline === uri && !fragment;
}

/** An empty file is usually about to be written. */
function reportEmpty(document: SourceDocument, report: Report): void {
  for (const failure of loadDocument(document).failures) report({ ...failure, atMost: 'warning' });
}

/** Up to this length, a text cannot exceed two mebibytes: a UTF-16 unit takes at most three bytes in UTF-8. */
const LARGEST = 600_000;

/** Blocks that may keep a file from loading: hardly any in a large file, so that a keystroke is cheap. */
const harmful = blocksWith(context => !isHarmless(context));

const isHarmless = perBlock(({ uri, block }): boolean => {
  const { root, flaws, unread } = block;
  if (unread) return false;
  if (!root || flaws.length > 0) return true;
  if (!isUsualRoot(root, block)) return false;
  // nearly every block has been read already
  const reading = blockReading(uri, block);
  return (reading.isPlain && reading.depth < DEEP) || isPlain(root, DEEP);
});

/** Brackets, properties, an indent or a byte order mark also affect the blocks around. */
function isUsualRoot(root: Node, { text, frame }: Block): boolean {
  if (root.kind !== 'map' || root.anchor) return false;
  return frame !== undefined || (!root.flow && !/[ \ufeff]/.test(text[root.span.start - 1] ?? ''));
}

/** Far less than the depth that GitLab accepts. */
const DEEP = 50;

function isPlain(node: Node, levels: number): boolean {
  if (node.kind === 'alias' || node.tag || levels === 0) return false;
  if (node.kind === 'scalar') return readScalar(node).type !== 'forbidden';
  if (node.kind === 'list') return node.items.every(item => isPlain(item, levels - 1));
  return node.pairs.every(({ key, value }) => isPlain(key, levels - 1) && (!value || isPlain(value, levels - 1)));
}

/** A block with a syntax error reports that itself, and may hide an anchor. */
function isCause({ code, at }: Finding, broken: ReadonlySet<unknown>): boolean {
  if (broken.has(at.block)) return false;
  return code !== 'unknown-anchor' || broken.size === 0;
}

function onOneLine({ at, ...failure }: Finding): Finding {
  const line = /^[^\r\n]*/.exec(sourceOf(at))?.[0] ?? '';
  return { ...failure, at: { ...at, span: span(at.span.start, at.span.start + line.length) } };
}

function withFix(document: SourceDocument, failure: Finding): Finding {
  const fixes =
    failure.code === 'refused-type'
      ? quoting(failure.at)
      : failure.code === 'unknown-anchor'
        ? renaming(document, failure.at)
        : [];
  return fixes.length > 0 ? { ...failure, fixes } : failure;
}

/** A date was meant as the text as written; what a tag was meant for is unknown. */
function quoting(at: Place): readonly Fix[] {
  const node = nodeAt(at);
  if (node?.kind !== 'scalar' || node.style !== 'plain' || node.tag) return [];
  return [{ title: `Quote ${node.text}`, edits: quote(at), preferred: true }];
}

function renaming(document: SourceDocument, at: Place): readonly Fix[] {
  const names = blocksOf(document).flatMap(({ root }) => (root ? anchorsIn(root) : []));
  const name = nearest(sourceOf(at).slice(1), names);
  return name === undefined ? [] : [{ title: `Replace with *${name}`, edits: replaceValue(at, `*${name}`) }];
}

function blocksOf({ pieces }: SourceDocument): readonly Block[] {
  return pieces.flatMap(({ entries }) => entries.map(({ block }) => block));
}

function anchorsIn(node: Node): readonly string[] {
  if (node.kind === 'alias') return [];
  const own = node.anchor ? [node.anchor.name] : [];
  if (node.kind === 'list') return [...own, ...node.items.flatMap(anchorsIn)];
  if (node.kind !== 'map') return own;
  return [...own, ...node.pairs.flatMap(({ key, value }) => [...anchorsIn(key), ...(value ? anchorsIn(value) : [])])];
}
