/** The texts that are open in the editor, each with the version the editor gave it and GitLab's reading of it. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import type { TextChange } from '../text/span.ts';
import { parse, update } from '../yaml/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { spanOf } from './convert.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly language: string;
  readonly version: number;
  /** The text with its line table; it is brought up to date in place, which is what keeps a keystroke cheap. */
  readonly lines: TextDocument;
  /** The reading, made when it is first wanted: a file that is no CI file is never read. */
  reading?: SourceDocument | undefined;
}

/** A document as `didOpen` brings it. */
export function opened({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
  return { uri, language: languageId, version, lines: TextDocument.create(uri, languageId, version, text) };
}

/** The document after `didChange`, and the edits that led to it, each about the text that the one before left. */
export function changed(
  before: OpenDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): { readonly document: OpenDocument; readonly edits: readonly TextChange[] } {
  const edits = changes.map(change => apply(before.lines, change, version));
  TextDocument.update(before.lines, [], version);
  const reading = before.reading && update(before.reading, edits);
  return { document: { ...before, version, reading }, edits };
}

/** GitLab's reading of the text as it is now. */
export function readingOf(document: OpenDocument): SourceDocument {
  document.reading ??= parse(document.uri, document.lines.getText());
  return document.reading;
}

function apply(lines: TextDocument, change: TextDocumentContentChangeEvent, version: number): TextChange {
  const edit =
    'range' in change
      ? { span: spanOf(lines, change.range), text: change.text }
      : difference(lines.getText(), change.text);
  const range = { start: lines.positionAt(edit.span.start), end: lines.positionAt(edit.span.end) };
  TextDocument.update(lines, ['range' in change ? { range, text: edit.text } : { text: change.text }], version);
  return edit;
}

/** What changed between two whole texts, for clients that send no ranges: what both begin and end with did not. */
function difference(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { span: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}
