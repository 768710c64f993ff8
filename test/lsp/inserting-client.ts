/** How clients insert the text of a completion, each in its own way of indenting lines. */
import { InsertTextFormat, InsertTextMode, TextEdit, type CompletionItem } from 'vscode-languageserver';
import type { Completion } from '../../server/src/features/completion.ts';
import { insertionOf } from '../../server/src/lsp/insertion.ts';
import type { Abilities } from '../../server/src/lsp/abilities.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';

export interface Client {
  readonly abilities: Pick<Abilities, 'snippets' | 'insertTextModes'> & Partial<Abilities>;
  /** Whether it indents all lines of an item but the first like the line of the cursor. */
  readonly indents: (item: Pick<CompletionItem, 'insertTextFormat' | 'insertTextMode'>) => boolean;
}

const { asIs, adjustIndentation } = InsertTextMode;
const isSnippet = ({ insertTextFormat }: Pick<CompletionItem, 'insertTextFormat'>): boolean =>
  insertTextFormat === InsertTextFormat.Snippet;

export const CLIENTS: Readonly<Record<string, Client>> = {
  'VS Code, which does as it is told': {
    abilities: { snippets: true, insertTextModes: [asIs, adjustIndentation] },
    indents: ({ insertTextMode }) => insertTextMode !== asIs,
  },
  'Neovim and Helix, which indent snippets': { abilities: { snippets: true, insertTextModes: [] }, indents: isSnippet },
  'Emacs as the guide sets it up, which inserts all lines as they are': {
    abilities: { snippets: true, insertTextModes: [], asIsSnippets: true },
    indents: () => false,
  },
  'nvim-cmp, which names what it does not follow': {
    abilities: { snippets: true, insertTextModes: [asIs, adjustIndentation] },
    indents: isSnippet,
  },
  'Sublime Text, which always indents': {
    abilities: { snippets: true, insertTextModes: [adjustIndentation] },
    indents: () => true,
  },
  'a client without snippets that follows both modes': {
    abilities: { snippets: false, insertTextModes: [asIs, adjustIndentation] },
    indents: ({ insertTextMode }) => insertTextMode === adjustIndentation,
  },
  'a client without snippets that always indents': {
    abilities: { snippets: false, insertTextModes: [adjustIndentation] },
    indents: () => true,
  },
  'a client that knows nothing': { abilities: { snippets: false, insertTextModes: [] }, indents: () => false },
};

/** The text after the client inserted the item; tab stops stay as written. */
export function inserted(text: string, item: Completion, { abilities, indents }: Client): string {
  const lines = linesOf(text);
  const insertion = insertionOf(item, { text, lines }, { asIsSnippets: false, ...abilities });
  if (!TextEdit.is(insertion.textEdit)) throw new Error('there is no edit');
  const { range, newText } = insertion.textEdit;
  const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  const before = text.slice(lines.startOf(range.start.line), span.start);
  const [blanks = ''] = /^[ \t]*/.exec(before) ?? [];
  const put = indents(insertion) ? newText.replaceAll(/(\r\n|\n|\r)/g, `$1${blanks}`) : newText;
  return applyChanges(text, [{ span, text: put }, ...item.also]);
}

/** The text that the feature intends. */
export function meant(text: string, { edit, also, isSnippet }: Completion, { abilities }: Client): string {
  const isMade = abilities.snippets && !isSnippet && /[\r\n]/.test(edit.text);
  const whole: TextChange = isMade ? { ...edit, text: `${edit.text.replaceAll(/[\\$}]/g, '\\$&')}$0` } : edit;
  return applyChanges(text, [whole, ...also]);
}
