/** What a rule is, and what it gets to see. */
import type { Project } from '../ci/project.ts';
import type { Report } from '../text/problem.ts';
import type { Uri } from '../text/span.ts';
import { readBlock } from '../yaml/read.ts';
import type { Block, PieceKind, SourceDocument } from '../yaml/tree.ts';
import type { Value } from '../yaml/value.ts';
import type { Code } from './codes.ts';

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

/** What a rule about a whole file sees. It runs at every keystroke: walk over `blocks`, do not read them again. */
export interface DocumentContext {
  readonly project: Project;
  readonly document: SourceDocument;
  readonly blocks: readonly BlockContext[];
}

/** A rule about one block: its findings are kept while the block stays as it is. */
export interface BlockRule {
  readonly codes: readonly Code[];
  check(context: BlockContext, report: Report): void;
}

/** A rule that needs the whole file. */
export interface DocumentRule {
  readonly codes: readonly Code[];
  check(context: DocumentContext, report: Report): void;
}

/** The document with every block read; unchanged blocks keep their context from one version of the text to the next. */
export function contextOf(project: Project, document: SourceDocument): DocumentContext {
  const mayGrow = document.pieces.some(piece => piece.kind === 'content' && piece.entries.some(grows(document.uri)));
  const blocks = document.pieces.flatMap(piece =>
    piece.entries.map(entry => blockContext(document.uri, entry.block, piece.kind, mayGrow)),
  );
  return { project, document, blocks };
}

const grows =
  (uri: Uri) =>
  ({ block }: { readonly block: Block }): boolean => {
    const root = rootOf(uri, block);
    return root.kind === 'map' && (root.open || root.members.has('include'));
  };

const contexts = new WeakMap<Block, BlockContext>();
const roots = new WeakMap<Block, Value>();

function blockContext(uri: Uri, block: Block, kind: PieceKind, mayGrow: boolean): BlockContext {
  const known = contexts.get(block);
  if (known?.uri === uri && known.kind === kind && known.mayGrow === mayGrow) return known;
  const fresh = { uri, block, kind, root: rootOf(uri, block), mayGrow };
  contexts.set(block, fresh);
  return fresh;
}

function rootOf(uri: Uri, block: Block): Value {
  const known = roots.get(block);
  if (known?.at.uri === uri) return known;
  const fresh = readBlock(uri, block);
  roots.set(block, fresh);
  return fresh;
}
