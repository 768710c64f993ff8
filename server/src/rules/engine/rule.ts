/** What a rule is, and what it sees. */
import { cachedBy } from '../../text/cached.ts';
import type { Project } from '../../ci/project.ts';
import type { Report } from '../../text/problem.ts';
import type { TextBlock, Uri } from '../../text/span.ts';
import { seatOf } from '../../yaml/document/document.ts';
import { readBlock } from '../../yaml/value/read.ts';
import type { Block, Group, PieceKind, SourceDocument } from '../../yaml/tree.ts';
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
  /** What `perBlock` found, by the number of the kind of fact. */
  readonly facts: unknown[];
}

/**
 * What a rule about a whole file sees. It runs at every keystroke, so look at blocks through `perBlock` and `gathered`.
 */
export interface DocumentContext {
  readonly project: Project;
  readonly document: SourceDocument;
  readonly blocks: Blocks;
  /** If present, partial results are enough: a slow rule then returns the rest as it was before the edit. */
  readonly enough?: Enough;
}

/** The blocks of a file in the groups of the document, each of which stays the same object while nothing in it changes. */
export interface Blocks {
  readonly groups: readonly (readonly BlockContext[])[];
  /** All of them: not for what runs at every keystroke. */
  readonly all: () => readonly BlockContext[];
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
  /** Does the part of it that finds the problems of these entries themselves, before all others. */
  near?(context: DocumentContext, names: readonly string[]): void;
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

function blocksOf({ uri, pieces }: SourceDocument, isPart: boolean): Blocks {
  let mayGrow = isPart;
  for (const { kind, groups } of pieces)
    if (kind === 'content') for (const group of groups) mayGrow ||= readingsOf(uri, group).grows;
  const groups = pieces.flatMap(({ kind, groups: inPiece }) =>
    // a header belongs to its file alone
    inPiece.map(group => contextsOf(readingsOf(uri, group), { uri, kind, mayGrow: mayGrow && kind !== 'header' })),
  );
  let all: readonly BlockContext[] | undefined;
  return { groups, all: () => (all ??= groups.flat()) };
}

/** A block of the document as its rules see it; nothing for blocks of other versions. */
export function contextIn({ document, blocks }: DocumentContext, block: TextBlock): BlockContext | undefined {
  const seat = seatOf(document, block);
  return seat ? blocks.groups[seat.group]?.[seat.index] : blocks.all().find(one => one.block === block);
}

/** The latest contexts of a group; the same as long as nothing in it or around it changes. */
function contextsOf({ readings: read, latest }: GroupReading, around: Around): readonly BlockContext[] {
  const last = latest.get(around.mayGrow);
  if (last?.[0]?.kind === around.kind) return last;
  const contexts = read.map(reading => contextFor(reading, around));
  latest.set(around.mayGrow, contexts);
  return contexts;
}

type Around = Pick<BlockContext, 'uri' | 'kind' | 'mayGrow'>;

interface GroupReading {
  readonly uri: Uri;
  readonly readings: readonly Reading[];
  readonly grows: boolean;
  /** By whether they may grow: a file may be both the start of a pipeline and a part of another. */
  readonly latest: Map<boolean, readonly BlockContext[]>;
}

const groupReadings = new WeakMap<Group, GroupReading>();

function readingsOf(uri: Uri, group: Group): GroupReading {
  const before = groupReadings.get(group);
  if (before?.uri === uri) return before;
  const readings = group.blocks.map(block => readingOf(uri, block));
  const read = { uri, readings, grows: readings.some(({ grows }) => grows), latest: new Map() };
  groupReadings.set(group, read);
  return read;
}

function contextFor(reading: Reading, around: Around): BlockContext {
  const last = around.mayGrow ? reading.growing : reading.whole;
  if (last?.kind === around.kind) return last;
  const { uri, kind, mayGrow } = around;
  // a spread of `around` would give each context a shape of its own
  // an array of the right size, since one that grows has room to spare
  const context = {
    uri,
    kind,
    mayGrow,
    block: reading.block,
    root: reading.root,
    facts: Array.from({ length: kinds }),
  };
  if (around.mayGrow) reading.growing = context;
  else reading.whole = context;
  return context;
}

/** How many kinds of facts there are about a block. */
let kinds = 0;

/** Stands for a fact that is `undefined`. */
const NOTHING = Symbol('nothing');

/**
 * A fact about a block, computed once and kept with the block, which makes rules about the whole file cheap. It is kept
 * there and not in a weak map, since garbage collection goes through the tables of weak maps: there are dozens of facts
 * about each of thousands of blocks.
 */
export function perBlock<Fact>(find: (context: BlockContext) => Fact): (context: BlockContext) => Fact {
  const kind = kinds++;
  return context => {
    const known = context.facts[kind];
    if (known !== undefined) return (known === NOTHING ? undefined : known) as Fact;
    const fact = find(context);
    context.facts[kind] = fact === undefined ? NOTHING : fact;
    return fact;
  };
}

/** The value of a block alone, and its latest contexts. */
interface Reading {
  readonly block: Block;
  readonly root: Value;
  readonly grows: boolean;
  growing?: BlockContext;
  whole?: BlockContext;
}

const readings = new WeakMap<Block, Reading>();

function readingOf(uri: Uri, block: Block): Reading {
  const before = readings.get(block);
  if (before?.root.at.uri === uri) return before;
  const root = readBlock(uri, block);
  const grows = root.kind === 'map' && (root.open || root.members.has('include'));
  const reading: Reading = { block, root, grows };
  readings.set(block, reading);
  return reading;
}
