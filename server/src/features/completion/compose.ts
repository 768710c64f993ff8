/** Makes a completion of a candidate of the table and its laid-out text. */
import type { Candidate } from '../../readings/offer.ts';
import { holdsInOrder } from '../../text/letters.ts';
import type { Markdown } from '../../text/markdown.ts';
import type { Span, TextChange } from '../../text/span.ts';
import { toBeginning, toSnippet, toText, type Template } from '../snippet.ts';
import type { Site } from './site.ts';

export interface Completion {
  readonly label: string;
  /** `form` is a value with a structure of its own, such as a list. */
  readonly kind: 'key' | 'value' | 'form' | 'variable' | 'input' | 'function' | 'operator' | 'file';
  /** One line of plain text. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: Markdown;
  readonly sortText: string;
  /** All spellings that the item can be found by. */
  readonly filterText: string;
  readonly preselect: boolean;
  readonly deprecated: boolean;
  /** The version of GitLab that introduced it, if that is newer than the one the file is written for. */
  readonly needs?: string;
  /** Its span is on the line of the cursor; the indentation in its text is absolute. */
  readonly edit: TextChange;
  /** Further deletions that belong to the edit: of blanks right in front of it, or further below. */
  readonly also: readonly TextChange[];
  readonly isSnippet: boolean;
  /** The cursor is left where another choice has to be made. */
  readonly opensChoice: boolean;
}

/** The text to insert and the span to replace. */
export interface CompletionDraft {
  readonly template: Template;
  readonly span: Span;
  readonly also?: readonly TextChange[];
  readonly opens?: boolean;
  /** Everything is on one line, so no part may be left out. */
  readonly flow?: boolean;
  /** The existing key that it replaces: what is typed at the cursor still is the name of that key. */
  readonly replaces?: string;
}

/** The parts of a candidate that a list of completions shows. */
export type Offer = Omit<Candidate, 'kind' | 'rank' | 'body' | 'opens'> & Pick<Completion, 'kind'>;

export function compose(site: Site, offer: Offer, draft: CompletionDraft): Completion {
  const hasStops = draft.template.some(part => typeof part === 'object');
  const isSnippet = site.snippets && hasStops;
  const { label, kind, detail, doc, sortText, preselect, deprecated, needs } = offer;
  return {
    label,
    kind,
    detail: draft.replaces === undefined ? detail : `replaces ${draft.replaces}`,
    documentation: doc,
    sortText,
    filterText: filterText(site, offer, draft),
    preselect: isRetyped(site) ? label === currentKey(site) : preselect,
    deprecated,
    ...(needs !== undefined && { needs }),
    edit: { span: draft.span, text: textOf(site, draft, isSnippet ? 'snippet' : 'plain') },
    also: draft.also ?? [],
    isSnippet,
    opensChoice: draft.opens === true && hasStops,
  };
}

function textOf(site: Site, draft: CompletionDraft, form: 'snippet' | 'plain'): string {
  const { before, after } = spacing(site, draft);
  const template = [before, ...draft.template];
  if (form === 'snippet') return toSnippet(template, after);
  return draft.flow ? toText(template) + after : toBeginning(template) + after;
}

/**
 * An editor compares this with the text of the span up to the cursor, which may be a quote, or another key that is
 * replaced.
 */
function filterText({ text, cursor }: Site, { filter }: Offer, { replaces }: CompletionDraft): string {
  const mark = cursor.quote ? text.slice(cursor.word.start, cursor.word.start + 1) : '';
  const [label = '', ...others] = filter;
  // editors match the label against all spellings whose letters it contains in order
  const spellings = [label, ...others.filter(other => !holdsInOrder(label.toLowerCase(), other.toLowerCase()))];
  return mark + [...(replaces === undefined ? [] : [replaces]), ...spellings].join(' ');
}

/** Whether there is a whole key at the cursor, with a colon or a value. */
function isRetyped({ cursor: { behind, body } }: Site): boolean {
  return behind === 'colon' || body !== undefined;
}

/** The key at the cursor without its quotes. */
export function currentKey({ text, cursor: { word } }: Site): string {
  return text.slice(word.start, word.end).replace(/["']/g, '');
}

/** The blanks and commas that keep the text apart from its neighbours. */
function spacing(
  { text, cursor }: Site,
  { span, template }: CompletionDraft,
): { readonly before: string; readonly after: string } {
  const { tight, bracket, behind } = cursor;
  const [first] = template;
  const last = text[span.start - 1] ?? '';
  const next = text[span.end] ?? '';
  const beginsLine = typeof first === 'string' && /^\s/.test(first);
  const sticks = tight || (bracket && (last === ',' || (last === '{' && bracket === '{')));
  const comma = bracket && behind === 'entry' ? (/\s/.test(next) ? ',' : ', ') : '';
  const gap = next === '#' || (next === '}' && bracket === '{') ? ' ' : '';
  return { before: sticks && !beginsLine ? ' ' : '', after: comma + gap };
}
