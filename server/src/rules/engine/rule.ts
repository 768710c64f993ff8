/** What a rule is, and what it sees. */
import { cachedBy } from '../../text/cached.ts';
import type { Project } from '../../ci/project.ts';
import type { Report } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { readBlock } from '../../yaml/value/read.ts';
import type { Block, PieceKind, SourceDocument } from '../../yaml/tree.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { Code } from '../../codes/codes.ts';

/** A block as its rules see it; the same object while the text of the block and the facts below stay the same. */
export interface BlockContext {
  readonly uri: Uri;
  readonly block: Block;
  readonly kind: PieceKind;
  /** The value of the block alone: a mapping with one top-level entry, or with several if the text could not be cut. */
  readonly root: Value;
  /**
   * Whether other files or a merge key at the root may add to the entries of this file: then nothing counts as missing
   * here, and the rules about the merged pipeline report what is.
   */
  readonly mayGrow: boolean;
}

/**
 * What a rule about a whole file sees. It runs at every keystroke, so look at blocks through `perBlock` and `gathered`.
 */
export interface DocumentContext {
  readonly project: Project;
  readonly document: SourceDocument;
  readonly blocks: readonly BlockContext[];
  /** If present, partial results are enough: a slow rule then returns the rest as it was before the edit. */
  readonly enough?: Enough;
}

/** Whether there is no time left. */
export type Enough = () => boolean;

/** A rule about one block: its findings are cached while the block stays the same. */
export interface BlockRule {
  readonly codes: readonly Code[];
  check(context: BlockContext, report: Report): void;
}

/** A rule that needs the whole file. */
export interface DocumentRule {
  readonly codes: readonly Code[];
  check(context: DocumentContext, report: Report): void;
  /** Does part of the work of `check` and returns whether that is all, so that a slow rule can run in slices. */
  ahead?(context: DocumentContext, enough: Enough): boolean;
}

/** A rule is named after its first code; those with many codes report the key of the table that failed. */
export function nameOf({ codes }: Pick<DocumentRule, 'codes'>): string {
  return codes[0] ?? 'a rule';
}

/** The document with every block read; unchanged blocks keep their context from one version of the text to the next. */
export function contextOf(project: Project, document: SourceDocument): DocumentContext {
  const isStart = project.pipeline === document.uri;
  return { project, document, blocks: isStart ? blocksOfStart(document) : blocksOfPart(document) };
}

const blocksOfStart = cachedBy((document: SourceDocument) => blocksOf(document, false));

/** The file that includes this one is merged over it, and may complete each of its entries. */
const blocksOfPart = cachedBy((document: SourceDocument) => blocksOf(document, true));

/** Runs at every keystroke over all blocks, hence the loops without intermediate objects. */
function blocksOf(document: SourceDocument, isPart: boolean): readonly BlockContext[] {
  const readings: Reading[] = [];
  let mayGrow = isPart;
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
      // a header belongs to its file alone
      blocks.push(
        contextFor(readings[blocks.length], {
          uri: document.uri,
          block,
          kind,
          mayGrow: mayGrow && kind !== 'header',
        }),
      );
  }
  return blocks;
}

function contextFor(reading: Reading | undefined, fresh: Omit<BlockContext, 'root'>): BlockContext {
  const last = reading?.context;
  if (last?.kind === fresh.kind && last.mayGrow === fresh.mayGrow) return last;
  const made = { ...fresh, root: reading?.root ?? readBlock(fresh.uri, fresh.block) };
  if (reading) reading.context = made;
  return made;
}

/**
 * A fact about a block, computed once and cached while the block stays: this makes rules about the whole file cheap.
 */
export function perBlock<Fact>(find: (context: BlockContext) => Fact): (context: BlockContext) => Fact {
  return cachedBy(find);
}

/** The value of a block alone, and its latest context. */
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
