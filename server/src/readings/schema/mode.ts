/** How a schema is made: how much it demands, and which fields it refers to rather than spells out. */
import type { Field } from '../../spec/shape.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaMode {
  /** Other text may add keys to this mapping, so that none is missing; items of lists are always whole. */
  readonly partial: boolean;
  /** The reference that stands for a field, where it has a definition of its own. */
  readonly refer: (field: Field, mode: SchemaMode) => JsonSchema | undefined;
}

/** Everything is demanded and spelt out. */
export const whole: SchemaMode = { partial: false, refer: () => undefined };
