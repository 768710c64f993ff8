/** How the text of a completion is sent to clients, many of which change its indentation. */
import { InsertTextFormat, InsertTextMode } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { Completion } from '../features/completion.ts';
import { toSnippet } from '../features/snippet.ts';
import type { TextChange } from '../text/span.ts';
import type { Abilities } from './abilities.ts';
import { toTextEdit, type LineTable } from './convert.ts';

/** The text into which an item is inserted. */
export interface TargetText {
  readonly text: string;
  readonly lines: LineTable;
}

type Insertion = Pick<CompletionItem, 'textEdit' | 'insertTextFormat' | 'insertTextMode'>;

/**
 * Most clients indent further lines of a snippet like the line that it is inserted on, whatever mode it states, and
 * leave those of plain text alone. So several lines are sent as a snippet whenever the client supports snippets.
 */
export function insertionOf(
  { edit, isSnippet }: Completion,
  around: TargetText,
  { snippets, asIsSnippets, insertTextModes }: Pick<Abilities, 'snippets' | 'asIsSnippets' | 'insertTextModes'>,
): Insertion {
  if (!/[\r\n]/.test(edit.text)) return insertion(edit, isSnippet, around);
  const isAdjusted = snippets ? !asIsSnippets : isAdjusting(insertTextModes);
  const mode = isAdjusted ? InsertTextMode.adjustIndentation : InsertTextMode.asIs;
  const whole = snippets && !isSnippet ? toSnippet([edit.text]) : edit.text;
  const text = mode === InsertTextMode.asIs ? whole : relativeTo(indentationAt(edit, around), whole);
  return {
    ...insertion({ ...edit, text }, snippets, around),
    ...(insertTextModes.includes(mode) ? { insertTextMode: mode } : {}),
  };
}

function isAdjusting(modes: readonly InsertTextMode[]): boolean {
  return modes.includes(InsertTextMode.adjustIndentation) && !modes.includes(InsertTextMode.asIs);
}

function insertion(edit: TextChange, isSnippet: boolean, { lines }: TargetText): Insertion {
  const insertTextFormat = isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
  return { textEdit: toTextEdit(lines, edit), insertTextFormat };
}

/** The white space at the beginning of the line, up to the insertion. */
function indentationAt({ span }: TextChange, { text, lines }: TargetText): string {
  const before = text.slice(span.start - lines.positionAt(span.start).character, span.start);
  return before.slice(0, before.length - before.trimStart().length);
}

/** The text whose further lines lack the indentation that the client will add. */
function relativeTo(indentation: string, text: string): string {
  return text.replaceAll(/(\r\n|\n|\r)([ \t]*)/g, (_, lineBreak: string, blanks: string) =>
    blanks.startsWith(indentation) ? lineBreak + blanks.slice(indentation.length) : lineBreak + blanks,
  );
}
