/** The syntax tree of a block: what is written, with spans relative to the block; what it means comes later. */
import type { Span, TextBlock } from '../text/span.ts';

interface Written {
  readonly span: Span;
  /** As written, `!reference` or `!!str`. */
  readonly tag?: { readonly name: string; readonly span: Span };
  readonly anchor?: { readonly name: string; readonly span: Span };
}

/**
 * `missing` is a value that is not written at all, such as that of `port:`; its span is empty and follows the colon.
 */
export interface ScalarNode extends Written {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'missing';
  /** The text that the scalar stands for: unescaped and unfolded, but without a type (see `scalar.ts`). */
  readonly text: string;
}

export interface ListNode extends Written {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

export interface MapNode extends Written {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
}

export interface AliasNode extends Written {
  readonly kind: 'alias';
  readonly name: string;
}

export type Node = ScalarNode | ListNode | MapNode | AliasNode;

/** `value` is absent only if there is no colon either: a half-typed key. */
export interface Pair {
  readonly key: Node;
  readonly value?: Node;
  readonly span: Span;
}

/** A syntax problem: its cause only, in our own words. */
export interface SyntaxFlaw {
  readonly code: 'yaml-syntax';
  readonly message: string;
  readonly span: Span;
  /** The kind of mistake, for the rule that offers fixes. */
  readonly cause?: FlawCause;
}

export type FlawCause =
  | 'anchor'
  | 'block-header'
  | 'character'
  | 'conflict'
  | 'directive'
  | 'escape'
  | 'extra-bracket'
  | 'extra-comma'
  | 'extra-text'
  | 'indentation'
  | 'item'
  | 'missing-colon'
  | 'missing-comma'
  | 'missing-space'
  | 'nesting'
  | 'open-bracket'
  | 'open-quote'
  | 'quote'
  | 'sign'
  | 'tab'
  | 'tag'
  | 'unquoted-colon'
  | 'value';

/** Keys and indices from the root of a piece to a node; `[]` is the root itself. */
export type NodePath = readonly (string | number)[];

/**
 * A top-level entry of a file, or a whole piece where it cannot be cut into entries.
 * It does not know where it is, so versions of a document share it as long as its text stays. Within one version every
 * block is an object of its own, even where two have the same text.
 */
export interface Block extends TextBlock {
  readonly root: Node | undefined;
  readonly flaws: readonly SyntaxFlaw[];
  /** Only if it is an entry of a root in brackets. */
  readonly frame?: EntryFrame;
  /** It is larger than we read: nothing but these keys of its root is known, which may have other keys as well. */
  readonly unread?: { readonly why: 'values' | 'length'; readonly mayHaveMoreKeys: boolean };
}

/** What the text of an entry lacks to be a mapping in brackets by itself; the first has its bracket, and so has the last. */
export interface EntryFrame {
  readonly before: string;
  readonly after: string;
}

export interface Entry {
  readonly block: Block;
  /** Offset of the block in the document. */
  readonly start: number;
}

export type PieceKind = 'header' | 'content' | 'ignored';

/**
 * Neighbouring blocks: the same object in all versions in which they are neighbours, so that what is known of them
 * together can be cached.
 */
export interface Group {
  readonly blocks: readonly Block[];
  /** Where each of them begins, from the beginning of the group. */
  readonly starts: readonly number[];
  /** Of the text. */
  readonly length: number;
}

/** One of the parts into which GitLab itself cuts a text at `---` lines. They are not YAML's documents. */
export interface Piece {
  readonly kind: PieceKind;
  readonly span: Span;
  /** Its blocks without gaps, from its start on. */
  readonly groups: readonly Group[];
  /** The same with offsets; made when somebody asks, so what runs at every keystroke looks at the groups. */
  readonly entries: readonly Entry[];
}

/** The immutable reading of one text. */
export interface SourceDocument {
  readonly uri: string;
  readonly text: string;
  /** GitLab refuses it for its length, so it is not read here either. */
  readonly isTooLong: boolean;
  /** How many entries it has if these are more than we read: nothing of it is known then. */
  readonly unreadEntries?: number | undefined;
  readonly pieces: readonly Piece[];
}

/** Whether it is neither longer than GitLab reads nor of more entries than we read. */
export function isRead({ isTooLong, unreadEntries }: SourceDocument): boolean {
  return !isTooLong && unreadEntries === undefined;
}

/** Whether a text is nothing but whitespace, which most texts are not from their beginning on. */
export function isEmptyText({ text, pieces }: SourceDocument): boolean {
  const beginning = pieces[0]?.groups[0]?.blocks[0]?.text ?? '';
  return beginning.trim() === '' && text.trim() === '';
}
