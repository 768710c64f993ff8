/** Describes where a merged value was written: by entry and file. */
import { countBegun, type Place } from '../../text/span.ts';
import type { Block, Pair } from '../../yaml/tree.ts';
import { shownPath, type Scene } from './scene.ts';

/** The top-level entry that contains the place. */
export function entryHolding({ block, span }: Place): Pair | undefined {
  const root = 'root' in block ? (block as Block).root : undefined;
  if (root?.kind !== 'map') return undefined;
  const last = root.pairs[countBegun(root.pairs, span.start) - 1];
  return last && span.end <= last.span.end ? last : undefined;
}

/** "`.base` in `ci/base.yml`"; the file only if the reader is in another one. */
export function holderOf(scene: Scene, place: Place, from: Place): string {
  const key = entryHolding(place)?.key;
  const name = key?.kind === 'scalar' ? `\`${key.text}\`` : 'the file';
  return place.uri === from.uri ? name : `${name} in \`${shownPath(scene, place.uri)}\``;
}
