/** What a merged value is called by those who wrote it: the entry and the file that hold it. */
import type { Place } from '../../text/span.ts';
import type { Block, Pair } from '../../yaml/tree.ts';
import { shownPath, type Scene } from './scene.ts';

/** The top-level entry that holds the place. */
export function entryHolding({ block, span }: Place): Pair | undefined {
  const root = 'root' in block ? (block as Block).root : undefined;
  if (root?.kind !== 'map') return undefined;
  return root.pairs.find(({ span: at }) => at.start <= span.start && span.end <= at.end);
}

/** "`.base` in `ci/base.yml`"; the file only where it is another one than that of the reader. */
export function holderOf(scene: Scene, place: Place, from: Place): string {
  const key = entryHolding(place)?.key;
  const name = key?.kind === 'scalar' ? `\`${key.text}\`` : 'the file';
  return place.uri === from.uri ? name : `${name} in \`${shownPath(scene, place.uri)}\``;
}
