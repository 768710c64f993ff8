/** From a candidate of the table and its laid-out text to a completion. */
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
  /** One plain line. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: Markdown;
  readonly sortText: string;
  /** Every spelling under which the item is looked for. */
  readonly filterText: string;
  readonly preselect: boolean;
  readonly deprecated: boolean;
  /** The version of GitLab that brings it, where the one that the file is written for is older. */
  readonly needs?: string;
  /** Its span stays on the line of the cursor; the indentation in its text is absolute. */
  readonly edit: TextChange;
  /** Lines that go with what the edit replaces. */
  readonly also: readonly TextChange[];
  readonly isSnippet: boolean;
  /** The cursor is left where another choice is to be made. */
  readonly opensChoice: boolean;
}

/** What goes in and in place of what. */
export interface CompletionDraft {
  readonly template: Template;
  readonly span: Span;
  readonly also?: readonly TextChange[];
  readonly opens?: boolean;
  /** Whether it is all on the line, so that no part may be left out. */
  readonly flow?: boolean;
  /** The key that it takes the place of: what is typed there still stands for that one. */
  readonly replaces?: string;
}

/** As much of a candidate as a list of completions shows. */
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

/** An editor compares this with what is in the span up to the cursor: a quote, or a key that stands for another one. */
function filterText({ text, cursor }: Site, { filter }: Offer, { replaces }: CompletionDraft): string {
  const mark = cursor.quote ? text.slice(cursor.word.start, cursor.word.start + 1) : '';
  const [label = '', ...others] = filter;
  // editors find the label by every spelling whose letters it holds in their order
  const spellings = [label, ...others.filter(other => !holdsInOrder(label.toLowerCase(), other.toLowerCase()))];
  return mark + [...(replaces === undefined ? [] : [replaces]), ...spellings].join(' ');
}

/** Whether there is a whole key at the cursor: one with its colon or a value. */
function isRetyped({ cursor: { behind, body } }: Site): boolean {
  return behind === 'colon' || body !== undefined;
}

/** The key at the cursor without its quotes. */
export function currentKey({ text, cursor: { word } }: Site): string {
  return text.slice(word.start, word.end).replace(/["']/g, '');
}

/** The blanks and the comma without which the text would stick to its neighbours. */
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
