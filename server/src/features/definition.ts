/** Go to definition: where the thing that a name refers to is defined. */
import type { Project } from '../ci/project.ts';
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { declaredVariables } from './inside/declared-variables.ts';
import { declarationsOf } from './inside/meaning.ts';
import { useAt } from './inside/use-at.ts';
import { bindingOf, isAnchor } from './names/anchor.ts';
import { definitionsOf, entryNameOf } from './names/entry.ts';
import { filesAt } from './names/file.ts';
import { pathOf } from './names/mentions.ts';
import { keyAt } from './names/path.ts';
import { distinct, mentionAt, ownersIn, spotOf, type FoundMention, type Spot } from './names/spots.ts';
import { spotsOfStage, stageAt } from './names/stage.ts';
import { variableAt } from './names/variable.ts';

export interface Definition {
  /** The name at the cursor. */
  readonly from: Span;
  /** Keys and anchors, or the beginnings of files; never empty. */
  readonly targets: readonly Spot[];
}

/** The definitions of the name at an offset, in all pipelines that the document belongs to. */
export function definition(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): Definition | undefined {
  const found = mentionAt(document, offset);
  const owners = ownersIn(projects, document);
  if (found) return defined(found.span, targetsOf(owners, found));
  return (
    definitionInside(owners, document, offset) ??
    definitionOfStage(owners, document, offset) ??
    definitionOfVariable(owners, document, offset)
  );
}

function defined(from: Span, places: readonly Spot[]): Definition | undefined {
  const targets = distinct(places);
  return targets.length > 0 ? { from, targets } : undefined;
}

/** Where a variable or input that is used inside a text is declared. */
function definitionInside(
  owners: readonly Project[],
  document: SourceDocument,
  offset: number,
): Definition | undefined {
  const use = useAt(document, offset);
  if (!use) return undefined;
  const places = owners.flatMap(project =>
    declarationsOf(project, document, use).flatMap(place => spotOf(project, place) ?? []),
  );
  return defined(use.span, places);
}

/** The items of `stages` with its name. */
function definitionOfStage(
  owners: readonly Project[],
  document: SourceDocument,
  offset: number,
): Definition | undefined {
  const stage = stageAt(document, offset);
  if (!stage) return undefined;
  const places = owners.flatMap(project =>
    spotsOfStage(project, stage.name).filter(({ isDefinition }) => isDefinition),
  );
  return defined(stage.span, places);
}

/** All places that set the variable for the entry that contains the name. */
function definitionOfVariable(
  owners: readonly Project[],
  document: SourceDocument,
  offset: number,
): Definition | undefined {
  const variable = variableAt(document, offset);
  if (!variable) return undefined;
  const places = owners.flatMap(project =>
    declaredVariables(project, variable.entry)
      .filter(({ name }) => name === variable.name)
      .flatMap(({ at }) => spotOf(project, at) ?? []),
  );
  return defined(variable.span, places);
}

function targetsOf(owners: readonly Project[], found: FoundMention): readonly Spot[] {
  const { mention, document } = found;
  switch (mention.kind) {
    case 'entry':
      return owners.flatMap(project => definitionsOf(project, entryNameOf(project, mention.name)));
    case 'path':
      return owners.flatMap(project => keyAt(project, pathOf(mention)) ?? []);
    case 'file':
      return owners.flatMap(project => filesAt(project, mention).map(uri => ({ uri, span: START })));
    case 'anchor':
      if (!isAnchor(found)) return [];
      return bindingOf(found)
        .filter(({ mention: { role } }) => role === 'definition')
        .map(({ span }) => ({ uri: document.uri, span }));
    default:
      return mention satisfies never;
  }
}

const START: Span = { start: 0, end: 0 };
