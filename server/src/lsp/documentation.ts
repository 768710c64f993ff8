/**
 * Documentation of completions that is sent only when a client requests it, one item at a time: most items of a list
 * are never looked at.
 */
import type { CompletionItem } from 'vscode-languageserver';
import type { Markdown } from '../text/markdown.ts';
import type { Abilities } from './abilities.ts';
import { toMarkup } from './markup.ts';

/** Identifies an item. */
export interface ItemData {
  readonly list: number;
  readonly item: number;
}

export interface Documentation {
  /** Keeps the documentation of a list; returns the data that each item has to carry. */
  keep(ofItems: readonly Markdown[]): (item: number) => ItemData;
  find(data: unknown): Markdown | undefined;
}

/** One list is shown at a time, but several editors of one client may each show one. */
const MOST_LISTS = 8;

export function documentation(): Documentation {
  const lists = new Map<number, readonly Markdown[]>();
  let last = 0;
  return {
    keep(ofItems) {
      const list = ++last;
      lists.set(list, ofItems);
      lists.delete(list - MOST_LISTS);
      return item => ({ list, item });
    },
    find(data) {
      const { list, item } = (data ?? {}) as Partial<ItemData>;
      return typeof list === 'number' && typeof item === 'number' ? lists.get(list)?.[item] : undefined;
    },
  };
}

/** The item with its documentation; an item of an old list stays as it is. */
export function withDocumentation(
  item: CompletionItem,
  kept: Documentation,
  { documentationFormat, translate }: Abilities,
): CompletionItem {
  const found = kept.find(item.data);
  return found === undefined ? item : { ...item, documentation: toMarkup(found, documentationFormat, translate) };
}
