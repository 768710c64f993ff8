/** Find references: every place that means the same thing as a name. */
import type { Project } from '../ci/project.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { bindingOf, isAnchor } from './names/anchor.ts';
import { entryNameOf, spotsOfEntry } from './names/entry.ts';
import { filesAt } from './names/file.ts';
import { isSamePath, pathOf, type FileMention, type PathMention } from './names/mentions.ts';
import { keyAt } from './names/path.ts';
import { distinct, documentsOf, mentionAt, mentionsIn, ownersIn, type FoundMention, type Spot } from './names/spots.ts';
import { spotsOfStage, stageAt } from './names/stage.ts';
import { spotsOfVariable, variableAt } from './names/variable.ts';

export interface Reference extends Spot {
  /** Whether the thing is defined there, rather than only used. */
  readonly isDefinition: boolean;
}

/** All places that mean the same as the name at an offset, including definitions, in all projects concerned. */
export function references(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): readonly Reference[] {
  const found = mentionAt(document, offset);
  return distinct(found ? referencesTo(projects, found) : referencesByName(projects, document, offset));
}

/** Stages and variables are identified by name alone, in all files of a pipeline. */
function referencesByName(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): readonly Reference[] {
  const owners = ownersIn(projects, document);
  const stage = stageAt(document, offset);
  if (stage) return owners.flatMap(project => spotsOfStage(project, stage.name));
  const variable = variableAt(document, offset);
  return variable ? owners.flatMap(project => spotsOfVariable(project, variable.name)) : [];
}

function referencesTo(projects: readonly Project[], found: FoundMention): readonly Reference[] {
  const { mention, document } = found;
  const owners = ownersIn(projects, document);
  switch (mention.kind) {
    case 'entry':
      return owners.flatMap(project => entryReferences(project, entryNameOf(project, mention.name)));
    case 'path':
      return owners.flatMap(project => pathReferences(project, mention));
    case 'file':
      return owners.flatMap(project => fileReferences(projects, project, mention));
    case 'anchor':
      return isAnchor(found) ? bindingOf(found).map(toReference) : [];
    default:
      return mention satisfies never;
  }
}

function entryReferences(project: Project, name: string): readonly Reference[] {
  return spotsOfEntry(project, name).map(({ uri, span, role }) => ({ uri, span, isDefinition: role === 'definition' }));
}

/** Paths of the same keys, and the key itself. */
function pathReferences(project: Project, wanted: PathMention): readonly Reference[] {
  const key = keyAt(project, pathOf(wanted));
  const uses = documentsOf(project)
    .flatMap(mentionsIn)
    .filter(({ mention }) => mention.kind === 'path' && isSamePath(mention, wanted));
  return [...(key ? [{ ...key, isDefinition: true }] : []), ...uses.map(toReference)];
}

/** A file can be included by other pipelines, too. */
function fileReferences(projects: readonly Project[], owner: Project, mention: FileMention): readonly Reference[] {
  const wanted = new Set(filesAt(owner, mention));
  return projects.flatMap(project =>
    documentsOf(project)
      .flatMap(mentionsIn)
      .filter(each => each.mention.kind === 'file' && filesAt(project, each.mention).some(uri => wanted.has(uri)))
      .map(toReference),
  );
}

function toReference({ document, span, mention }: FoundMention): Reference {
  const isDefinition = (mention.kind === 'entry' || mention.kind === 'anchor') && mention.role === 'definition';
  return { uri: document.uri, span, isDefinition };
}
