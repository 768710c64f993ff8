/** Who expands variables in a text, by its place. */
import { scalarsIn, type FoundField } from '../../readings/find.ts';

/** A shell, GitLab or its runner, or the condition of a rule, which uses variables without expanding text. */
export type Expansion = 'shell' | 'gitlab' | 'condition';

/** Nothing if `$NAME` stays as it is written, or if the table does not say. */
export function expansionOf({ field, shape }: FoundField): Expansion | undefined {
  const scalars = scalarsIn(shape);
  if (scalars.length === 0) return undefined;
  if (scalars.some(scalar => scalar.kind === 'syntax' && scalar.of === 'rules-if')) return 'condition';
  if (field.expands?.includes('shell')) return 'shell';
  return field.expands?.includes('gitlab') ? 'gitlab' : undefined;
}

/** In a hidden job, unknown keys hold texts for scripts to refer to. */
export function freeExpansion(name: string | number | undefined): Expansion | undefined {
  return typeof name === 'string' && name.startsWith('.') ? 'shell' : undefined;
}
