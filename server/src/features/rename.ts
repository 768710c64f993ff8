/** Renames a job, template or anchor in all files; refuses with a reason where that would change the meaning. */
import type { Project } from '../ci/project.ts';
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { bindingOf, isAnchor } from './names/anchor.ts';
import { entryNameOf } from './names/entry.ts';
import type { AnchorMention } from './names/mentions.ts';
import { changesOfEntry, whyNotRename, type Refused, type Rename } from './names/rename-entry.ts';
import { inPiece, mentionAt, ownersIn, type FoundMention } from './names/spots.ts';

export type { Refused, Rename } from './names/rename-entry.ts';

/** The current name, and where it is. */
export interface Renamable {
  readonly span: Span;
  readonly placeholder: string;
}

/**
 * Whether the name at an offset can be changed; `undefined` if there is no name. `projects` are all of the workspace.
 */
export function prepareRename(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): Renamable | Refused | undefined {
  const found = mentionAt(document, offset);
  if (!found) return undefined;
  const { mention, span } = found;
  if (mention.kind === 'anchor') return mention.name === '' ? undefined : { span, placeholder: mention.name };
  if (mention.kind === 'path')
    return { refused: 'This is a key that a `!reference` resolves to, not a name of its own.' };
  if (mention.kind === 'file')
    return { refused: 'Rename the file in the explorer; the paths of includes are updated.' };
  const name = meantBy(projects, document, mention.name);
  const reason = whyNotRename(projects, document, name);
  return reason === undefined ? { span, placeholder: name } : { refused: reason };
}

/** The changes that rename the thing at an offset; `undefined` if there is no name. */
export function rename(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  newName: string,
): Rename | Refused | undefined {
  const found = mentionAt(document, offset);
  const before = prepareRename(projects, document, offset);
  if (!found || !before || 'refused' in before) return before as Refused | undefined;
  if (isAnchor(found)) return renameAnchor(found, newName);
  return changesOfEntry(projects, document, before.placeholder, newName);
}

function meantBy(projects: readonly Project[], document: SourceDocument, written: string): string {
  for (const project of ownersIn(projects, document)) {
    const name = entryNameOf(project, written);
    if (name !== written) return name;
  }
  return written;
}

function renameAnchor(found: FoundMention<AnchorMention>, newName: string): Rename | Refused {
  const { document, piece, mention } = found;
  if (!/^[\w-]+$/.test(newName))
    return { refused: 'The name of an anchor can only have the letters a to z, digits, `_` and `-`.' };
  const others = inPiece(document, piece).filter(isAnchor);
  if (newName !== mention.name && others.some(other => other.mention.name === newName))
    return {
      refused: `There is already an anchor \`${newName}\` in this file; aliases could refer to the wrong one.`,
    };
  const changes = bindingOf(found).map(({ span }) => ({ span, text: newName }));
  return { changes: new Map([[document.uri, changes]]), notes: [] };
}
