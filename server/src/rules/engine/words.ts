/** The words of the table that occur in a block as values: keywords and usual texts. */
import { wordsOf } from '../../readings/describe.ts';
import { listIn, scalarsIn } from '../../readings/find.ts';
import type { Shape, Word } from '../../spec/shape.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import type { BlockContext } from './rule.ts';
import { visitsIn, type Visit } from './visits.ts';

export interface WrittenWord {
  readonly word: Word;
  readonly value: ScalarValue;
  readonly visit: Visit;
}

/** Not cached: a block is asked once. */
export function wordsIn(context: BlockContext): readonly WrittenWord[] {
  return visitsIn(context).flatMap(visit =>
    scalarsOf(visit.member.value, visit.field.shape).flatMap(([value, shape]) => {
      const word = wordFor(value, shape);
      return word ? [{ word, value, visit }] : [];
    }),
  );
}

/** The scalars of a value that is a scalar or a list, each with its expected shape. */
function scalarsOf(value: Value, shape: Shape): readonly (readonly [ScalarValue, Shape])[] {
  if (value.kind === 'scalar') return scalarsIn(shape).map(form => [value, form] as const);
  const list = value.kind === 'list' ? listIn(shape) : undefined;
  if (!list || value.kind !== 'list') return [];
  return value.items.flatMap(item => scalarsOf(item, item.kind === 'list' ? list : list.item));
}

function wordFor({ datum }: ScalarValue, shape: Shape): Word | undefined {
  return datum.type === 'string' ? wordsOf(shape).find(({ value }) => value === datum.value) : undefined;
}
