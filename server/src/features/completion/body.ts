/** Lays a body of the table out, in lines or in brackets. */
import type { SnippetBody, BodyEntry } from '../../readings/offer.ts';
import type { FileLayout } from '../layout.ts';
import type { Template } from '../snippet.ts';

type MapBody = Extract<SnippetBody, { readonly kind: 'map' }>;

/** What follows the colon of a key at the column. */
export function blockBody(body: SnippetBody, column: number, layout: FileLayout): Template {
  switch (body.kind) {
    case 'scalar':
      return [' ', ...scalar(body, layout)];
    case 'list': {
      const dash = column + layout.listStep;
      return [newLine(dash, layout), '- ', ...blockContent(body.item, dash + 2, layout)];
    }
    case 'map':
      return [newLine(column + layout.step, layout), ...blockContent(body, column + layout.step, layout)];
    default:
      return body satisfies never;
  }
}

/** What is at the column without a key of its own: the content of an item, or the entries of a mapping. */
export function blockContent(body: SnippetBody, column: number, layout: FileLayout): Template {
  if (body.kind === 'scalar') return scalar(body, layout);
  if (body.kind === 'list') return ['- ', ...blockContent(body.item, column + 2, layout)];
  if (body.entries.length === 0) return [{ placeholder: '' }];
  return body.entries.flatMap((entry, index) => [
    ...(index > 0 ? [newLine(column, layout)] : []),
    ...keyOf(entry),
    ':',
    ...blockBody(entry.body, column, layout),
  ]);
}

/** The same on one line. */
export function flowBody(body: SnippetBody, layout: FileLayout): Template {
  if (body.kind === 'scalar') return scalar(body, layout);
  if (body.kind === 'list') return ['[', ...flowItem(body.item, layout), ']'];
  return ['{ ', ...flowEntries(body, layout), ' }'];
}

/** An item in brackets; free text is quoted, since it may contain commas and brackets. */
function flowItem(item: SnippetBody, layout: FileLayout): Template {
  return item.kind === 'scalar' ? scalar({ ...item, quoted: item.words.length === 0 }, layout) : flowBody(item, layout);
}

function flowEntries({ entries }: MapBody, layout: FileLayout): Template {
  if (entries.length === 0) return [{ placeholder: '' }];
  return entries.flatMap(({ key, body }, index) => [`${index > 0 ? ', ' : ''}${key}: `, ...flowBody(body, layout)]);
}

function keyOf({ key, sample }: BodyEntry): Template {
  return sample ? [{ placeholder: key }] : [key];
}

function scalar(
  { placeholder, quoted }: Extract<SnippetBody, { readonly kind: 'scalar' }>,
  { quote }: FileLayout,
): Template {
  return quoted ? [quote, { placeholder }, quote] : [{ placeholder }];
}

function newLine(column: number, { lineBreak }: FileLayout): string {
  return lineBreak + ' '.repeat(column);
}
