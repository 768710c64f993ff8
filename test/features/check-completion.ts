/** Calls `complete` for the tests, and applies its results as an editor does. */
import { projectOf } from '../../server/src/ci/project.ts';
import { complete, type Completion, type CompletionOptions } from '../../server/src/features/completion.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

export interface Answer {
  readonly text: string;
  readonly offset: number;
  readonly items: readonly Completion[];
}

/** The completions at the `<|>` of the text. */
export function completionsAt(marked: string, options: CompletionOptions): Answer {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  return { text, offset, items: completionsIn(text, offset, options) };
}

export function completionsIn(text: string, offset: number, options: CompletionOptions): readonly Completion[] {
  return completer(text)(offset, options);
}

/** A function that completes one text at any offset. */
export function completer(text: string): (offset: number, options: CompletionOptions) => readonly Completion[] {
  const document = parse('file:///project/.gitlab-ci.yml', text);
  return (offset, options) => complete(projectOf(document), document, offset, options);
}

/** The text after accepting an item, with its tab stops as written. */
export function resultOf(text: string, { edit, also }: Completion): string {
  return applyChanges(text, [edit, ...also]);
}

/**
 * The text after accepting an item, accepting the first one of each list that opens next, and typing a letter at the
 * other stops.
 */
export function acceptFully(text: string, item: Completion): string {
  const { edit, also, isSnippet, opensChoice } = item;
  if (!isSnippet) return resultOf(text, item);
  const { before, after } = filled(item);
  const changed = applyChanges(text, [{ ...edit, text: before + after }, ...also]);
  if (!opensChoice) return changed;
  const earlier = also.filter(({ span }) => span.end <= edit.span.start);
  const moved = earlier.reduce((sum, one) => sum + one.text.length - (one.span.end - one.span.start), 0);
  const offset = edit.span.start + moved + before.length;
  const [next] = completionsIn(changed, offset, { snippets: true });
  if (next) return acceptFully(changed, next);
  const other = /:[ \t]$/.test(before) ? 'x' : 'x: x';
  return changed.slice(0, offset) + other + changed.slice(offset);
}

/** The text that an item inserts, with its stops filled in. */
export function insertedText(item: Completion): string {
  const { before, after } = item.isSnippet ? filled(item) : { before: '', after: item.edit.text };
  return before + after;
}

function filled({ edit, opensChoice }: Completion): ReturnType<typeof fill> {
  return fill(edit.text, opensChoice ? '' : 'x');
}

/**
 * The text of a snippet before and after its first stop, which is filled with the given text; the other stops get their
 * placeholder or a letter.
 */
function fill(snippet: string, first: string): { readonly before: string; readonly after: string } {
  const stops = [...snippet.matchAll(/(?<!\\)\$(?:(\d+)|\{\d+:((?:[^\\}]|\\.)*)\})/g)].map(
    ({ index, 0: whole, 1: number, 2: placeholder }) => ({ index, end: index + whole.length, number, placeholder }),
  );
  const parts = stops.map(({ index, end, number, placeholder }, count) => {
    const isBehind = number === '0' && /\S/.test(snippet[index - 1] ?? '');
    const text = placeholder ?? (count === 0 ? first : isBehind ? '' : 'x');
    return text + snippet.slice(end, stops[count + 1]?.index);
  });
  const plain = (text: string): string => text.replace(/\\([\\$}])/g, '$1');
  return { before: plain(snippet.slice(0, stops[0]?.index)), after: plain(parts.join('')) };
}

/**
 * Whether VS Code shows the item for the typed word: it contains all letters in this order, the first one at the start
 * of a word; leading blanks are ignored.
 */
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
