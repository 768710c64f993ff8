/** JSON Schema of a mapping with known keys. */
import type { Field, RecordShape } from '../../spec/shape.ts';
import { demandSchema } from './demands.ts';
import type { JsonSchema, SchemaMode } from './mode.ts';

/** A record, whose unknown keys pass unless it is closed: a schema can only refuse, and GitLab learns new keys every month. */
export function recordSchema(record: RecordShape, mode: SchemaMode): JsonSchema {
  const choice = record.closed && record.rules.find(rule => rule.kind === 'exactlyOne');
  const demands = record.rules.filter(rule => rule !== choice).flatMap(rule => demandSchema(rule, record, mode));
  const all = demands.length > 0 ? { allOf: demands } : {};
  return {
    type: 'object',
    ...(choice ? choiceSchema(record, choice.keys, mode) : propertiesSchema(record, mode)),
    ...all,
  };
}

/** The keys of a record alone, without what they demand of each other; for entries of which nothing else is judged. */
export function keysSchema(record: RecordShape, mode: SchemaMode): JsonSchema {
  return { properties: properties(record, [], mode) };
}

function propertiesSchema(record: RecordShape, mode: SchemaMode, without: readonly string[] = []): JsonSchema {
  const fields = Object.entries(record.fields).filter(([key]) => !without.includes(key));
  const required = mode.partial ? [] : fields.filter(([, field]) => field.required).map(([key]) => key);
  return {
    properties: { ...properties(record, without, mode), ...(record.closed ? {} : refused(record)) },
    ...(required.length > 0 ? { required } : {}),
    ...(record.closed ? { additionalProperties: false } : {}),
  };
}

function properties(
  { fields }: RecordShape,
  without: readonly string[],
  mode: SchemaMode,
): Readonly<Record<string, JsonSchema | false>> {
  const named = Object.entries(fields).filter(([key]) => !without.includes(key));
  return Object.fromEntries(named.map(([key, field]) => [key, propertySchema(field, mode)]));
}

function propertySchema(field: Field, mode: SchemaMode): JsonSchema | false {
  return field.status?.removed === undefined && mode.ofField(field, mode);
}

/** Names that are certainly wrong here: those of other tools, and those that belong elsewhere. */
function refused({ fields, foreign, open }: RecordShape): Readonly<Record<string, false>> {
  if (open) return {};
  const spellings = Object.values(fields).flatMap(({ aka }) => aka ?? []);
  const names = [...spellings, ...(foreign ?? []).map(({ name }) => name)];
  return Object.fromEntries(names.map(name => [name, false]));
}

/**
 * Exactly one key, as a chain of if, then and else: of all ways to write it, the one by which editors offer all of them
 * at first, none of the others once one is there, and mark the surplus key rather than the whole mapping.
 */
function choiceSchema(record: RecordShape, keys: readonly string[], mode: SchemaMode): JsonSchema {
  const least = mode.partial ? {} : { minProperties: 1 };
  const end: JsonSchema = { ...propertiesSchema(record, mode), ...least };
  return keys.reduceRight<JsonSchema>((rest, key) => {
    const others = keys.filter(other => other !== key);
    return { if: { required: [key] }, then: propertiesSchema(record, mode, others), else: rest };
  }, end);
}
