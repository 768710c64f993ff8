/**
 * Completes values after a colon: the words of a scalar, or the beginning of the mapping or list that belongs there.
 */
import { describe } from '../../readings/describe.ts';
import { listIn, recordIn, scalarsIn, type FoundField } from '../../readings/find.ts';
import { bodyOf, offerKeys, offerValues, type SnippetBody } from '../../readings/offer.ts';
import type { Shape } from '../../spec/shape.ts';
import { span } from '../../text/span.ts';
import { lineStart } from '../../yaml/lines.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import { blockBody, flowBody } from './body.ts';
import { compose, type Completion, type CompletionDraft } from './compose.ts';
import { fieldAt, type Site } from './site.ts';

export function valueCompletions(site: Site): readonly Completion[] {
  const found = fieldAt(site.cursor, site.cursor.path);
  if (!found) return [];
  const words = wordCompletions(site, found.shape);
  return site.cursor.quote ? words : [...words, ...keysBelow(site, found), ...listForms(site, found)];
}

/** The words of a scalar, in the existing quotes or those that YAML needs. */
export function wordCompletions(site: Site, shape: Shape): readonly Completion[] {
  const { cursor } = site;
  const untyped = scalarsIn(shape).some(({ kind }) => kind === 'boolean' || kind === 'integer');
  if (untyped && cursor.quote) return [];
  return offerValues(shape, { gitlabVersion: site.gitlabVersion }).map(candidate => {
    const text = untyped ? candidate.label : scalarText(site, candidate.label);
    return compose(site, candidate, { template: [text], span: cursor.word });
  });
}

/** In the quotes that are typed, unless other quotes avoid escapes. */
function scalarText({ text, cursor, layout }: Site, value: string): string {
  const isSafe = /^[A-Za-z_./][\w./-]*$/.test(value) && typePlain(value).type === 'string';
  if (!cursor.quote && isSafe) return value;
  const usual = cursor.quote ? text[cursor.word.start] : layout.quote;
  const isSingle = /["\\]/.test(value) || (usual === "'" && !value.includes("'"));
  return isSingle ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
}

/** The keys of a mapping that begins on the next line, or in brackets if no line may follow. */
function keysBelow(site: Site, { shape, chain }: FoundField): readonly Completion[] {
  if (!recordIn(shape) || !isUsual(shape, 'map') || isTagged(site)) return [];
  return offerKeys(shape, [], chain, { gitlabVersion: site.gitlabVersion }).map(candidate => {
    const body: SnippetBody = { kind: 'map', entries: [{ key: candidate.label, body: candidate.body ?? EMPTY }] };
    const draft = isBlockPossible(site) ? below(site, body) : behind(site, body);
    return compose(site, candidate, { ...draft, opens: candidate.opens });
  });
}

/** A list with its first item, on lines of its own and in brackets. */
function listForms(site: Site, { name, field, shape, chain }: FoundField): readonly Completion[] {
  const typed = site.text.slice(site.cursor.word.start, site.cursor.word.end);
  if (!listIn(shape) || !isUsual(shape, 'list') || !/^[-[]?$/.test(typed)) return [];
  const body = bodyOf({ ...field, shape });
  if (body.kind !== 'list') return [];
  const shared = { kind: 'form', doc: describe({ name, field }, chain), deprecated: false } as const;
  const lines = {
    ...shared,
    label: '- …',
    detail: 'list, one item per line',
    filter: ['-'],
    sortText: '0',
    preselect: true,
  };
  const flow = {
    ...shared,
    label: '[ … ]',
    detail: 'list in brackets',
    filter: ['['],
    sortText: '1',
    preselect: false,
  };
  const flowForm = compose(site, flow, behind(site, body));
  return isBlockPossible(site) ? [compose(site, lines, below(site, body)), flowForm] : [flowForm];
}

/** If a scalar is the usual form, the others are offered on the next line. */
function isUsual(shape: Shape, form: 'list' | 'map'): boolean {
  return shape.kind !== 'either' || shape.usual === form;
}

/** Whether a tag stands in front: with most of them, GitLab takes no mapping. */
function isTagged({ text, cursor: { word } }: Site): boolean {
  return /[ \t]![^\s]*[ \t]+(?:&\S+[ \t]+)?$/.test(text.slice(lineStart(text, word.start), word.start));
}

const EMPTY: SnippetBody = { kind: 'scalar', placeholder: '', quoted: false, words: [] };

function isBlockPossible({ cursor, rest }: Site): boolean {
  return !cursor.bracket && rest === '';
}

/**
 * No blank is left behind the colon. It is taken away apart from the rest, since editors compare an item with the text
 * that it replaces, and no name begins with a blank.
 */
function below({ text, cursor, layout, lineEnd }: Site, body: SnippetBody): CompletionDraft {
  const { start } = cursor.word;
  const blanks = span(text.slice(0, start).trimEnd().length, start);
  const also = blanks.start < blanks.end ? [{ span: blanks, text: '' }] : [];
  return { template: blockBody(body, cursor.column, layout), span: span(start, lineEnd), also };
}

function behind({ cursor, layout }: Site, body: SnippetBody): CompletionDraft {
  return { template: flowBody(body, layout), span: cursor.word, flow: true };
}
