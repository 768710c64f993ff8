/** Of a file with more entries than anybody looks through, the first ones; what is about all of them would take seconds. */
import type { Piece, SourceDocument } from '../yaml/tree.ts';

/** Each costs some kilobytes, whatever little it says. */
export const MOST_ENTRIES = 25_000;

/** The parts of a file, each with those of its entries that are among the first; the parts themselves if these are all. */
export function firstEntries(document: SourceDocument): readonly Pick<Piece, 'kind' | 'entries'>[] {
  if (tooManyEntries(document) === undefined) return document.pieces;
  let left = MOST_ENTRIES;
  return document.pieces.map(({ kind, entries }) => {
    const some = entries.length > left ? entries.slice(0, left) : entries;
    left -= some.length;
    return { kind, entries: some };
  });
}

/** How many entries there are if these are not all. */
export function tooManyEntries({ pieces }: SourceDocument): number | undefined {
  const count = pieces.reduce(
    (sum, { groups }) => sum + groups.reduce((length, { blocks }) => length + blocks.length, 0),
    0,
  );
  return count > MOST_ENTRIES ? count : undefined;
}
