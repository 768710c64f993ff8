/**
 * Inlay hints at the end of values that do not show their meaning: how long a duration is, and which files a pattern
 * includes.
 */
import type { Project } from '../ci/project.ts';
import { isPlain, inHours, readDuration } from '../readings/duration.ts';
import { scalarsIn } from '../readings/find.ts';
import { cachedByName } from '../text/cached.ts';
import type { Markdown } from '../text/markdown.ts';
import { shift, type Span, type Uri } from '../text/span.ts';
import { pathBelow } from '../text/uri.ts';
import type { Block, PieceKind, SourceDocument } from '../yaml/tree.ts';
import { readScalar } from '../yaml/value/scalar.ts';
import { describeFiles } from './hover/file.ts';
import { scalarsOf, type PlacedScalar } from './inside/scalars.ts';
import { filesAt } from './names/file.ts';
import { inPiece, ownersIn } from './names/spots.ts';

export interface Hint {
  /** The value. */
  readonly span: Span;
  readonly label: string;
  /** The only file that is meant. */
  readonly target?: Uri;
  readonly markdown?: Markdown;
}

export interface HintOptions {
  readonly durations: boolean;
  readonly includes: boolean;
  /** The visible part of the text. */
  readonly within: Span;
}

/** The hints for a part of a document, in the order of the text. */
export function hints(
  projects: readonly Project[],
  document: SourceDocument,
  { durations, includes, within }: HintOptions,
): readonly Hint[] {
  const found = [
    ...(durations ? durationHints(document, within) : []),
    ...(includes ? includeHints(ownersIn(projects, document), document, within) : []),
  ];
  return found
    .filter(({ span }) => within.start <= span.end && span.end <= within.end)
    .toSorted((one, other) => one.span.end - other.span.end);
}

function durationHints({ pieces }: SourceDocument, within: Span): readonly Hint[] {
  return pieces.flatMap(({ kind, entries }) =>
    entries
      .filter(({ block, start }) => isTouched(block, start, within))
      .flatMap(({ block, start }) =>
        durationsOf(block, kind).map(hint => ({ ...hint, span: shift(start, hint.span) })),
      ),
  );
}

function isTouched({ text }: Block, start: number, within: Span): boolean {
  return start <= within.end && within.start <= start + text.length;
}

/** Cached: an unchanged block has the same hints. */
const durationsOf = cachedByName((block: Block, piece: PieceKind): readonly Hint[] =>
  scalarsOf(block, piece).flatMap(scalar => durationHint(scalar)),
);

function durationHint({ node, part, found }: PlacedScalar): readonly Hint[] {
  const isDuration =
    part === 'value' &&
    found !== undefined &&
    scalarsIn(found.shape).some(form => form.kind === 'syntax' && form.of === 'duration');
  if (!isDuration || readScalar(node).type !== 'string' || isPlain(node.text)) return [];
  const read = readDuration(node.text);
  return read.kind === 'known' ? [{ span: node.span, label: inHours(read.seconds) }] : [];
}

/** If no file matches, a problem says so; if not all files were looked at, nothing is known. */
function includeHints(owners: readonly Project[], document: SourceDocument, within: Span): readonly Hint[] {
  const isSeen = (block: Block): boolean => block.text.includes('*') && block.text.includes('include');
  const mentions = document.pieces.flatMap(piece => inPiece(document, piece, isSeen));
  return mentions.flatMap(({ mention, span }): readonly Hint[] => {
    if (mention.kind !== 'file' || !mention.isPattern || span.end < within.start || within.end < span.end) return [];
    const owner = owners.find(project => !project.cut && project.matches.has(mention.path));
    const files = owner ? filesAt(owner, mention) : [];
    const [target] = files;
    if (!owner || target === undefined) return [];
    const markdown = describeFiles(owner, mention);
    return files.length === 1
      ? [{ span, label: pathBelow(owner.folder, target) ?? target, target, markdown }]
      : [{ span, label: `${files.length} files`, markdown }];
  });
}
