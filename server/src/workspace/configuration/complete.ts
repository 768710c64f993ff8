/** Completion in the configuration file of a repository, from its schema. */
import { compose, type Completion } from '../../features/completion/compose.ts';
import { candidateKeys } from '../../features/completion/keys.ts';
import { siteAt, type Site } from '../../features/completion/site.ts';
import type { Candidate, SnippetBody } from '../../readings/offer.ts';
import { ours } from '../../text/markdown.ts';
import { cursorAt } from '../../yaml/cursor/cursor.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { describeKey } from './describe.ts';
import { schemaAt, wordsOf, type ConfigurationSchema } from './schema.ts';

/** The missing keys at an offset, or the words for its value. */
export function completeConfiguration(
  document: SourceDocument,
  offset: number,
  options: { readonly snippets: boolean },
): readonly Completion[] {
  const cursor = cursorAt(document, offset);
  const schema = schemaAt(cursor.path);
  if (!schema) return [];
  const site = siteAt(document, cursor, options);
  const isKey = cursor.slot === 'key' || (cursor.slot === 'item' && schema.properties !== undefined);
  if (isKey) return candidateKeys(site, missingKeys(site, schema));
  return cursor.slot === 'value' || cursor.slot === 'item' ? words(site, schema) : [];
}

function missingKeys({ cursor }: Site, { properties = {}, required = [] }: ConfigurationSchema): readonly Candidate[] {
  const present = new Set(cursor.siblings.map(({ name }) => name));
  return Object.entries(properties)
    .filter(([name]) => !present.has(name))
    .map(([name, schema], index) => ({
      kind: 'key',
      label: name,
      detail: detailOf(schema),
      doc: describeKey(name, schema),
      body: bodyOf(schema),
      rank: required.includes(name) ? 'required' : 'usual',
      sortText: `${required.includes(name) ? 0 : 1}${String(index).padStart(3, '0')}`,
      filter: [name],
      deprecated: false,
      opens: opensChoice(schema),
      preselect: false,
    }));
}

/** Whether the value of the key is a choice, so that the list should open again. */
function opensChoice(schema: ConfigurationSchema): boolean {
  return schema.properties !== undefined || wordsOf(schema).length > 0;
}

function bodyOf(schema: ConfigurationSchema): SnippetBody {
  const { items, required = [], properties, additionalProperties: others } = schema;
  if (items) return { kind: 'list', item: bodyOf(items) };
  const entries = required.flatMap(key => {
    const held = properties?.[key];
    return held ? [{ key, body: bodyOf(held) }] : [];
  });
  if (schema.type !== 'object') {
    const { default: usual } = schema;
    const placeholder = typeof usual === 'string' && !schema.enum ? usual : '';
    return { kind: 'scalar', placeholder, quoted: schema.pattern !== undefined, words: wordsOf(schema) };
  }
  const isNamed = properties === undefined && typeof others === 'object';
  return { kind: 'map', entries: isNamed ? [{ key: 'NAME', body: TEXT, sample: true }] : entries };
}

const TEXT: SnippetBody = { kind: 'scalar', placeholder: '', quoted: false, words: [] };

function detailOf({ type, default: usual, properties }: ConfigurationSchema): string {
  const kind = properties
    ? 'mapping'
    : [type ?? []].flat().join(' or ').replace('array', 'list').replace('object', 'mapping');
  return typeof usual === 'string' || typeof usual === 'boolean' ? `${kind}, ${String(usual)} by default` : kind;
}

function words(site: Site, schema: ConfigurationSchema): readonly Completion[] {
  const { default: usual } = schema;
  return wordsOf(schema).map(({ value, doc }, index) => {
    const isBare = site.cursor.quote === undefined;
    const offer = {
      label: value,
      kind: 'value',
      detail: value === usual ? 'default' : '',
      doc: ours(doc),
      sortText: String(index).padStart(3, '0'),
      filter: [value],
      deprecated: false,
      preselect: value === usual,
    } as const;
    const mark = isBare ? '' : (site.text[site.cursor.word.start] ?? '');
    return compose(site, offer, { template: [`${mark}${value}${mark}`], span: site.cursor.word });
  });
}
