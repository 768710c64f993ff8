/** JSON Schema (draft-07) of a field, for every editor that knows nothing but schemas. */
import type { Field } from '../spec/shape.ts';
import { spelledOut } from './schema/field.ts';
import type { JsonSchema } from './schema/mode.ts';

export type { JsonSchema } from './schema/mode.ts';

/** A schema document of one field; `id` is its stable name. */
export function schemaDocument(id: string, title: string, field: Field): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: id, title, ...toJsonSchema(field) };
}

/** What a value of the field can be, with everything spelt out. */
export function toJsonSchema(field: Field): JsonSchema {
  return spelledOut(field, { partial: false, ofField: spelledOut });
}
