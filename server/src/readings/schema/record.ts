/** Makes JSON Schema of a mapping with known keys. */
import { entries } from '../../spec/pipeline.ts';
import type { Field, RecordShape } from '../../spec/shape.ts';
import { takesNothing } from '../find.ts';
import { demandSchema } from './demands.ts';
import type { JsonSchema, SchemaMode } from './mode.ts';

/** A record. Unknown keys pass unless it is closed: a schema can only refuse, and GitLab gets new keys every month. */
export function recordSchema(record: RecordShape, mode: SchemaMode): JsonSchema {
  if (record.unchecked) return { type: 'object', properties: documented(record, mode) };
  const whole = { ...demanding(record, mode), ...(record.filled && !mode.partial ? { minProperties: 1 } : {}) };
  return record.blank ? { anyOf: [{ type: 'object', maxProperties: 0 }, whole] } : whole;
}

/** The keys for documentation only: any value passes. */
function documented({ fields }: RecordShape, mode: SchemaMode): Readonly<Record<string, JsonSchema>> {
  const mild = Object.entries(fields).map(([key, field]) => [key, { ...field, severity: 'warning' as const }] as const);
  return Object.fromEntries(mild.map(([key, field]) => [key, mode.ofField(field, mode)]));
}

function demanding(record: RecordShape, mode: SchemaMode): JsonSchema {
  const choice = record.closed && record.rules.find(rule => rule.kind === 'exactlyOne');
  const demands = record.rules.filter(rule => rule !== choice).flatMap(rule => demandSchema(rule, record, mode));
  const all = demands.length > 0 ? { allOf: demands } : {};
  return {
    type: 'object',
    ...(choice ? choiceSchema(record, choice.keys, mode) : propertiesSchema(record, mode)),
    ...all,
  };
}

/** The keys of a record without what they require of each other, for entries that are not checked further. */
export function keysSchema(record: RecordShape, mode: SchemaMode): JsonSchema {
  return { properties: properties(record, [], mode) };
}

function propertiesSchema(record: RecordShape, mode: SchemaMode, without: readonly string[] = []): JsonSchema {
  const fields = Object.entries(record.fields).filter(([key]) => !without.includes(key));
  const required = mode.partial ? [] : fields.filter(([, field]) => field.required).map(([key]) => key);
  const must = required.length > 0 ? { required } : {};
  if (record.closed) return { properties: properties(record, without, mode), ...must, additionalProperties: false };
  return {
    properties: { ...properties(record, without, { ...mode, lenient: true }), ...refused(record) },
    ...whereCertain(record, { ...must, ...full(fields) }),
  };
}

/** Keys that need a value if they exist. */
function full(fields: readonly (readonly [string, Field])[]): JsonSchema {
  const needy = fields.filter(([, field]) => !takesNothing(field)).map(([key]) => [key, THERE] as const);
  return needy.length > 0 ? { properties: Object.fromEntries<JsonSchema>(needy) } : {};
}

const THERE = { not: { type: 'null' } } as const;

function whereCertain(record: RecordShape, schema: JsonSchema): JsonSchema {
  const isEmpty = Object.keys(schema).length === 0;
  return isEmpty ? {} : { if: { propertyNames: { enum: knownNames(record) } }, then: schema };
}

/** The known keys: next to an unknown one, which a newer GitLab may know, nothing is certainly missing. */
function knownNames(record: RecordShape): readonly string[] {
  const ofJobs = Object.keys(entries.job.shape.fields);
  return [...new Set([...Object.keys(record.fields), ...Object.keys(refused(record)), ...ofJobs])];
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
 * Exactly one key, as a chain of if, then and else. Of all ways to express this, it is the one by which editors offer
 * all of them at first, none of the others once there is one, and mark the surplus key rather than the whole mapping.
 */
function choiceSchema(record: RecordShape, keys: readonly string[], mode: SchemaMode): JsonSchema {
  const least = mode.partial ? {} : { minProperties: 1 };
  const end: JsonSchema = { ...propertiesSchema(record, mode), ...least };
  return keys.reduceRight<JsonSchema>((rest, key) => {
    const others = keys.filter(other => other !== key);
    return { if: { required: [key] }, then: propertiesSchema(record, mode, others), else: rest };
  }, end);
}
