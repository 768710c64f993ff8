/** Completes items of a list: all required keys of a mapping at once, its other keys, or the words of a scalar. */
import { recordIn } from '../../readings/find.ts';
import { offerKeys, type SnippetBody, type Candidate } from '../../readings/offer.ts';
import { span } from '../../text/span.ts';
import { blockContent, flowBody } from './body.ts';
import { compose, type Completion } from './compose.ts';
import { fieldAt, type Site } from './site.ts';
import { wordCompletions } from './values.ts';
import type { NodePath } from '../../yaml/tree.ts';

/** What the item at the path can be. On a line of its own, the dash is inserted as well. */
export function itemCompletions(site: Site, path: NodePath): readonly Completion[] {
  const found = fieldAt(site.cursor, path);
  if (!found) return [];
  const { newItem, quote, bracket, body } = site.cursor;
  if (!recordIn(found.shape)) return newItem ? [] : wordCompletions(site, found.shape);
  // deeper lines below the word would be a value of no key
  if (quote || body || !(bracket || site.rest === '')) return [];
  return choicesOf(offerKeys(found.shape, [], found.chain, { gitlabVersion: site.gitlabVersion })).map(choice =>
    itemOf(site, choice),
  );
}

interface Choice {
  readonly candidate: Candidate;
  readonly entries: Extract<SnippetBody, { readonly kind: 'map' }>['entries'];
}

/** The required keys are one choice, since one of them alone is of no use. */
function choicesOf(candidates: readonly Candidate[]): readonly Choice[] {
  const single = candidates.map(candidate => ({ candidate, entries: entriesOf(candidate) }));
  const required = candidates.filter(({ rank }) => rank === 'required');
  const [first] = required;
  if (!first || required.length === 1) return single;
  const whole: Candidate = {
    ...first,
    label: required.map(({ label }) => label).join(', '),
    detail: 'all required keys of an item',
    filter: required.flatMap(({ filter }) => filter),
  };
  return [{ candidate: whole, entries: required.flatMap(entriesOf) }, ...single.slice(1)];
}

function entriesOf({ label, body }: Candidate): Choice['entries'] {
  return body ? [{ key: label, body }] : [];
}

function itemOf(site: Site, { candidate, entries }: Choice): Completion {
  const { cursor, layout, lineEnd } = site;
  const body: SnippetBody = { kind: 'map', entries };
  const { opens } = candidate;
  if (cursor.bracket)
    return compose(site, candidate, { template: flowBody(body, layout), span: cursor.word, opens, flow: true });
  const dash = cursor.newItem ? '- ' : '';
  const template = [dash, ...blockContent(body, cursor.column + dash.length, layout)];
  return compose(site, candidate, { template, span: span(cursor.word.start, lineEnd), opens });
}
