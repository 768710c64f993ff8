/** How a schema is made: how strict it is, and how the fields of a mapping are written. */
import type { Field } from '../../spec/shape.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaMode {
  /** Other text may add keys to this mapping, so none can be missing; items of lists are always complete. */
  readonly partial: boolean;
  /** An empty value passes: the mapping around it says where it does not. */
  readonly lenient?: true;
  /** The schema of a field: inlined, or a reference if it has a definition of its own. */
  readonly ofField: (field: Field, mode: SchemaMode) => JsonSchema;
}
