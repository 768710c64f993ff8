/** Writes the reference manual in Markdown: fields and everything below them, each described once. */
import type { Field, Shape, Word } from '../spec/shape.ts';
import {
  type DescribedLanguage,
  defaultText,
  insteadText,
  inWordsOf,
  kindOf,
  links,
  listed,
  wordsOf,
} from './describe.ts';
import { listIn, mappingIn, recordWithin, scalarsIn, type NamedField } from './find.ts';

/** A page of the manual and the fields at its top level. */
export interface ManualPage {
  /** File name without extension. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences about the page. */
  readonly about?: string;
  readonly fields: readonly NamedField[];
  /** What the fields are written in; YAML unless said. */
  readonly language?: DescribedLanguage;
}

/** All pages by file name. A field that occurs in several places is described in the first. */
export function manual(pages: readonly ManualPage[]): Readonly<Record<string, string>> {
  const places = placesOf(pages);
  return Object.fromEntries(pages.map(page => [`${page.name}.md`, written(page, places)]));
}

/** Where each field is described: page and anchor. */
export function placesOf(pages: readonly ManualPage[]): ReadonlyMap<Field, string> {
  const places = new Map<Field, string>();
  for (const { name, fields } of pages) {
    for (const root of fields) {
      for (const chain of walk([root])) {
        const { field } = lastOf(chain);
        if (!places.has(field)) places.set(field, `${name}.md#${anchorOf(chain)}`);
      }
    }
  }
  return places;
}

/** A field and all fields below it, each with the fields around it; the manual and the tests of the table use it. */
export function walk(chain: readonly NamedField[]): readonly (readonly NamedField[])[] {
  const last = chain.at(-1);
  const record = last && recordWithin(last.field.shape);
  const children = Object.entries(record?.fields ?? {}).map(([name, field]) => ({ name, field }));
  return [chain, ...children.flatMap(child => walk([...chain, child]))];
}

/** The first line of every file that is generated from the table. */
export const NOTICE = '<!-- Made from server/src/spec by `npm run generate`; changes here are lost. -->';

function written(page: ManualPage, places: ReadonlyMap<Field, string>): string {
  const { title, about, fields } = page;
  const sections = fields.flatMap(root => sectionsOf([root], page, places));
  return `${[`# ${title}`, NOTICE, ...(about === undefined ? [] : [about]), ...sections].join('\n\n')}\n`;
}

/** A field that is described elsewhere is only named, and so is everything below it. */
function sectionsOf(
  chain: readonly NamedField[],
  page: ManualPage,
  places: ReadonlyMap<Field, string>,
): readonly string[] {
  const { field } = lastOf(chain);
  const place = places.get(field);
  const here = `${page.name}.md#${anchorOf(chain)}`;
  const heading = `## ${titleOf(chain)}`;
  if (place !== undefined && place !== here)
    return [`${heading}\n\nAs [described elsewhere](${shortened(place, page.name)}).`];
  const children = Object.entries(recordWithin(field.shape)?.fields ?? {});
  return [
    [heading, ...paragraphs(field, page.language ?? 'yaml'), `Read on: ${links(field.sources)}`].join('\n\n'),
    ...children.flatMap(([name, below]) => sectionsOf([...chain, { name, field: below }], page, places)),
  ];
}

function shortened(place: string, page: string): string {
  return place.startsWith(`${page}.md#`) ? place.slice(page.length + 3) : place;
}

function lastOf(chain: readonly NamedField[]): NamedField {
  const last = chain.at(-1);
  if (!last) throw new Error('a chain of fields is never empty');
  return last;
}

function titleOf(chain: readonly NamedField[]): string {
  return chain.map(({ name }) => name).join(' › ');
}

/** The anchor that Markdown hosts make of the heading. */
function anchorOf(chain: readonly NamedField[]): string {
  return titleOf(chain)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}

function paragraphs(field: Field, language: DescribedLanguage): readonly string[] {
  const { status } = field;
  return [
    status?.removed && `**Removed.** ${status.removed}${insteadText(status.instead)}`,
    status?.proposed && `**Proposed.** ${status.proposed}`,
    status?.deprecated && `**Deprecated.** ${status.deprecated}${insteadText(status.instead)}`,
    field.doc,
    field.caveat && `> ${field.caveat}`,
    inWordsOf(language, facts(field)),
    wordList(wordsIn(field.shape)),
    `\`\`\`${language}\n${field.example}\n\`\`\``,
    field.notes?.map(note => `- ${note}`).join('\n'),
  ].filter(paragraph => paragraph !== undefined && paragraph !== '') as string[];
}

/** The words of a value or, in a list, of its items. */
function wordsIn(shape: Shape): readonly Word[] {
  const own = scalarsIn(shape)
    .filter(({ kind }) => kind !== 'boolean')
    .flatMap(wordsOf);
  const list = listIn(shape);
  const words = [...own, ...(list ? wordsIn(list.item) : [])];
  return words.filter(({ value }, index) => words.findIndex(other => other.value === value) === index);
}

function facts({ shape, required, default: fallback, status, tier, aka }: Field): string {
  const levels = listIn(shape)?.levels ?? 1;
  const most = listIn(shape)?.most;
  const sample = mappingIn(shape)?.kind === 'map';
  return [
    `- Value: ${kindOf(shape) || 'anything'}`,
    levels > 1 && `- Lists inside the list are flattened, up to ${levels} levels.`,
    most && `- Entries: at most ${most.count}`,
    sample && '- The names of the entries are free.',
    `- Needed: ${required ? 'yes' : 'no'}`,
    fallback !== undefined && `- Default: ${defaultText(fallback)}`,
    status?.since && `- Since: GitLab ${status.since}`,
    tier && `- Tier: ${tier}`,
    aka && `- Not to be written as: ${listed(aka, 'or')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function wordList(words: readonly Word[]): string {
  return words.map(({ value, doc }) => `- \`${value}\`: ${doc}`).join('\n');
}
