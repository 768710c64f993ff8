/** Finds the scalars of a value that, by the table, are names of jobs or templates. */
import { cachedBy } from '../../text/cached.ts';
import { datumToS } from '../../ci/ruby-text.ts';
import { fieldOf, listIn, mappingIn, scalarsIn } from '../../readings/find.ts';
import { otherPipelines } from '../../spec/needs.ts';
import type { Shape } from '../../spec/shape.ts';
import type { ListValue, MapValue, ScalarValue, Value } from '../../yaml/value/value.ts';

export interface NamedScalar {
  readonly name: string;
  readonly value: ScalarValue;
}

/** Every name in the value, in order. */
export function namedIn(value: Value, shape: Shape): readonly NamedScalar[] {
  return mayHoldNames(shape) ? inValue(value, shape) : [];
}

/** Whether a value of that shape can contain names of jobs or templates: most parts of a job cannot. */
export const mayHoldNames = cachedBy((shape: Shape): boolean => {
  const mapping = mappingIn(shape);
  const list = listIn(shape);
  const inner = [
    ...(list ? [list.item] : []),
    ...(mapping?.kind === 'map' ? [mapping.value] : Object.values(mapping?.fields ?? {}).map(field => field.shape)),
    ...(mapping?.kind === 'record' && mapping.others ? [mapping.others] : []),
  ];
  return isNamed(shape) || inner.some(each => each.kind !== 'ref' && mayHoldNames(each));
});

function inValue(value: Value, shape: Shape): readonly NamedScalar[] {
  if (value.kind === 'list') return inList(value, shape);
  if (value.kind === 'map') return inMap(value, shape);
  if (value.kind !== 'scalar' || value.datum.type === 'null' || !isNamed(shape)) return [];
  return [{ name: datumToS(value.datum), value }];
}

/** Whether a scalar of this shape is the name of a job or template. */
export function isNamed(shape: Shape): boolean {
  return scalarsIn(shape).some(form => form.kind === 'name' && (form.of === 'job' || form.of === 'template'));
}

function inList(value: ListValue, shape: Shape): readonly NamedScalar[] {
  const list = listIn(shape);
  if (!list) return [];
  const deeper = list.levels > 1 ? { ...list, levels: list.levels - 1 } : undefined;
  return value.items.flatMap(item => inValue(item, item.kind === 'list' && deeper ? deeper : list.item));
}

function inMap(value: MapValue, shape: Shape): readonly NamedScalar[] {
  const mapping = mappingIn(shape);
  if (!mapping) return [];
  const isElsewhere = otherPipelines.some(key => value.members.has(key) && fieldOf(shape, key));
  return [...value.members].flatMap(([id, held]) => {
    const inner = mapping.kind === 'map' ? mapping.value : (fieldOf(shape, id)?.shape ?? mapping.others);
    if (!inner || inner.kind === 'ref' || !mayHoldNames(inner)) return [];
    return isElsewhere && isNamed(inner) ? [] : inValue(held.value, inner);
  });
}
