/** The texts that are open in the editor, each with the version the editor gave it and GitLab's reading of it. */
import type { Range, TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { EditedLines } from '../text/edited-lines.ts';
import type { TextChange, Uri } from '../text/span.ts';
import { parse, update } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { offsetOf, spanOf } from './convert.ts';
import { normal } from '../text/uri.ts';
import { isRecord } from './values.ts';

export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  /** As the core spells it. */
  readonly id: Uri;
  readonly language: string;
  readonly version: number;
  /** The text with its line table; it is updated in place, which keeps a keystroke cheap. */
  readonly lines: EditedLines;
  readonly reading: Reading;
}

/** GitLab's reading of a text, made on demand: a file that is not a CI file is never parsed. */
interface Reading {
  made?: SourceDocument;
  readonly make: () => SourceDocument;
}

/** The document from `didOpen`. */
export function opened({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
  if (typeof uri !== 'string' || typeof text !== 'string') throw new TypeError('A document needs a URI and a text.');
  const lines = new EditedLines(text);
  const id = normal(uri);
  return { uri, id, language: languageId, version, lines, reading: { make: () => parse(id, lines.text) } };
}

/** The document after `didChange`, with the edits; each edit refers to the text that the one before left. */
export function changed(
  before: OpenDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): { readonly document: OpenDocument; readonly edits: readonly TextChange[] } {
  if (!changes.every(isChange)) throw new TypeError('A change needs a text, and positions if it has a range.');
  const { id, lines, reading } = before;
  const edits = appliedAtOnce(lines, changes) ?? changes.map(change => apply(lines, change));
  const { made } = reading;
  const make = made ? () => update(made, edits, lines.text, lines.parts) : () => parse(id, lines.text);
  return { document: { ...before, version, reading: { make } }, edits };
}

/** GitLab's reading of the current text. */
export function readingOf({ reading }: OpenDocument): SourceDocument {
  return (reading.made ??= reading.make());
}

/** Checked before anything is applied: no message must be applied by half. */
function isChange(change: unknown): boolean {
  const { text, range } = (change ?? {}) as { readonly text?: unknown; readonly range?: Partial<Range> | null };
  return typeof text === 'string' && (range === undefined || (isRecord(range?.start) && isRecord(range.end)));
}

/** Fewer changes are faster applied one by one, since only their lines are looked at then. */
const MANY = 8;

/**
 * Applies many changes in one pass if each is before the previous one in the text: this is how editors send the edits
 * of many cursors, or a replacement in the whole file. No change moves the later ones then, so all can use the same
 * lines; positions outside of the text are left to the plain way, since it depends on earlier changes where they are.
 */
function appliedAtOnce(
  lines: EditedLines,
  changes: readonly TextDocumentContentChangeEvent[],
): readonly TextChange[] | undefined {
  if (changes.length < MANY) return undefined;
  const edits: TextChange[] = [];
  const parts: string[] = [];
  const before = lines.text;
  let end = before.length;
  for (const change of changes) {
    if (!('range' in change)) return undefined;
    const edit = { span: spanOf(lines, change.range), text: change.text };
    if (edit.span.end > end || !isInText(lines, change.range)) return undefined;
    edits.push(edit);
    parts.push(before.slice(edit.span.end, end), edit.text);
    end = edit.span.start;
  }
  parts.push(before.slice(0, end));
  lines.become(parts.reverse().join(''));
  return edits;
}

/**
 * Whether the lines have these positions. What is typed at the end of a line, letter by letter, goes beyond the end that
 * the line has before, where every letter would seem to be in front of the one before.
 */
function isInText(lines: EditedLines, { start, end }: Range): boolean {
  return [start, end].every(({ line, character }) => {
    const there = lines.positionAt(offsetOf(lines, { line, character }));
    return there.line === line && there.character === character;
  });
}

function apply(lines: EditedLines, change: TextDocumentContentChangeEvent): TextChange {
  const edit =
    'range' in change ? { span: spanOf(lines, change.range), text: change.text } : difference(lines.text, change.text);
  lines.edit(edit);
  return edit;
}

/** The change between two whole texts, for clients that send no ranges: without what both begin and end with. */
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
