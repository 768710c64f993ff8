/** Makes a JSON Schema (draft-07) of a field, for editors that support schemas only. */
import type { Field } from '../spec/shape.ts';
import { spelledOut } from './schema/field.ts';
import type { JsonSchema } from './schema/mode.ts';

export type { JsonSchema } from './schema/mode.ts';

/** A schema document for one field; `id` is its stable name. */
export function schemaDocument(id: string, title: string, field: Field): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: id, title, ...toJsonSchema(field) };
}

/** The schema of a field's value with everything inlined. */
export function toJsonSchema(field: Field): JsonSchema {
  return spelledOut(field, { partial: false, ofField: spelledOut });
}
