/** Mentions of names in documents and projects, with their current spans in the text. */
import { cachedBy } from '../../text/cached.ts';
import { includeTree, type TreeFile } from '../../ci/include-tree.ts';
import type { Project } from '../../ci/project.ts';
import { owns } from '../../ci/workspace.ts';
import { shift, touches, type Place, type Span, type Uri } from '../../text/span.ts';
import { entryAt, locate } from '../../yaml/document/document.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import type { Block, Entry, Piece, SourceDocument } from '../../yaml/tree.ts';
import { mentionsOf, type Mention } from './mentions.ts';

/** A range in a file. */
export interface Spot {
  readonly uri: Uri;
  readonly span: Span;
}

/** A mention with its place. */
export interface FoundMention<Of extends Mention = Mention> {
  readonly mention: Of;
  readonly document: SourceDocument;
  readonly piece: Piece;
  readonly entry: Entry;
  /** In the document. */
  readonly span: Span;
}

/** The name that the offset touches. */
export function mentionAt(document: SourceDocument, offset: number): FoundMention | undefined {
  const found = entryAt(document, offset);
  if (!found) return undefined;
  const { piece, entry } = found;
  const mention = mentionsOf(entry.block, piece.kind).findLast(each => touches(each.span, offset - entry.start));
  return mention && { mention, document, piece, entry, span: shift(entry.start, mention.span) };
}

/** All mentions of a document, in the order of the text. */
export function mentionsIn(document: SourceDocument): readonly FoundMention[] {
  return document.pieces.flatMap(piece => inPiece(document, piece));
}

/** The mentions that may refer to the entry: blocks that cannot contain its name are skipped. */
export function mentionsOfEntry(document: SourceDocument, name: string): readonly FoundMention[] {
  const letters = typePlain(name).type === 'string' ? longestWord(name) : '';
  return document.pieces.flatMap(piece =>
    inPiece(document, piece, ({ text }) => text.includes(letters) || text.includes('\\') || text.includes('!binary')),
  );
}

/** The longest part of a name that neither quotes nor line breaks can split. */
function longestWord(name: string): string {
  return (name.match(/[\w.-]+/g) ?? []).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** All mentions in one part of a document, or in the wanted blocks of it. */
export function inPiece(
  document: SourceDocument,
  piece: Piece,
  isWanted: (block: Block) => boolean = () => true,
): readonly FoundMention[] {
  return piece.entries
    .filter(({ block }) => isWanted(block))
    .flatMap(entry =>
      mentionsOf(entry.block, piece.kind).map(mention => ({
        mention,
        document,
        piece,
        entry,
        span: shift(entry.start, mention.span),
      })),
    );
}

/** The projects to which the document belongs. */
export function ownersIn(projects: readonly Project[], { uri }: SourceDocument): readonly Project[] {
  return projects.filter(project => owns(project, uri));
}

/** The documents of a pipeline, each once. */
export const documentsOf = cachedBy((project: Project): readonly SourceDocument[] => {
  const uris = new Set(filesOf(includeTree(project).root).map(({ uri }) => uri));
  return [...uris].flatMap(uri => project.documents.get(uri) ?? []);
});

/** A file of the tree and all below it. */
export function filesOf(file: TreeFile): readonly TreeFile[] {
  return [file, ...file.children.flatMap(child => filesOf(child.file))];
}

/** The current position of a place, if its file is part of the project. */
export function spotOf(project: Project, place: Place): Spot | undefined {
  const document = project.documents.get(place.uri);
  const span = document && locate(document, place);
  return span && { uri: place.uri, span };
}

/** Each spot once, in the given order. */
export function distinct<Of extends Spot>(spots: readonly Of[]): readonly Of[] {
  const seen = new Set<string>();
  return spots.filter(({ uri, span }) => {
    const id = `${uri} ${span.start} ${span.end}`;
    return !seen.has(id) && seen.add(id);
  });
}
