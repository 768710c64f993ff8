/** A completion that is inserted as it is. */
import type { Markdown } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import { toSnippet, toText, type Template } from '../snippet.ts';
import type { Completion } from './compose.ts';

/** How variables are completed: those that GitLab sets can be left to another extension. */
export interface InsideOptions {
  readonly snippets: boolean;
  readonly predefined: 'on' | 'off';
  readonly gitlabVersion?: string;
}

export interface PlainOffer {
  readonly label: string;
  readonly kind: Completion['kind'];
  readonly detail: string;
  readonly doc: Markdown;
  /** Lower groups come first; within a group, items are sorted by label. */
  readonly group: number;
  readonly template: Template;
  readonly span: Span;
  /** The version of GitLab that introduced it, if that is newer than the one the file is written for. */
  readonly needs?: string;
  /** Compared with the text of the span up to the cursor. */
  readonly filter: string;
}

export function plainItem(offer: PlainOffer, { snippets }: { readonly snippets: boolean }): Completion {
  const { label, kind, detail, doc, group, template, span, filter, needs } = offer;
  const isSnippet = snippets && template.some(part => typeof part === 'object');
  return {
    label,
    kind,
    detail,
    documentation: doc,
    sortText: `${group}${label}`,
    filterText: filter,
    preselect: false,
    deprecated: false,
    ...(needs !== undefined && { needs }),
    edit: { span, text: isSnippet ? toSnippet(template) : toText(template) },
    also: [],
    isSnippet,
    opensChoice: false,
  };
}
