/** What can be written at a place, in order: the keys that a mapping still lacks and the values that a scalar can have. */
import type { Field, KeyRule, MapShape, RecordShape, Shape, Word } from '../spec/shape.ts';
import { ours, type Markdown } from '../text/markdown.ts';
import { describe, detail, wordsOf } from './describe.ts';
import { recordIn, scalarsIn, type Named } from './find.ts';

export type Rank = 'required' | 'usual' | 'rest' | 'deprecated';

/**
 * What follows a key: a tree of tab stops without layout. Every scalar is one tab stop, in the order of the tree.
 * A mapping without entries is one tab stop on a line of its own below the key: what goes there is still to be chosen.
 */
export type Body =
  | { readonly kind: 'scalar'; readonly placeholder: string; readonly quoted: boolean; readonly words: readonly Word[] }
  | { readonly kind: 'list'; readonly item: Body }
  | { readonly kind: 'map'; readonly entries: readonly BodyEntry[] };

export interface BodyEntry {
  readonly key: string;
  readonly body: Body;
  /** The key is a tab stop as well: it stands for a name that the author chooses. */
  readonly sample?: true;
}

export interface Candidate {
  readonly kind: 'key' | 'value';
  /** The key without its colon, or the value as GitLab must read it: the caller quotes it where YAML wants that. */
  readonly label: string;
  /** One plain line. */
  readonly detail: string;
  /** Markdown. */
  readonly doc: Markdown;
  /** Absent for a value. */
  readonly body?: Body;
  readonly rank: Rank;
  /** Sorts the candidates of one place as they are given. */
  readonly sortText: string;
  /** The label first, then other spellings under which people look for it. */
  readonly filter: readonly string[];
  readonly deprecated: boolean;
  /** The first tab stop has candidates of its own, so that the list should open again. */
  readonly opens: boolean;
  /** The best choice of the place. */
  readonly preselect: boolean;
}

/** The keys that a mapping of this shape still lacks; keys that exclude each other are gone once one of them is there. */
export function offerKeys(
  shape: Shape,
  present: readonly string[],
  chain: readonly Named[] = [],
): readonly Candidate[] {
  const record = recordIn(shape);
  if (!record) return [];
  const missing = Object.entries(record.fields)
    .filter(
      ([key, field]) => !present.includes(key) && !field.status?.removed && !isExcluded(record.rules, key, present),
    )
    .map(([name, field]) => ({ name, field }));
  const sorted = [...missing].sort(
    (one, other) => RANKS.indexOf(rankOf(one.field)) - RANKS.indexOf(rankOf(other.field)),
  );
  return sorted.map((named, index) => keyCandidate(named, index, chain));
}

/** The words that a scalar of this shape can have, or usually has where it is free. */
export function offerValues(shape: Shape): readonly Candidate[] {
  const words = scalarsIn(shape).flatMap(wordsOf);
  const sorted = [...words].sort((one, other) => Number(one.rare ?? false) - Number(other.rare ?? false));
  return sorted.map((word, index) => valueCandidate(word, index));
}

/** What completion writes behind the key of a field: the usual form, with required fields only where there is none. */
export function bodyOf(field: Field): Body {
  return bodyOfShape(field.shape, field);
}

const RANKS: readonly Rank[] = ['required', 'usual', 'rest', 'deprecated'];

/** Whether a key that is there leaves no place for this one. */
function isExcluded(rules: readonly KeyRule[], key: string, present: readonly string[]): boolean {
  return rules.some(rule => {
    if (rule.kind === 'exactlyOne' || rule.kind === 'atMostOne')
      return rule.keys.includes(key) && rule.keys.some(other => present.includes(other));
    if (rule.kind !== 'notWith') return false;
    return (key === rule.key && present.includes(rule.other)) || (key === rule.other && present.includes(rule.key));
  });
}

function rankOf({ required, usual, status }: Field): Rank {
  if (status?.deprecated) return 'deprecated';
  if (required) return 'required';
  return usual ? 'usual' : 'rest';
}

function keyCandidate({ name, field }: Named, index: number, chain: readonly Named[]): Candidate {
  const rank = rankOf(field);
  const body = bodyOf(field);
  return {
    kind: 'key',
    label: name,
    detail: detail(field),
    doc: describe({ name, field }, chain),
    body,
    rank,
    sortText: sortText(rank, index),
    filter: [name, ...(field.aka ?? [])],
    deprecated: rank === 'deprecated',
    opens: opens(body),
    preselect: index === 0,
  };
}

function valueCandidate({ value, doc, rare }: Word, index: number): Candidate {
  const rank = rare ? 'rest' : 'usual';
  return {
    kind: 'value',
    label: value,
    detail: doc.replace(/\.( .*)?$/s, ''),
    doc: ours(doc),
    rank,
    sortText: sortText(rank, index),
    filter: [value],
    deprecated: false,
    opens: false,
    preselect: index === 0,
  };
}

function sortText(rank: Rank, index: number): string {
  return `${RANKS.indexOf(rank)}${String(index).padStart(3, '0')}`;
}

function bodyOfShape(shape: Shape, field?: Field): Body {
  switch (shape.kind) {
    case 'list':
      return { kind: 'list', item: bodyOfShape(shape.item) };
    case 'record':
      return { kind: 'map', entries: usualEntries(shape) };
    case 'map':
      return { kind: 'map', entries: sampleEntries(shape) };
    case 'either':
      return bodyOfShape(
        (shape.usual === 'scalar' ? shape.scalar?.[0] : shape[shape.usual]) ?? { kind: 'anything' },
        field,
      );
    default:
      return {
        kind: 'scalar',
        placeholder: field?.placeholder ?? '',
        quoted: field?.quoted ?? false,
        words: wordsOf(shape),
      };
  }
}

/** What has to be there and what makes up the usual form, in the order of the table. */
function usualEntries({ fields, starter = [] }: RecordShape): readonly BodyEntry[] {
  return Object.entries(fields)
    .filter(([key, field]) => field.required || starter.includes(key))
    .map(([key, field]) => ({ key, body: bodyOf(field) }));
}

/** One entry under a name that stands for one of the author. */
function sampleEntries({ sample, value }: MapShape): readonly BodyEntry[] {
  return sample === undefined ? [] : [{ key: sample, body: bodyOfShape(value), sample: true }];
}

function opens(body: Body): boolean {
  if (body.kind === 'scalar') return body.words.length > 0;
  if (body.kind === 'list') return opens(body.item);
  const first = body.entries[0];
  return first ? !first.sample && opens(first.body) : true;
}
