/** Who puts the values of variables into a text, by its place. */
import { scalarsIn, type FoundField } from '../../readings/find.ts';

/** A shell, GitLab or its runner, or the condition of a rule, which takes variables as they are. */
export type Expansion = 'shell' | 'gitlab' | 'condition';

/** Nothing where `$NAME` stays as it is written, or where the table does not tell. */
export function expansionOf({ field, shape }: FoundField): Expansion | undefined {
  const scalars = scalarsIn(shape);
  if (scalars.length === 0) return undefined;
  if (scalars.some(scalar => scalar.kind === 'syntax' && scalar.of === 'rules-if')) return 'condition';
  if (field.expands?.includes('shell')) return 'shell';
  return field.expands?.includes('gitlab') ? 'gitlab' : undefined;
}

/** What is in a hidden job under keys that the table does not know is there for scripts to refer to. */
export function freeExpansion(name: string | number | undefined): Expansion | undefined {
  return typeof name === 'string' && name.startsWith('.') ? 'shell' : undefined;
}
