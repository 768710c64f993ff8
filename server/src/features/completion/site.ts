/** The place where completion inserts text: the cursor, what is around the word, and the author's layout. */
import { find, type FoundField } from '../../readings/find.ts';
import { NEWEST } from '../../readings/version.ts';
import { span, type Span } from '../../text/span.ts';
import type { Cursor } from '../../yaml/cursor/cursor.ts';
import type { NodePath, SourceDocument } from '../../yaml/tree.ts';
import { layoutAt, type FileLayout } from '../layout.ts';

export interface Site {
  readonly text: string;
  readonly uri: string;
  readonly cursor: Cursor;
  readonly layout: FileLayout;
  readonly snippets: boolean;
  /** The GitLab that the file is written for. */
  readonly gitlabVersion: string;
  /** The word and the colon after it. */
  readonly head: Span;
  /** The end of the word's line. */
  readonly lineEnd: number;
  /** What follows the word and its colon on the line, without blanks. */
  readonly rest: string;
}

interface SiteOptions {
  readonly snippets: boolean;
  readonly gitlabVersion?: string;
}

export function siteAt(document: SourceDocument, cursor: Cursor, options: SiteOptions): Site {
  const { snippets, gitlabVersion = NEWEST } = options;
  const { text, uri } = document;
  const { word } = cursor;
  const colon = cursor.behind === 'colon' ? text.indexOf(':', word.end) + 1 : word.end;
  const lineEnd = endOfLine(text, colon);
  const rest = text.slice(colon, lineEnd).trim();
  return {
    text,
    uri,
    cursor,
    snippets,
    gitlabVersion,
    layout: layoutAt(document, word.start),
    head: span(word.start, colon),
    lineEnd,
    rest,
  };
}

/** What the table says about a path in the cursor's piece. */
export function fieldAt({ piece, entryKeys }: Cursor, path: NodePath): FoundField | undefined {
  return piece === 'ignored' ? undefined : find(path, { piece, entryKeys });
}

export function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found < 0 ? text.length : offset + found;
}

/** Start of the next line, or the end of the text. */
export function lineAfter(text: string, offset: number): number {
  const end = endOfLine(text, offset);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}
