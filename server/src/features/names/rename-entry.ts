/** Renames a top-level entry in every pipeline concerned. */
import { addTo } from '../../text/grouped.ts';
import type { Project } from '../../ci/project.ts';
import { shift, type TextChange, type Uri } from '../../text/span.ts';
import { entryAt } from '../../yaml/document/document.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { spotsOfEntry, type EntrySpot } from './entry.ts';
import { whyFixed, whyTaken, whyUnfit } from './obstacles.ts';
import { distinct, documentsOf, ownersIn } from './spots.ts';
import { rewritten, scalarAt } from './write.ts';

/** The reason as a sentence for the user. */
export interface Refused {
  readonly refused: string;
}

export interface Rename {
  /** By file; sorted and without overlaps. */
  readonly changes: ReadonlyMap<Uri, readonly TextChange[]>;
  /** Consequences of the new name that the user should know. */
  readonly notes: readonly string[];
}

/** Why the entry cannot be renamed, whatever the new name. */
export function whyNotRename(projects: readonly Project[], document: SourceDocument, name: string): string | undefined {
  const concerned = concernedBy(projects, document, name);
  const [reason] = concerned.flatMap(project => whyFixed(project, name) ?? []);
  if (concerned.length === 0) return 'This file does not belong to any pipeline that is known here.';
  if (reason !== undefined) return reason;
  const edits = editsOf(concerned, name, name);
  return 'refused' in edits ? edits.refused : undefined;
}

/** The changes in all files, or why they cannot be made. */
export function changesOfEntry(
  projects: readonly Project[],
  document: SourceDocument,
  name: string,
  asked: string,
): Rename | Refused {
  const newName = asked.trim();
  if (newName === name) return { changes: new Map(), notes: [] };
  const concerned = concernedBy(projects, document, name);
  const reason = whyUnfit(newName) ?? concerned.flatMap(project => whyTaken(project, newName) ?? [])[0];
  if (reason !== undefined) return { refused: reason };
  const edits = editsOf(concerned, name, newName);
  return 'refused' in edits ? edits : { changes: edits, notes: notesOn(name, newName) };
}

/** The pipelines of the document, and those that share a file with them that contains the name. */
function concernedBy(projects: readonly Project[], document: SourceDocument, name: string): readonly Project[] {
  const concerned = new Set(ownersIn(projects, document));
  for (const project of concerned) {
    const uris = new Set(spotsOfEntry(project, name).map(({ uri }) => uri));
    for (const other of projects) if (documentsOf(other).some(({ uri }) => uris.has(uri))) concerned.add(other);
  }
  return [...concerned];
}

type Edits = Map<Uri, TextChange[]>;

function editsOf(projects: readonly Project[], name: string, newName: string): Edits | Refused {
  const edits: Edits = new Map();
  const found = projects.flatMap(project => spotsOfEntry(project, name).map(spot => ({ project, spot })));
  const kept = new Set(distinct(found.map(({ spot }) => spot)));
  for (const { project, spot } of found.filter(each => kept.has(each.spot))) {
    const change = changeAt(project, spot, name, newName);
    if ('refused' in change) return change;
    addTo(edits, spot.uri, change);
  }
  for (const [uri, changes] of edits)
    edits.set(
      uri,
      changes.toSorted((a, b) => a.span.start - b.span.start),
    );
  return edits;
}

function changeAt(project: Project, spot: EntrySpot, name: string, newName: string): TextChange | Refused {
  const document = project.documents.get(spot.uri);
  const held = document && entryAt(document, spot.span.start);
  if (!held) return { refused: `\`${name}\` is in a place that cannot be changed.` };
  const { block, start } = held.entry;
  const scalar = scalarAt(block, shift(-start, spot.span));
  const written = scalar?.node.text ?? block.text.slice(spot.span.start - start, spot.span.end - start);
  if (!scalar || written !== spot.written || spot.fromInput)
    return {
      refused: `\`${name}\` comes from \`${written}\` in one place, which also affects other names.`,
    };
  const text = rewritten(scalar, newName + written.slice(name.length), block.text);
  return text === undefined
    ? { refused: `\`${name}\` is in a block scalar in one place; write it on the line of its key first.` }
    : { span: spot.span, text };
}

function notesOn(name: string, newName: string): readonly string[] {
  const [was, is] = [name, newName].map(each => each.startsWith('.'));
  if (was === is) return [];
  return [
    is
      ? `\`${newName}\` begins with a dot, which makes it a hidden job that no pipeline runs.`
      : `\`${newName}\` no longer begins with a dot, so GitLab runs it as a job.`,
  ];
}
