/** The job whose keys a selection touches. */
import type { Span } from '../../text/span.ts';
import { entryAt } from '../../yaml/document/document.ts';
import { readScalar } from '../../yaml/value/scalar.ts';
import type { Entry, MapNode, Pair, Piece, SourceDocument } from '../../yaml/tree.ts';

/** A top-level entry with a mapping on lines of its own. */
export interface WrittenEntry {
  readonly document: SourceDocument;
  readonly piece: Piece;
  readonly entry: Entry;
  readonly name: string;
  readonly pair: Pair;
  readonly map: MapNode;
}

/** Such an entry, and those of its keys that a selection touches. */
export interface JobTarget extends WrittenEntry {
  readonly touched: readonly Pair[];
}

/** The entry at the beginning of the selection, if the selection touches one of its keys. */
export function targetAt(document: SourceDocument, selection: Span): JobTarget | undefined {
  const found = entryAt(document, selection.start);
  if (found?.piece.kind !== 'content') return undefined;
  const all = writtenIn(document, found.piece, found.entry);
  const written = all.find(({ pair }) => overlaps(pair.span, selection, found.entry.start));
  if (!written || entriesOf(document).filter(({ name }) => name === written.name).length > 1) return undefined;
  const touched = written.map.pairs.filter(({ span }) => overlaps(span, selection, found.entry.start));
  return touched.length > 0 ? { ...written, touched } : undefined;
}

/** All such entries in the content of a document. */
export function entriesOf(document: SourceDocument): readonly WrittenEntry[] {
  const content = document.pieces.filter(({ kind }) => kind === 'content');
  return content.flatMap(piece => piece.entries.flatMap(entry => writtenIn(document, piece, entry)));
}

function writtenIn(document: SourceDocument, piece: Piece, entry: Entry): readonly WrittenEntry[] {
  const { root, flaws } = entry.block;
  if (root?.kind !== 'map' || root.flow || flaws.length > 0) return [];
  return root.pairs.flatMap((pair): WrittenEntry[] => {
    const name = nameOf(pair);
    const map = pair.value;
    if (name === undefined || map?.kind !== 'map' || map.flow || map.pairs.length === 0) return [];
    return [{ document, piece, entry, name, pair, map }];
  });
}

/** The text of a key; `undefined` if it is not a scalar. */
export function nameOf({ key }: Pair): string | undefined {
  const datum = key.kind === 'scalar' ? readScalar(key) : undefined;
  return datum?.type === 'string' ? datum.value : undefined;
}

/** Whether a key and its value share a character with the selection, or contain the cursor. */
function overlaps(at: Span, { start, end }: Span, base: number): boolean {
  const [from, to] = [base + at.start, base + at.end];
  return start === end ? from <= start && start <= to : from < end && start < to;
}
