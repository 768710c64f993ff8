/** JSON Schema (draft-07) of a field, for every editor that knows nothing but schemas. */
import type { Field, KeyRule, KeywordShape, ListShape, RecordShape, Shape } from '../spec/shape.ts';
import { links, plain } from './describe.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema document of one field; `id` is its stable name. */
export function schemaDocument(id: string, title: string, field: Field): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: id, title, ...toJsonSchema(field) };
}

/**
 * What a value of the field can be. A `!reference` is an array of texts to tools that drop the tag, so that arrays of
 * texts pass wherever GitLab takes one; so does null where an empty value is the same as none.
 */
export function toJsonSchema(field: Field): JsonSchema {
  const also = [...(field.reference === false ? [] : ['array']), ...(field.nullable ? ['null'] : [])];
  return { ...documentation(field), ...widened(schemaOf(field.shape), also) };
}

function documentation({ doc, caveat, status, sources, default: fallback }: Field): JsonSchema {
  const notes = [doc, caveat, status?.proposed, status?.deprecated].filter(note => note !== undefined);
  return {
    description: plain(notes.join(' ')),
    markdownDescription: `${notes.join('\n\n')}\n\n${links(sources)}`,
    ...(status?.deprecated === undefined ? {} : { deprecated: true }),
    ...(fallback === undefined || typeof fallback === 'object' ? {} : { default: fallback }),
  };
}

/**
 * Types are joined in one list rather than by `anyOf` where they can be: editors write a better value and a plainer
 * message for it. For the same reason a reference is told by `contains`: with `items` editors write every value as a list.
 */
function widened(schema: JsonSchema, also: readonly string[]): JsonSchema {
  if (Object.keys(schema).length === 0 || also.length === 0) return schema;
  const reference = also.includes('array') ? { contains: { type: 'string' } } : {};
  if (Array.isArray(schema['anyOf'])) {
    return { anyOf: [...(schema['anyOf'] as readonly JsonSchema[]), { type: also, ...reference }] };
  }
  const types = [schema['type']].flat() as string[];
  const more = { type: [...types, ...also.filter(type => !types.includes(type))] };
  return { ...schema, ...more, ...(types.includes('array') ? {} : reference) };
}

function schemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'text':
      return { type: 'string', ...(shape.pattern ? { pattern: `^(?:${shape.pattern.source})$` } : {}) };
    case 'integer':
      return { type: 'integer', minimum: shape.min, maximum: shape.max };
    case 'boolean':
      return { type: 'boolean' };
    case 'keyword':
      return keywordSchema(shape);
    case 'name':
    case 'syntax':
      return { type: 'string' };
    case 'list':
      return listSchema(shape);
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.value) };
    case 'record':
      return recordSchema(shape);
    case 'either':
      return joined([...(shape.scalar ?? []), shape.list, shape.map].flatMap(form => (form ? [schemaOf(form)] : [])));
    case 'ref':
    case 'anything':
      return {};
    default:
      return shape satisfies never;
  }
}

/** One schema for forms of different types: their other keywords do not meet, as each speaks of its own type only. */
function joined(forms: readonly JsonSchema[]): JsonSchema {
  const types = forms.flatMap(form => form['type'] ?? []);
  const distinct = new Set(types).size === types.length && forms.every(form => form['type'] !== undefined);
  return distinct ? { ...forms.reduce((all, form) => ({ ...all, ...form }), {}), type: types } : { anyOf: forms };
}

/** Words in the wrong letter case are for a checker that can warn; a schema can only refuse, so it lets them pass. */
function keywordSchema({ values, anyCase }: KeywordShape): JsonSchema {
  const words = { type: 'string', enum: values.map(({ value }) => value) };
  if (!anyCase) return words;
  return {
    anyOf: [words, { type: 'string', pattern: `^(?:${values.map(({ value }) => caseless(value)).join('|')})$` }],
  };
}

function caseless(word: string): string {
  return word.replace(/[a-z]/gi, letter => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

function listSchema({ item, levels, min, lone }: ListShape): JsonSchema {
  const types = lone === undefined ? 'array' : ['array', ...[schemaOf(item)['type']].flat()];
  return { type: types, items: nested(itemSchema(item), levels - 1), ...(min > 0 ? { minItems: min } : {}) };
}

/** Any item can be a reference, and so can the list: then its items are texts. */
function itemSchema(item: Shape): JsonSchema {
  const schema = schemaOf(item);
  return schema['type'] === 'string' || Object.keys(schema).length === 0
    ? schema
    : widened(schema, ['array', 'string']);
}

function nested(item: JsonSchema, levels: number): JsonSchema {
  return levels < 1 ? item : joined([item, { type: 'array', items: nested(item, levels - 1) }]);
}

function recordSchema(record: RecordShape): JsonSchema {
  const choice = record.rules.find(rule => rule.kind === 'exactlyOne');
  const demands = record.rules.filter(rule => rule !== choice).map(demandSchema);
  const all = demands.length > 0 ? { allOf: demands } : {};
  return { type: 'object', ...(choice ? choiceSchema(record, choice.keys) : propertiesSchema(record)), ...all };
}

function propertiesSchema(record: RecordShape, without: readonly string[] = []): JsonSchema {
  const fields = Object.entries(record.fields).filter(([key]) => !without.includes(key));
  const required = fields.filter(([, field]) => field.required).map(([key]) => key);
  return {
    properties: Object.fromEntries(fields.map(([key, field]) => [key, toJsonSchema(field)])),
    ...(required.length > 0 ? { required } : {}),
    ...(record.open || record.others ? {} : { additionalProperties: false }),
  };
}

/**
 * Exactly one key, as a chain of if, then and else: of all ways to write it, the one by which editors offer all of them
 * at first, none of the others once one is there, and mark the surplus key rather than the whole mapping.
 */
function choiceSchema(record: RecordShape, keys: readonly string[]): JsonSchema {
  const end: JsonSchema = { ...propertiesSchema(record), minProperties: 1 };
  return keys.reduceRight<JsonSchema>((rest, key) => {
    const others = keys.filter(other => other !== key);
    return { if: { required: [key] }, then: propertiesSchema(record, others), else: rest };
  }, end);
}

function demandSchema(rule: KeyRule): JsonSchema {
  switch (rule.kind) {
    case 'exactlyOne':
      return { oneOf: rule.keys.map(key => ({ required: [key] })) };
    case 'atMostOne':
      return { not: { anyOf: pairs(rule.keys).map(required => ({ required })) } };
    case 'needs':
      return { dependencies: { [rule.key]: [rule.needs] } };
    case 'onlyWhen': {
      const { key, values } = rule.when;
      return { if: { required: [rule.key] }, then: { required: [key], properties: { [key]: { enum: values } } } };
    }
    default:
      return rule satisfies never;
  }
}

function pairs(keys: readonly string[]): string[][] {
  return keys.flatMap((one, index) => keys.slice(index + 1).map(other => [one, other]));
}
