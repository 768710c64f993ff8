/** Finds who refers to an entry, grouped by the key that does: `extends` of these, `needs` of those. */
import type { Project } from '../../ci/project.ts';
import { scalarAt } from '../inside/scalars.ts';
import { entryNameOf } from './entry.ts';
import { isNamed } from './named.ts';
import { documentsOf, mentionsOfEntry, type FoundMention } from './spots.ts';

/** The entries that refer to another one, by the key that does; both in the order of the files. */
export function usersOf(project: Project, name: string): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>();
  for (const document of documentsOf(project))
    for (const found of mentionsOfEntry(document, name)) {
      const { mention } = found;
      if (mention.kind !== 'entry' || mention.role !== 'use' || entryNameOf(project, mention.name) !== name) continue;
      const { key, entry } = placeOf(found);
      users.set(key, (users.get(key) ?? new Set()).add(entry));
    }
  return new Map([...users].map(([key, entries]) => [key, [...entries]]));
}

/** A mention that the table does not know is the first part of a `!reference`. */
function placeOf({ mention, entry: { block }, piece }: FoundMention): { readonly key: string; readonly entry: string } {
  const placed = scalarAt(block, piece.kind, mention.span.start);
  const [entry, key] = placed?.path ?? [];
  const isKnown = placed?.found && isNamed(placed.found.shape);
  return { entry: String(entry ?? ''), key: isKnown && typeof key === 'string' ? key : '!reference' };
}
