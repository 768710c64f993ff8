/** An entry of a list of completions that goes in as it is. */
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
  /** Lower ones come first; those of one group are sorted by their labels. */
  readonly group: number;
  readonly template: Template;
  readonly span: Span;
  /** The version of GitLab that brings it, where the one that the file is written for is older. */
  readonly needs?: string;
  /** What is in the span up to the cursor is compared with this. */
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
