/** Makes JSON Schema (draft-07) of a field and its shape. */
import type {
  EitherShape,
  Field,
  IntegerShape,
  KeywordShape,
  ListShape,
  MapShape,
  Shape,
  TextShape,
} from '../../spec/shape.ts';
import { links, plain } from '../describe.ts';
import { takesNothing } from '../find.ts';
import type { JsonSchema, SchemaMode } from './mode.ts';
import { recordSchema } from './record.ts';

/**
 * The schema of a field's value. To tools that drop tags, a `!reference` is an array of strings, so such arrays pass
 * wherever GitLab accepts a reference; so does null where an empty value means the same as none.
 */
export function spelledOut(field: Field, mode: SchemaMode): JsonSchema {
  const nothing = mode.lenient || takesNothing(field);
  const also = [...(field.reference === false ? [] : ['array']), ...(nothing ? ['null'] : [])];
  // a schema can only refuse, so what is worth a warning at most has to pass
  const schema = field.severity === undefined || field.severity === 'error' ? schemaOf(field.shape, mode) : {};
  const whole = widened(schema, also);
  return { ...documentation(field), ...(field.blank ? { anyOf: [whole, ...BLANK] } : whole) };
}

/** What Rails calls blank, except null. */
const BLANK: readonly JsonSchema[] = [
  { enum: ['', false] },
  { type: 'array', maxItems: 0 },
  { type: 'object', maxProperties: 0 },
];

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
 * Where possible, types are joined in one list rather than by `anyOf`: editors then insert a better value and show a
 * simpler message. For the same reason a reference is recognised by `contains`: with `items`, editors would insert
 * every value as a list.
 */
function widened(schema: JsonSchema, also: readonly string[]): JsonSchema {
  if (Object.keys(schema).length === 0 || (also.length === 0 && schema['type'] === 'string')) return schema;
  const reference = also.includes('array') ? { contains: { type: 'string' } } : {};
  if (Array.isArray(schema['anyOf'])) {
    const forms = schema['anyOf'] as readonly JsonSchema[];
    const takesText = forms.some(({ type }) => [type].flat().includes('string'));
    return {
      anyOf: [...forms, ...(also.length > 0 ? [{ type: also, ...reference }] : []), ...(takesText ? [] : [INPUT])],
    };
  }
  const types = [schema['type']].flat() as string[];
  const takesText = types.includes('string') || also.includes('string');
  const type = [...new Set([...types, ...also, 'string'])];
  return { ...schema, ...(takesText ? {} : INPUT), type, ...(types.includes('array') ? {} : reference) };
}

/** An input is inside a string, whatever type it stands for. */
const INPUT = { type: 'string', pattern: '\\$\\[\\[' } as const;

function orInput(source: string): string {
  return `^(?:${source})$|${INPUT.pattern}`;
}

function schemaOf(shape: Shape, mode: SchemaMode): JsonSchema {
  switch (shape.kind) {
    case 'text':
      return { type: 'string', ...filledPattern(shape), ...strictPattern(shape) };
    case 'integer':
      return integerSchema(shape);
    case 'boolean':
      return { type: 'boolean' };
    case 'scalar':
      return { type: shape.whole ? ['string', 'integer'] : ['string', 'number', 'boolean'], ...filledPattern(shape) };
    case 'keyword':
      return keywordSchema(shape);
    case 'name':
      return { type: 'string', ...filledPattern(shape) };
    case 'syntax':
      return { type: 'string' };
    case 'list':
      return listSchema(shape, mode);
    case 'map':
      return mapSchema(shape, mode);
    case 'record':
      return recordSchema(shape, mode);
    case 'either':
      return joined(formsOf(shape).map(form => schemaOf(form, mode)));
    case 'ref':
    case 'anything':
      return {};
    default:
      return shape satisfies never;
  }
}

function filledPattern({ filled }: { readonly filled?: string }): JsonSchema {
  return filled === undefined ? {} : { pattern: '\\S' };
}

function strictPattern({ pattern }: TextShape): JsonSchema {
  return isStrict(pattern) ? { pattern: orInput(pattern.source) } : {};
}

function isStrict<Of extends { readonly severity: string }>(pattern: Of | undefined): pattern is Of {
  return pattern?.severity === 'error';
}

function formsOf({ scalar, list, map }: EitherShape): readonly Shape[] {
  return [...(scalar ?? []), list, map].flatMap(form => form ?? []);
}

function mapSchema({ value, filled, least }: MapShape, mode: SchemaMode): JsonSchema {
  const entries = entrySchema(schemaOf(value, mode), filled);
  return { type: 'object', additionalProperties: entries, ...(least === undefined ? {} : { minProperties: 1 }) };
}

/** Any entry of a mapping can be a reference or, unless it needs a value, empty. */
function entrySchema(schema: JsonSchema, filled?: true): JsonSchema {
  return widened(schema, filled ? ['array'] : ['array', 'null']);
}

/** One schema for forms of different types: each keyword applies to its own type only, so they can be combined. */
function joined(forms: readonly JsonSchema[]): JsonSchema {
  const types = forms.flatMap(form => form['type'] ?? []);
  const distinct = new Set(types).size === types.length && forms.every(form => form['type'] !== undefined);
  return distinct ? { ...forms.reduce((all, form) => ({ ...all, ...form }), {}), type: types } : { anyOf: forms };
}

function integerSchema({ min, max, digits }: IntegerShape): JsonSchema {
  const number = {
    type: 'integer',
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
  return digits ? { ...number, type: ['integer', 'string'], pattern: orInput('[-+]?[0-9]+') } : number;
}

/** A schema can only refuse: words that a check would warn about, and words of a newer GitLab, have to pass. */
function keywordSchema({ values, anyCase, closed, refused }: KeywordShape): JsonSchema {
  const words = { type: 'string', enum: values.map(({ value }) => value) };
  if (!closed) {
    const not = refused && refused.length > 0 ? { not: { enum: refused.map(({ value }) => value) } } : {};
    return { anyOf: [words, { type: 'string', ...not }] };
  }
  if (!anyCase) return words;
  return {
    anyOf: [words, { type: 'string', pattern: `^(?:${values.map(({ value }) => caseless(value)).join('|')})$` }],
  };
}

function caseless(word: string): string {
  return word.replace(/[a-z]/gi, letter => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

function listSchema(
  { item, levels, min, severity = 'error', most, lone, empties }: ListShape,
  mode: SchemaMode,
): JsonSchema {
  const inner = { ...mode, partial: false };
  const types = lone === undefined ? 'array' : ['array', ...[schemaOf(item, inner)['type']].flat()];
  return {
    type: types,
    items: nested(itemSchema(item, inner, empties), levels - 1),
    ...(min > 0 && severity === 'error' ? { minItems: min } : {}),
    ...(isStrict(most) ? { maxItems: most.count } : {}),
  };
}

/** Any item can be a reference, and so can the list: its items are strings then. */
function itemSchema(item: Shape, mode: SchemaMode, empties?: true): JsonSchema {
  const schema = schemaOf(item, mode);
  const also = [...(schema['type'] === 'string' ? [] : ['array', 'string']), ...(empties ? ['null'] : [])];
  return widened(schema, also);
}

/** Nested lists: every level for strings; only the first level for mappings, for brevity. */
function nested(item: JsonSchema, levels: number): JsonSchema {
  if (levels < 1) return item;
  const deeper = item['type'] === 'string' ? nested(item, levels - 1) : item;
  return item['type'] === 'string'
    ? joined([item, { type: 'array', items: deeper }])
    : { anyOf: [item, { type: 'array', items: item }] };
}
