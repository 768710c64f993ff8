/** Finds the field of the table for a path of table and key names. */
import type { NamedField } from '../readings/find.ts';
import { containerLifecycle, LIFECYCLE_PATH } from '../spec/runner-config.ts';
import type { Field, RecordShape } from '../spec/shape.ts';

/** The fields on the path, outermost first; empty outside of the lifecycle tables. */
export function fieldsAlong(path: readonly string[]): readonly NamedField[] {
  const isInside = LIFECYCLE_PATH.every((name, index) => path[index]?.toLowerCase() === name);
  if (!isInside) return [];
  const chain: NamedField[] = [{ name: LIFECYCLE_PATH.at(-1) ?? '', field: containerLifecycle }];
  for (const name of path.slice(LIFECYCLE_PATH.length)) {
    const field = fieldBelow(chain.at(-1)?.field, name);
    if (!field) return [];
    chain.push({ name: name.toLowerCase(), field });
  }
  return chain;
}

function fieldBelow(field: Field | undefined, name: string): Field | undefined {
  const fields = field && recordOf(field)?.fields;
  const known = name.toLowerCase();
  return fields && Object.hasOwn(fields, known) ? fields[known] : undefined;
}

/** The record of a table, or of each entry in an array of tables. */
export function recordOf({ shape }: Field): RecordShape | undefined {
  if (shape.kind === 'record') return shape;
  return shape.kind === 'list' && shape.item.kind === 'record' ? shape.item : undefined;
}
