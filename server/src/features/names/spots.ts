/** Names where they are now: mentions of documents and projects, with spans in the text. */
import { cachedBy } from '../../text/cached.ts';
import { includeTree, type TreeFile } from '../../ci/include-tree.ts';
import type { Project } from '../../ci/project.ts';
import { owns } from '../../ci/workspace.ts';
import { shift, touches, type Place, type Span, type Uri } from '../../text/span.ts';
import { entryAt, locate } from '../../yaml/document/document.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import type { Block, Entry, Piece, SourceDocument } from '../../yaml/tree.ts';
import { mentionsOf, type Mention } from './mentions.ts';

/** A stretch of a file. */
export interface Spot {
  readonly uri: Uri;
  readonly span: Span;
}

/** A mention with the place where it is. */
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

/** The mentions among which all of the entry are: blocks in which its name cannot be are not looked at. */
export function mentionsOfEntry(document: SourceDocument, name: string): readonly FoundMention[] {
  const letters = typePlain(name).type === 'string' ? longestWord(name) : '';
  return document.pieces.flatMap(piece =>
    inPiece(document, piece, ({ text }) => text.includes(letters) || text.includes('\\') || text.includes('!binary')),
  );
}

/** The letters of a name that no quotes and no line break can part. */
function longestWord(name: string): string {
  return (name.match(/[\w.-]+/g) ?? []).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** All mentions of one part of a document, or of those blocks of it that are wanted. */
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

/** The documents of which a pipeline consists, each once. */
export const documentsOf = cachedBy((project: Project): readonly SourceDocument[] => {
  const uris = new Set(filesOf(includeTree(project).root).map(({ uri }) => uri));
  return [...uris].flatMap(uri => project.documents.get(uri) ?? []);
});

/** A file of the tree and all below it. */
export function filesOf(file: TreeFile): readonly TreeFile[] {
  return [file, ...file.children.flatMap(child => filesOf(child.file))];
}

/** Where a place is now, if its file is part of the project. */
export function spotOf(project: Project, place: Place): Spot | undefined {
  const document = project.documents.get(place.uri);
  const span = document && locate(document, place);
  return span && { uri: place.uri, span };
}

/** Each spot once, in the order in which they come. */
export function distinct<Of extends Spot>(spots: readonly Of[]): readonly Of[] {
  const seen = new Set<string>();
  return spots.filter(({ uri, span }) => {
    const id = `${uri} ${span.start} ${span.end}`;
    return !seen.has(id) && seen.add(id);
  });
}
