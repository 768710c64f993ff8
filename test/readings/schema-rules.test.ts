/** The rules between keys of a mapping, expressed in the schema. */
import { describe, expect, test } from 'vitest';
import { toJsonSchema } from '../../server/src/readings/json-schema.ts';
import { anything, record } from '../../server/src/spec/shape-builders.ts';
import type { Field, KeyRule } from '../../server/src/spec/shape.ts';
import { strictAjv } from '../ajv.ts';

const strength = { severity: 'error', because: 'test' } as const;

function field(shape: Field['shape']): Field {
  return {
    doc: 'A field of a test.',
    shape,
    example: '',
    reference: false,
    sources: [{ label: 'test', url: 'https://example.com' }],
  };
}

/** Whether the values are valid for a mapping with the keys `a` and `b`, of any type, and this rule. */
function judged(rule: KeyRule, ...values: readonly object[]): readonly boolean[] {
  const ajv = strictAjv({ allowMatchingProperties: false });
  const fields = { a: field(anything), b: field(anything) };
  const accepts = ajv.compile(toJsonSchema(field(record(fields, { rules: [rule] }))));
  return values.map(value => accepts(value));
}

const typed: KeyRule = { kind: 'typed', key: 'a', by: 'b', types: ['number', 'array'], ...strength };

describe('a key', () => {
  test.each<[string, KeyRule, readonly object[], readonly boolean[]]>([
    [
      'stands alone',
      { kind: 'atMostOne', keys: ['a', 'b'], ...strength },
      [{}, { a: '' }, { a: '', b: '' }],
      [true, true, false],
    ],
    [
      'is there, or the other one',
      { kind: 'atLeastOne', keys: ['a', 'b'], ...strength },
      [{}, { b: '' }],
      [false, true],
    ],
    [
      'keeps another one out',
      { kind: 'notWith', key: 'a', other: 'b', ...strength },
      [{ a: '' }, { a: '', b: null }, { a: '', b: '' }],
      [true, true, false],
    ],
    [
      'needs another one',
      { kind: 'needs', key: 'a', needs: 'b', ...strength },
      [{ b: '' }, { a: '' }, { a: '', b: '' }],
      [true, false, true],
    ],
    [
      'needs another one with one value',
      { kind: 'needs', key: 'a', value: 'x', needs: 'b', ...strength },
      [{ a: 'y' }, { a: 'x' }, { a: 'x', b: '' }],
      [true, false, true],
    ],
    [
      'needs another one with all values but one',
      { kind: 'needs', key: 'a', except: false, needs: 'b', ...strength },
      [{ a: false }, { a: null }, { a: true }, { a: '' }],
      [true, true, false, false],
    ],
    [
      'needs a value of another one',
      { kind: 'onlyWhen', key: 'a', when: { key: 'b', values: ['x'] }, ...strength },
      [{ b: '' }, { a: '' }, { a: '', b: 'x' }, { a: '', b: 'y' }],
      [true, false, true, false],
    ],
    [
      'needs a value of another one if that is there',
      { kind: 'onlyWhen', key: 'a', when: { key: 'b', values: ['x'], absent: true }, ...strength },
      [{ a: '' }, { a: '', b: 'x' }, { a: '', b: 'y' }],
      [true, true, false],
    ],
    [
      'has the type that another one names',
      typed,
      [1, '1', '$[[ inputs.a ]]', ['.a', 'b'], null, 'x', true, {}].map(a => ({ a, b: 'number' })),
      [true, true, true, true, true, false, false, false],
    ],
    [
      'has any type without the other one',
      typed,
      [{ a: 1 }, { a: {}, b: 'text' }, { b: 'number' }],
      [true, true, true],
    ],
  ])('%s', (_name, rule, values, expected) => {
    expect(judged(rule, ...values)).toEqual(expected);
  });

  test('breaks nothing by what is only worth a warning', () => {
    expect(judged({ kind: 'atLeastOne', keys: ['a'], severity: 'warning', because: 'test' }, {})).toEqual([true]);
  });
});
