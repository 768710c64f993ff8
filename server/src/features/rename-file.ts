/** Updates the paths of includes after files were moved. */
import { addTo } from '../text/grouped.ts';
import { pathBelow } from '../text/uri.ts';
import type { Project } from '../ci/project.ts';
import type { TextChange, Uri } from '../text/span.ts';
import { filesAt } from './names/file.ts';
import { documentsOf, mentionsIn, type FoundMention } from './names/spots.ts';
import { rewritten, scalarAt } from './names/write.ts';

/** A file or folder and its new location. */
export interface FileMove {
  readonly from: Uri;
  readonly to: Uri;
}

/** The changes in each file that make its includes find the moved files; patterns stay as they are. */
export function changesForMoves(
  projects: readonly Project[],
  moves: readonly FileMove[],
): ReadonlyMap<Uri, readonly TextChange[]> {
  const changes = new Map<Uri, TextChange[]>();
  const done = new Set<string>();
  for (const project of projects)
    for (const document of documentsOf(project))
      for (const found of mentionsIn(document)) {
        const change = changeFor(project, found, moves);
        const id = `${document.uri} ${found.span.start}`;
        if (!change || done.has(id)) continue;
        done.add(id);
        addTo(changes, document.uri, change);
      }
  return changes;
}

function changeFor(
  project: Project,
  { mention, entry, span }: FoundMention,
  moves: readonly FileMove[],
): TextChange | undefined {
  if (mention.kind !== 'file' || mention.isPattern) return undefined;
  const [uri] = filesAt(project, mention);
  const to = uri === undefined ? undefined : movedTo(uri, moves);
  const path = to === undefined ? undefined : pathBelow(project.folder, to);
  const scalar = scalarAt(entry.block, mention.span);
  if (path === undefined || !scalar) return undefined;
  const slash = scalar.node.text.startsWith('/') ? '/' : '';
  const text = rewritten(scalar, slash + path, entry.block.text);
  return text === undefined ? undefined : { span, text };
}

function movedTo(uri: Uri, moves: readonly FileMove[]): Uri | undefined {
  for (const { from, to } of moves) {
    if (uri === from) return to;
    const folder = from.endsWith('/') ? from : `${from}/`;
    if (uri.startsWith(folder)) return (to.endsWith('/') ? to : `${to}/`) + uri.slice(folder.length);
  }
  return undefined;
}
