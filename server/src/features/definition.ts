/** Where the thing is defined that a name stands for. */
import type { Project } from '../ci/project.ts';
import type { Span } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { declarationsOf } from './inside/meaning.ts';
import { useAt } from './inside/use-at.ts';
import { bindingOf, isAnchor } from './names/anchor.ts';
import { definitionsOf, entryNameOf } from './names/entry.ts';
import { filesAt } from './names/file.ts';
import { keyAt } from './names/path.ts';
import { distinct, mentionAt, ownersIn, spotOf, type Found, type Spot } from './names/spots.ts';

export interface Definition {
  /** The name that was asked about. */
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
  if (!found) return definitionInside(projects, document, offset);
  const targets = distinct(targetsOf(ownersIn(projects, document), found));
  return targets.length > 0 ? { from: found.span, targets } : undefined;
}

/** Where the variable or input is declared that is used inside a text. */
function definitionInside(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
): Definition | undefined {
  const use = useAt(document, offset);
  if (!use) return undefined;
  const places = ownersIn(projects, document).flatMap(project =>
    declarationsOf(project, document, use).flatMap(place => spotOf(project, place) ?? []),
  );
  const targets = distinct(places);
  return targets.length > 0 ? { from: use.span, targets } : undefined;
}

function targetsOf(owners: readonly Project[], found: Found): readonly Spot[] {
  const { mention, document } = found;
  switch (mention.kind) {
    case 'entry':
      return owners.flatMap(project => definitionsOf(project, entryNameOf(project, mention.name)));
    case 'path':
      return owners.flatMap(project => keyAt(project, mention.path) ?? []);
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
