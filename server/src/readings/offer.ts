/**
 * Lists what can be written in a place, in order: the keys that a mapping lacks, and the values that a scalar can have.
 */
import type { Field, Lifetime, MapShape, RecordShape, Shape, Word } from '../spec/shape.ts';
import { ours, type Markdown } from '../text/markdown.ts';
import { describe, detail, wordsOf } from './describe.ts';
import { recordIn, scalarsIn, type NamedField } from './find.ts';
import { isPossible } from './possible.ts';
import { isDeprecated, isOlder, isRemoved, newerThan, NEWEST } from './version.ts';

export type Rank = 'required' | 'usual' | 'rest' | 'deprecated' | 'newer';

/**
 * What follows a key: a tree of tab stops without layout. Every scalar is one tab stop, in the order of the tree. A
 * mapping without entries is one tab stop on a line of its own below the key: its content is still to be chosen.
 */
export type SnippetBody =
  | { readonly kind: 'scalar'; readonly placeholder: string; readonly quoted: boolean; readonly words: readonly Word[] }
  | { readonly kind: 'list'; readonly item: SnippetBody }
  | { readonly kind: 'map'; readonly entries: readonly BodyEntry[] };

export interface BodyEntry {
  readonly key: string;
  readonly body: SnippetBody;
  /** The key is a tab stop as well, since it is a name that the author chooses. */
  readonly sample?: true;
}

export interface Candidate {
  readonly kind: 'key' | 'value';
  /** The key without its colon, or the value as GitLab must read it; the caller quotes it where YAML requires that. */
  readonly label: string;
  /** One line of plain text. */
  readonly detail: string;
  /** Markdown. */
  readonly doc: Markdown;
  /** Absent for a value. */
  readonly body?: SnippetBody;
  readonly rank: Rank;
  /** Keeps the candidates of one place in the order given. */
  readonly sortText: string;
  /** The label first, then other spellings that people search for. */
  readonly filter: readonly string[];
  readonly deprecated: boolean;
  /** The version of GitLab that introduced it, if that is newer than the one the file is written for. */
  readonly needs?: string;
  /** The first tab stop has candidates of its own, so the list should open again. */
  readonly opens: boolean;
  /** The best choice in this place. */
  readonly preselect: boolean;
}

/** What else is known about the place. */
export interface OfferPlace {
  /** The GitLab that the file is written for; by default the newest that the table knows. */
  readonly gitlabVersion?: string;
  /** The texts of existing scalars, by key. */
  readonly values?: ReadonlyMap<string, string>;
  /** What unknown keys probably mean: they exclude others as these do, but are still lacking. */
  readonly meant?: readonly string[];
}

/** The keys that a mapping of this shape lacks, without those that an existing key excludes. */
export function offerKeys(
  shape: Shape,
  present: readonly string[],
  chain: readonly NamedField[] = [],
  { gitlabVersion = NEWEST, values = new Map(), meant = [] }: OfferPlace = {},
): readonly Candidate[] {
  const record = recordIn(shape);
  if (!record) return [];
  const missing = Object.entries(record.fields)
    .filter(([key, field]) => !present.includes(key) && !isRemoved(gitlabVersion, field.status))
    .filter(([key]) => isPossible(record.rules, key, [...present, ...meant.filter(name => name !== key)], values))
    .map(([name, field]) => ({ name, field, rank: rankOf(field, gitlabVersion) }));
  const sorted = [...missing].sort((one, other) => RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank));
  return sorted.map((named, index) => keyCandidate(named, index, chain));
}

/** The words that a scalar of this shape can have or, if it is free, usually has. */
export function offerValues(shape: Shape, { gitlabVersion = NEWEST }: OfferPlace = {}): readonly Candidate[] {
  const words = scalarsIn(shape)
    .flatMap(wordsOf)
    .filter(({ removedIn }) => removedIn === undefined || isOlder(gitlabVersion, removedIn))
    .map(word => ({ word, rank: rankOfWord(word, gitlabVersion) }));
  const sorted = [...words].sort((one, other) => RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank));
  return sorted.map(({ word, rank }, index) => valueCandidate(word, rank, index));
}

/** What completion inserts after a key: the usual form; required fields only where there is no usual form. */
export function bodyOf(field: Field): SnippetBody {
  return bodyOfShape(field.shape, field);
}

const RANKS: readonly Rank[] = ['required', 'usual', 'rest', 'deprecated', 'newer'];

function rankOf({ required, usual, status }: Field, gitlabVersion: string): Rank {
  if (newerThan(gitlabVersion, status) !== undefined) return 'newer';
  if (isDeprecated(gitlabVersion, status)) return 'deprecated';
  if (required) return 'required';
  return usual ? 'usual' : 'rest';
}

function rankOfWord(word: Word, gitlabVersion: string): Rank {
  if (newerThan(gitlabVersion, word) !== undefined) return 'newer';
  if (isDeprecated(gitlabVersion, word)) return 'deprecated';
  return word.rare ? 'rest' : 'usual';
}

interface Ranked extends NamedField {
  readonly rank: Rank;
}

function keyCandidate({ name, field, rank }: Ranked, index: number, chain: readonly NamedField[]): Candidate {
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
    ...marksOf(rank, field.status),
    opens: opens(body),
    preselect: index === 0 && rank !== 'newer',
  };
}

function valueCandidate(word: Word, rank: Rank, index: number): Candidate {
  const { value, doc, deprecated } = word;
  return {
    kind: 'value',
    label: value,
    detail: doc.replace(/\.( .*)?$/s, ''),
    doc: ours(rank === 'deprecated' && deprecated !== undefined ? `**Deprecated:** ${deprecated}\n\n${doc}` : doc),
    rank,
    sortText: sortText(rank, index),
    filter: [value],
    ...marksOf(rank, word),
    opens: false,
    preselect: index === 0 && rank !== 'newer',
  };
}

function marksOf(rank: Rank, { since }: Lifetime = {}): Pick<Candidate, 'deprecated' | 'needs'> {
  return { deprecated: rank === 'deprecated', ...(rank === 'newer' && since !== undefined && { needs: since }) };
}

function sortText(rank: Rank, index: number): string {
  return `${RANKS.indexOf(rank)}${String(index).padStart(3, '0')}`;
}

function bodyOfShape(shape: Shape, field?: Field): SnippetBody {
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

/** The required fields and those of the usual form, in the order of the table. */
function usualEntries({ fields, starter = [] }: RecordShape): readonly BodyEntry[] {
  return Object.entries(fields)
    .filter(([key, field]) => field.required || starter.includes(key))
    .map(([key, field]) => ({ key, body: bodyOf(field) }));
}

/** One entry whose name the author will replace. */
function sampleEntries({ sample, value }: MapShape): readonly BodyEntry[] {
  return sample === undefined ? [] : [{ key: sample, body: bodyOfShape(value), sample: true }];
}

function opens(body: SnippetBody): boolean {
  if (body.kind === 'scalar') return body.words.length > 0;
  if (body.kind === 'list') return opens(body.item);
  const first = body.entries[0];
  return first ? !first.sample && opens(first.body) : true;
}
