/** What a rule is, and what it gets to see. */
import { cachedBy } from '../../text/cached.ts';
import type { Project } from '../../ci/project.ts';
import type { Report } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { readBlock } from '../../yaml/value/read.ts';
import type { Block, PieceKind, SourceDocument } from '../../yaml/tree.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { Code } from '../../codes/codes.ts';

/** A block as its rules see it; the object stays the same while the text of the block and the facts below stay. */
export interface BlockContext {
  readonly uri: Uri;
  readonly block: Block;
  readonly kind: PieceKind;
  /** The block read alone: a mapping with one top-level entry, or with several where the text could not be cut. */
  readonly root: Value;
  /** Whether other files or a merge key at the top may add to the entries of this file: what is not written is not missing then. */
  readonly mayGrow: boolean;
}

/** What a rule about a whole file sees. It runs at every keystroke: look at the blocks through `perBlock` and `gathered`. */
export interface DocumentContext {
  readonly project: Project;
  readonly document: SourceDocument;
  readonly blocks: readonly BlockContext[];
  /** Set where what is known by now will do: a rule that takes long then tells the rest as it was before the edit. */
  readonly enough?: Enough;
}

/** Whether there is no time for more. */
export type Enough = () => boolean;

/** A rule about one block: its findings are kept while the block stays as it is. */
export interface BlockRule {
  readonly codes: readonly Code[];
  check(context: BlockContext, report: Report): void;
}

/** A rule that needs the whole file. */
export interface DocumentRule {
  readonly codes: readonly Code[];
  check(context: DocumentContext, report: Report): void;
  /** Does a part of what `check` has to do, and tells whether that is all: so that a long check can be done in slices. */
  ahead?(context: DocumentContext, enough: Enough): boolean;
}

/** A rule goes by its first code: those that have many say so by the key of the table that failed. */
export function nameOf({ codes }: Pick<DocumentRule, 'codes'>): string {
  return codes[0] ?? 'a rule';
}

/** The document with every block read; unchanged blocks keep their context from one version of the text to the next. */
export function contextOf(project: Project, document: SourceDocument): DocumentContext {
  return { project, document, blocks: blocksOf(document) };
}

/** Runs at every keystroke over all blocks, hence the loops without intermediate objects. */
const blocksOf = cachedBy((document: SourceDocument): readonly BlockContext[] => {
  const readings: Reading[] = [];
  let mayGrow = false;
  for (const { kind, entries } of document.pieces) {
    for (const { block } of entries) {
      const reading = readingOf(document.uri, block);
      readings.push(reading);
      mayGrow ||= kind === 'content' && reading.grows;
    }
  }
  const blocks: BlockContext[] = [];
  for (const { kind, entries } of document.pieces) {
    for (const { block } of entries)
      blocks.push(contextFor(readings[blocks.length], { uri: document.uri, block, kind, mayGrow }));
  }
  return blocks;
});

function contextFor(reading: Reading | undefined, fresh: Omit<BlockContext, 'root'>): BlockContext {
  const last = reading?.context;
  if (last?.kind === fresh.kind && last.mayGrow === fresh.mayGrow) return last;
  const made = { ...fresh, root: reading?.root ?? readBlock(fresh.uri, fresh.block) };
  if (reading) reading.context = made;
  return made;
}

/** A fact about a block that is found once and cached as long as the block stays: what makes a rule about the whole file cheap. */
export function perBlock<Fact>(find: (context: BlockContext) => Fact): (context: BlockContext) => Fact {
  return cachedBy(find);
}

/** What a block alone resolves to, and the context that it had last. */
interface Reading {
  readonly root: Value;
  readonly grows: boolean;
  context?: BlockContext;
}

const readings = new WeakMap<Block, Reading>();

function readingOf(uri: Uri, block: Block): Reading {
  const before = readings.get(block);
  if (before?.root.at.uri === uri) return before;
  const root = readBlock(uri, block);
  const grows = root.kind === 'map' && (root.open || root.members.has('include'));
  const reading = { root, grows };
  readings.set(block, reading);
  return reading;
}
