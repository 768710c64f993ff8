/** The only caller of `complete` in the tests, and what an editor makes of its answer. */
import { projectOf } from '../../server/src/ci/project.ts';
import { complete, type Completion, type CompletionOptions } from '../../server/src/features/completion.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document.ts';

export interface Answer {
  readonly text: string;
  readonly offset: number;
  readonly items: readonly Completion[];
}

/** The completions where the text has its `<|>`. */
export function completionsAt(marked: string, options: CompletionOptions): Answer {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  return { text, offset, items: completionsIn(text, offset, options) };
}

export function completionsIn(text: string, offset: number, options: CompletionOptions): readonly Completion[] {
  const document = parse('file:///project/.gitlab-ci.yml', text);
  return complete(projectOf(document), document, offset, options);
}

/** The text after accepting an item, tab stops as they are written. */
export function resultOf(text: string, { edit, also }: Completion): string {
  return applyChanges(text, [edit, ...also]);
}

/** The text after accepting an item and typing something at each tab stop. */
export function filledIn(text: string, item: Completion, typed: string): string {
  const inserted = item.isSnippet ? fill(item.edit.text, typed) : item.edit.text;
  return applyChanges(text, [{ ...item.edit, text: inserted }, ...item.also]);
}

function fill(snippet: string, typed: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$(\d+)/g, (_, escaped, placeholder, stop) => {
    if (escaped !== undefined) return String(escaped);
    if (placeholder !== undefined) return String(placeholder).replace(/\\(.)/g, '$1');
    return stop === '0' && /[^\s-]\$0$/.test(snippet) ? '' : typed;
  });
}

/** Whether VS Code shows the item for what is typed: all letters in their order, blanks in front aside, the first one at a word's start. */
export function isShown(text: string, offset: number, { edit, filterText }: Completion): boolean {
  const typed = text.slice(edit.span.start, offset).trimStart().toLowerCase();
  return (
    typed === '' || startsOf(filterText).some(start => isSubsequence(typed, filterText.toLowerCase().slice(start)))
  );
}

function startsOf(text: string): readonly number[] {
  return [...text.matchAll(/(?<![A-Za-z0-9])\S|(?<=[a-z])[A-Z]/g)].map(({ index }) => index);
}

function isSubsequence(letters: string, text: string): boolean {
  if (text[0] !== letters[0]) return false;
  let at = 0;
  for (const letter of text) if (letter === letters[at]) at++;
  return at === letters.length;
}
