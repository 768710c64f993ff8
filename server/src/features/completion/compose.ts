/** From a candidate of the table and its laid-out text to a completion. */
import type { Candidate } from '../../readings/offer.ts';
import type { Span, TextChange } from '../../text/span.ts';
import { toPlain, toSnippet, type Template } from '../snippet.ts';
import type { Site } from './site.ts';

export interface Completion {
  readonly label: string;
  /** `form` is a value with a structure of its own, such as a list. */
  readonly kind: 'key' | 'value' | 'form';
  /** One plain line. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  readonly sortText: string;
  /** Every spelling under which the item is looked for. */
  readonly filterText: string;
  readonly preselect: boolean;
  readonly deprecated: boolean;
  /** Its span stays on the line of the cursor; the indentation in its text is absolute. */
  readonly edit: TextChange;
  /** Lines that go with what the edit replaces. */
  readonly also: readonly TextChange[];
  readonly isSnippet: boolean;
  /** The cursor is left where another choice is to be made. */
  readonly opensChoice: boolean;
}

/** What goes in and in place of what. */
export interface Draft {
  readonly template: Template;
  readonly span: Span;
  readonly also?: readonly TextChange[];
  readonly opens?: boolean;
}

/** As much of a candidate as a list of completions shows. */
export type Offer = Omit<Candidate, 'kind' | 'rank' | 'body' | 'opens'> & Pick<Completion, 'kind'>;

export function compose(site: Site, offer: Offer, draft: Draft): Completion {
  const { before, after } = spacing(site, draft);
  const hasStops = draft.template.some(part => typeof part === 'object');
  const isSnippet = site.snippets && hasStops;
  const template = [before, ...draft.template];
  const { label, kind, detail, doc, sortText, preselect, deprecated } = offer;
  return {
    label,
    kind,
    detail: draft.also ? `in place of ${currentKey(site)} and its value` : detail,
    documentation: doc,
    sortText,
    filterText: filterText(site, offer.filter),
    preselect: isRetyped(site) ? label === currentKey(site) : preselect,
    deprecated,
    edit: { span: draft.span, text: isSnippet ? toSnippet(template, after) : toPlain([...template, after]) },
    also: draft.also ?? [],
    isSnippet,
    opensChoice: draft.opens === true && hasStops,
  };
}

/** An editor compares this with what stands in the span up to the cursor: a quote, or the key that is typed anew. */
function filterText(site: Site, spellings: readonly string[]): string {
  const { text, cursor } = site;
  const word = text.slice(cursor.word.start, cursor.word.end);
  if (isRetyped(site)) return [word, ...spellings].join(' ');
  return (cursor.quote ? word.slice(0, 1) : '') + spellings.join(' ');
}

/** Whether a whole key stands at the cursor: one with its colon or a value. */
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
  { span, template }: Draft,
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
