/** Says what a shape expects, in words that fit after "expected". */
import type { Fields, IntegerShape, RecordShape, Shape } from '../../spec/shape.ts';
import { cachedBy } from '../../text/cached.ts';
import { enumerate } from './at.ts';

/** "a whole number from 1 to 65535", "a mapping with `port`". */
export function expectation(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
    case 'name':
    case 'syntax':
      return 'a string';
    case 'integer':
      return integerExpectation(shape);
    case 'scalar':
      return shape.whole ? 'a string or whole number' : 'a string or number';
    case 'boolean':
      return '`true` or `false`';
    case 'keyword':
      return shape.values.length > FEW
        ? 'one of the known values'
        : enumerate(
            shape.values.map(({ value }) => value),
            'or',
          );
    case 'list':
      return 'a list';
    case 'map':
      return 'a mapping';
    case 'record':
      return recordExpectation(shape);
    case 'either': {
      const forms = [...(shape.scalar ?? []).slice(0, 1), shape.list, shape.map];
      return forms.flatMap(form => (form ? [expectation(form)] : [])).join(' or ');
    }
    case 'ref':
    case 'anything':
      return 'a value';
    default:
      return shape satisfies never;
  }
}

/** Longer lists of names do not help in a message. */
const FEW = 12;

function integerExpectation({ min, max }: IntegerShape): string {
  if (min === undefined) return max === undefined ? 'a whole number' : `a whole number up to ${max}`;
  return max === undefined ? `a whole number of at least ${min}` : `a whole number from ${min} to ${max}`;
}

function recordExpectation({ fields, rules, open }: RecordShape): string {
  const names = Object.keys(fields);
  if (open || names.length === 0) return 'a mapping';
  for (const rule of rules)
    if (rule.kind === 'exactlyOne') return `a mapping with exactly one of ${enumerate(rule.keys, 'and')}`;
  const needed = requiredIn(fields);
  if (needed.length > 0) return `a mapping with ${enumerate(needed, 'and')}`;
  return names.length > 3 ? 'a mapping' : `a mapping with ${enumerate(names, 'or')}`;
}

/** The names of the required fields. */
export const requiredIn = cachedBy((fields: Fields): readonly string[] =>
  Object.keys(fields).filter(name => fields[name]?.required),
);
