/**
 * Tries completions before they are offered, as `sound.ts` does with fixes: what is inserted depends on the characters
 * around the cursor, and only the parser knows what the text then is.
 */
import { applyChanges, shift } from '../../text/span.ts';
import { entryAt } from '../../yaml/document/document.ts';
import { parseBlock } from '../../yaml/document/parse.ts';
import type { Block, Entry, SourceDocument } from '../../yaml/tree.ts';
import { toSample } from '../snippet.ts';
import type { Completion } from './compose.ts';

/** Each try parses the entry at the cursor, so in one with more characters nothing is tried. */
const LONGEST_ENTRY = 2000;

/** Names that authors choose can have any form. */
const MOST_FORMS = 40;

/**
 * The items after which the entry at the cursor can be read; all of them if it can not be read with a word there either.
 * Of items that differ in words only, one is tried.
 */
export function soundItems(
  document: SourceDocument,
  items: readonly Completion[],
  isReadable: boolean,
): readonly Completion[] {
  const [first] = items;
  const entry = first && entryAt(document, first.edit.span.start)?.entry;
  if (!entry || entry.block.text.length > LONGEST_ENTRY || !(isReadable || entry.block.flaws.length === 0))
    return items;
  const tried = new Map<string, boolean>();
  return items.filter(item => {
    const text = item.isSnippet ? toSample(item.edit.text) : item.edit.text;
    const form = formOf(text, item);
    const isSound = tried.get(form) ?? (tried.size >= MOST_FORMS || isRead(accepted(entry, item, text)));
    tried.set(form, isSound);
    return isSound;
  });
}

/** What an item does to the text, whatever its words are. */
function formOf(text: string, { edit: { span }, also }: Completion): string {
  return [span.start, span.end, also.length, text.replace(/\w[\w.-]*/g, 'w')].join(' ');
}

/** The entry after the item is accepted. */
function accepted({ block, start }: Entry, { edit, also }: Completion, text: string): Block {
  const changes = [{ ...edit, text }, ...also].map(change => ({ ...change, span: shift(-start, change.span) }));
  return parseBlock(applyChanges(block.text, changes), block.frame);
}

/** A word that only lacks its colon does not count. */
function isRead({ flaws }: Block): boolean {
  return flaws.every(({ cause }) => cause === 'missing-colon');
}
