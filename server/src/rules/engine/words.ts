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
  const words: WrittenWord[] = [];
  for (const visit of visitsIn(context)) addWords(visit.member.value, visit.field.shape, visit, words);
  return words;
}

/** Those of a value that is a scalar or a list. */
function addWords(value: Value, shape: Shape, visit: Visit, words: WrittenWord[]): void {
  if (value.kind === 'scalar')
    for (const form of scalarsIn(shape)) {
      const word = wordFor(value, form);
      if (word) words.push({ word, value, visit });
    }
  const list = value.kind === 'list' ? listIn(shape) : undefined;
  if (!list || value.kind !== 'list') return;
  for (const item of value.items) addWords(item, item.kind === 'list' ? list : list.item, visit, words);
}

function wordFor({ datum }: ScalarValue, shape: Shape): Word | undefined {
  return datum.type === 'string' ? wordsOf(shape).find(({ value }) => value === datum.value) : undefined;
}
