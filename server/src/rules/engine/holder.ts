/** Describes where a merged value was written: by entry and file. */
import type { Place } from '../../text/span.ts';
import type { Block, Pair } from '../../yaml/tree.ts';
import { shownPath, type Scene } from './scene.ts';

/** The top-level entry that contains the place. */
export function entryHolding({ block, span }: Place): Pair | undefined {
  const root = 'root' in block ? (block as Block).root : undefined;
  if (root?.kind !== 'map') return undefined;
  const last = root.pairs[beginningBefore(root.pairs, span.start) - 1];
  return last && span.end <= last.span.end ? last : undefined;
}

/** How many of the pairs, which are in the order of the text, begin at the offset or before; there may be thousands. */
function beginningBefore(pairs: readonly Pair[], offset: number): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** "`.base` in `ci/base.yml`"; the file only if the reader is in another one. */
export function holderOf(scene: Scene, place: Place, from: Place): string {
  const key = entryHolding(place)?.key;
  const name = key?.kind === 'scalar' ? `\`${key.text}\`` : 'the file';
  return place.uri === from.uri ? name : `${name} in \`${shownPath(scene, place.uri)}\``;
}
