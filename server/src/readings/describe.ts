/** Describes a key or a word of the language: Markdown for hover and completion, one plain line for lists. */
import type { Link } from '../spec/links.ts';
import type {
  Default,
  EitherShape,
  Field,
  IntegerShape,
  KeywordShape,
  RecordShape,
  Shape,
  SyntaxShape,
  Word,
} from '../spec/shape.ts';
import { code, ours, prose, type Markdown } from '../text/markdown.ts';
import { mappingIn, scalarsIn, type NamedField } from './find.ts';

/** The language of a field's example, whose terms also describe the kind of its value. */
export type DescribedLanguage = 'yaml' | 'toml';

/** Hover on a key, a dozen lines at most; `chain` has the fields around it, as `find` returns them. */
export function describe(
  { name, field }: NamedField,
  chain: readonly NamedField[] = [],
  language: DescribedLanguage = 'yaml',
): Markdown {
  const { status } = field;
  const paragraphs = [
    status?.removed && `**Removed:** ${status.removed}${insteadText(status.instead)}`,
    status?.proposed && `**Proposed:** ${status.proposed}`,
    status?.deprecated &&
      !tellsOf(field, status.instead) &&
      `**Deprecated:** ${status.deprecated}${insteadText(status.instead)}`,
    field.caveat && `**Careful:** ${field.caveat}`,
    field.doc,
    field.shape.kind !== 'anything' && inWordsOf(language, facts(name, field)),
    fenced(field.example, language),
    footer(field, chain),
  ];
  return ours(paragraphs.filter(Boolean).join('\n\n'));
}

/** Hover on a value in the table: a keyword or a usual text, in any letter case. */
export function describeWord({ name, field }: NamedField, shape: Shape, value: string): Markdown | undefined {
  for (const scalar of scalarsIn(shape)) {
    const word = wordsOf(scalar).find(known => known.value.toLowerCase() === value.toLowerCase());
    if (!word) continue;
    const wrongCase = scalar.kind === 'keyword' && word.value !== value && scalar.anyCase;
    const paragraphs = [
      wrongCase && `**Careful:** write \`${word.value}\`: ${wrongCase.because}.`,
      word.doc,
      scalar.kind === 'keyword' && facts(name, field),
      links(field.sources),
    ];
    return ours(paragraphs.filter(Boolean).join('\n\n'));
  }
  return undefined;
}

/** Whether the caveat already names what to use instead. */
function tellsOf({ caveat }: Field, instead: readonly string[] = []): boolean {
  const advice = /\b[Uu]se (`.*)/.exec(caveat ?? '')?.[1];
  return advice !== undefined && instead.length > 0 && instead.every(name => advice.includes(`\`${name}\``));
}

/** One plain line, such as `integer from 1 to 65535, required`. */
export function detail(field: Field): string {
  const { required, status } = field;
  const need = required ? ['required'] : [];
  const deprecated = status?.deprecated ? ['deprecated'] : [];
  const proposed = status?.proposed ? ['proposed'] : [];
  const kind = kindOf(field.shape).replace(/ with .*/, '');
  return plain([kind, ...need, ...deprecated, ...proposed].join(', '));
}

/** Markdown without its marks. */
export function plain(markdown: string): string {
  return markdown.replace(/`|\*\*/g, '');
}

/** The words that a scalar of this shape can have, or usually has. */
export function wordsOf(shape: Shape): readonly Word[] {
  if (shape.kind === 'keyword') return shape.values;
  if (shape.kind === 'text') return shape.usual ?? [];
  if (shape.kind !== 'boolean') return [];
  return [
    { value: 'true', doc: 'Yes.' },
    { value: 'false', doc: 'No.' },
  ];
}

/** The kind of value that a shape accepts, in Markdown: `list of strings, not empty`. */
export function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'string';
    case 'integer':
      return integerKind(shape);
    case 'scalar':
      return 'string or number';
    case 'boolean':
      return '`true` or `false`';
    case 'keyword':
      return keywordKind(shape);
    case 'name':
      return `name of a ${shape.of}`;
    case 'syntax':
      return SYNTAX[shape.of];
    case 'list':
      return `list of ${plural(shape.item)}${shape.min > 0 ? ', not empty' : ''}`;
    case 'map':
      return `mapping of names to ${plural(shape.value)}`;
    case 'record':
      return recordKind(shape);
    case 'either':
      return eitherKind(shape);
    case 'ref':
    case 'anything':
      return '';
    default:
      return shape satisfies never;
  }
}

const SYNTAX: Readonly<Record<SyntaxShape['of'], string>> = {
  duration: 'duration',
  'rules-if': 'expression',
  path: 'path',
  url: 'URL',
};

function integerKind({ min, max }: IntegerShape): string {
  if (min === undefined) return max === undefined ? 'integer' : `integer up to ${max}`;
  return max === undefined ? `integer of at least ${min}` : `integer from ${min} to ${max}`;
}

function recordKind({ fields, rules, open }: RecordShape): string {
  if (open) return 'mapping';
  const exclusive = rules.find(rule => rule.kind === 'exactlyOne');
  if (exclusive) return `mapping with exactly one of ${listed(exclusive.keys, 'and')}`;
  const needed = Object.keys(fields).filter(key => fields[key]?.required);
  return needed.length > 0 ? `mapping with at least ${listed(needed, 'and')}` : 'mapping';
}

/** If an item may stand alone, the kind of the list does not repeat what the items are. */
function eitherKind({ scalar = [], list, map }: EitherShape): string {
  const isListed = scalar.some(form => form.kind === 'keyword' && form === list?.item);
  const lists = list ? [isListed ? 'list of these' : kindOf(list)] : [];
  const maps = map ? [list && mappingIn(list.item) === map ? 'one such mapping' : kindOf(map)] : [];
  return [...scalar.map(kindOf), ...lists, ...maps].join(' or ');
}

/** Longer lists are left to the manual, except for the usual words. */
const MANY = 8;

function keywordKind({ values }: KeywordShape): string {
  const usual = values.length > MANY ? values.filter(({ rare }) => !rare) : values;
  const names = usual.map(({ value }) => value);
  return usual.length < values.length ? `${names.map(name => `\`${name}\``).join(', ')} and others` : oneOf(names);
}

function plural(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'strings';
    case 'scalar':
      return 'strings or numbers';
    case 'integer':
      return 'integers';
    case 'name':
      return `names of ${shape.of}s`;
    case 'keyword':
      return `values: ${kindOf(shape)}`;
    case 'record':
      return recordKind(shape).replace('mapping', 'mappings');
    case 'map':
      return 'mappings';
    case 'either':
      return eitherKind(shape)
        .replace(/\b(string|number|integer|mapping)\b/g, '$1s')
        .replace(/\bname of a (\w+)/g, 'names of $1s');
    default:
      return kindOf(shape) === '' ? 'values' : `values: ${kindOf(shape)}`;
  }
}

/** `` `a`, `b` and `c` `` */
export function listed(names: readonly string[], last: 'and' | 'or'): string {
  const quoted = names.map(name => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`;
}

function oneOf(values: readonly string[]): string {
  return listed(values, 'or');
}

/** What to use instead of a key, as a sentence to add to another. */
export function insteadText(keys: readonly string[] | undefined): string {
  return keys ? ` Use ${oneOf(keys)}.` : '';
}

function facts(name: string, { shape, required, default: fallback, tier }: Field): string {
  const kind = kindOf(shape);
  const parts = [
    // the name may be one that an author chose
    `**${prose(name)}**${kind && `: ${kind}`}`,
    required && 'required',
    fallback !== undefined && `default: ${defaultText(fallback)}`,
    tier && `${tier} tier`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** A default in Markdown. */
export function defaultText(fallback: Default): string {
  return typeof fallback === 'object' ? fallback.says : `\`${fallback}\``;
}

function footer(field: Field, chain: readonly NamedField[]): string {
  const around = chain.find(({ field: outer }) => outer !== field && outer.status?.proposed);
  const parts = [
    around && `Part of the proposed ${code(around.name)}, which no released GitLab takes`,
    field.status?.since && `Since GitLab ${field.status.since}`,
    links(field.sources),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** The links to the pages of a field, in one line of Markdown. */
export function links(sources: readonly Link[]): string {
  return sources.map(({ label, url }) => `[${label}](${url})`).join(' · ');
}

/** TOML has tables and arrays where YAML has mappings and lists. */
export function inWordsOf(language: DescribedLanguage, told: string): string {
  return language === 'yaml' ? told : told.replace(/\bmapping/g, 'table').replace(/\blist of/g, 'array of');
}

function fenced(example: string, language: DescribedLanguage): string {
  return `\`\`\`${language}\n${example}\n\`\`\``;
}
