/** Finds the lines that belong to an entry with an open quote or bracket, although they look like other entries. */
import type { Readable } from '../../text/edited-text.ts';
import type { Span } from '../../text/span.ts';
import { closingEnd, parseStrict } from '../libyaml/strict.ts';
import type { Block } from '../tree.ts';

/** A quote left open while typing may run through the whole file; nobody looks farther than this. */
const FARTHEST = 200_000;
const MOST_TRIES = 8;

/** Whether the text may continue in the next block. */
export function isOpen({ flaws }: Block): boolean {
  return flaws.some(({ cause }) => cause === 'open-quote' || cause === 'open-bracket');
}

/** Index of the last block that belongs together with the given one, if together they are valid. */
export function joinedTo(text: Readable, blocks: readonly Span[], first: number): number | undefined {
  const start = blocks[first]?.start ?? 0;
  const reach = text.slice(start, Math.min(start + FARTHEST, blocks.at(-1)?.end ?? start));
  let last = first;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const closed = closingEnd(reach, (blocks[last]?.end ?? start) - start);
    if (closed === undefined) return undefined;
    last = blocks.findIndex(({ end }, index) => index > last && start + closed <= end);
    const end = blocks[last]?.end;
    if (end === undefined || end - start > FARTHEST) return undefined;
    if ('composed' in parseStrict(text.slice(start, end))) return last;
  }
  return undefined;
}
