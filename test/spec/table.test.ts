/** The table is complete and consistent: every field is documented, its example is valid, and basic facts are there. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kindOf } from '../../server/src/readings/describe.ts';
import {
  fieldMeant,
  foreignKey,
  listIn,
  recordIn,
  recordWithin,
  type NamedField,
} from '../../server/src/readings/find.ts';
import { toJsonSchema } from '../../server/src/readings/json-schema.ts';
import { walk } from '../../server/src/readings/manual.ts';
import { hooks } from '../../server/src/spec/hooks.ts';
import { entries, header, pipeline } from '../../server/src/spec/pipeline.ts';
import type { Field, RecordShape, Shape } from '../../server/src/spec/shape.ts';
import { strictAjv } from '../ajv.ts';

const roots: readonly NamedField[] = [
  { name: 'pipeline', field: pipeline },
  { name: 'header', field: header },
  ...Object.entries(entries).map(([name, field]) => ({ name, field })),
];

type Row = readonly [path: string, named: NamedField];

function row(chain: readonly NamedField[]): Row {
  return [chain.map(({ name }) => name).join(' > '), chain.at(-1)!];
}

/** Every field once, under the first path that leads to it. */
const table = roots
  .flatMap(root => walk([root]))
  .map(row)
  .filter(([, { field }], index, rows) => rows.findIndex(([, other]) => other.field === field) === index);
const below = walk([{ name: 'hooks', field: hooks }]).map(row);

const ajv = strictAjv({ allowMatchingProperties: false });

describe.each(table)('%s', (_path, { name, field }) => {
  test('says what it does, in whole sentences and in no paraphrase of its name', () => {
    for (const sentence of [field.doc, field.caveat, ...(field.notes ?? []), ...Object.values(statusTexts(field))]) {
      if (sentence !== undefined) expect(sentence).toMatch(/^[A-Z`].*[.…]$/s);
    }
    const words = new Set(field.doc.toLowerCase().match(/[a-z]{3,}/g));
    for (const word of name.toLowerCase().split(/[^a-z]+/)) words.delete(word);
    expect(words.size).toBeGreaterThan(3);
  });

  test('rests on a page', () => {
    for (const { label, url } of field.sources) {
      expect(label).not.toBe('');
      expect(new URL(url).protocol).toBe('https:');
    }
  });

  test('has an example that is what its shape says', () => {
    const example = parse(field.example) as Record<string, unknown>;
    const [key] = Object.keys(example);
    if (!isRootOrEntry(field)) expect(key).toBe(name);
    const value = isRootOrEntry(field) ? undefined : example[name];
    if (value !== undefined) expect(ajv.validate(toJsonSchema(field), value), ajv.errorsText()).toBe(true);
  });

  test('its rules speak of its own keys', () => {
    const record = recordWithin(field.shape);
    for (const rule of record?.rules ?? []) for (const key of keysOf(rule)) expect(record!.fields).toHaveProperty(key);
  });

  test('no spelling means two keys, or one that is there', () => {
    const record = recordWithin(field.shape);
    if (!record) return;
    const spellings = Object.values(record.fields).flatMap(({ aka }) => aka ?? []);
    const foreign = (record.foreign ?? []).map(({ name: key }) => key);
    const names = [...Object.keys(record.fields), ...spellings, ...foreign];
    expect(new Set(names).size).toBe(names.length);
    for (const spelling of spellings) expect(fieldMeant(record, spelling)).toBeDefined();
    for (const key of foreign) expect(foreignKey(record, key)?.because).toMatch(/^\S.*[^.]$/);
  });
});

describe.each(below)('%s', (_path, { field }) => {
  test('says what surprises, and what holds without it', () => {
    expect(field.caveat ?? '').toMatch(/\.$/);
    expect(field.caveat).not.toBe(field.doc);
    expect(field.because).toBeDefined();
    const chosen = ['exec', 'tcp_socket', 'http_get'].some(key => field === handlerFields()[key]);
    expect(field.required === true || field.default !== undefined || chosen).toBe(true);
    expect(field.required && field.default).toBeUndefined();
  });

  test('a value of another kind fails', () => {
    const schema = toJsonSchema(field);
    for (const wrong of wrongKinds(field.shape)) {
      expect(ajv.validate(schema, wrong), `${JSON.stringify(wrong)} as ${kindOf(field.shape)}`).toBe(false);
    }
  });
});

test('patterns compile and take what is usual', () => {
  for (const [, { field }] of below) {
    if (field.shape.kind !== 'text') continue;
    const { pattern, usual } = field.shape;
    for (const { value } of usual ?? []) if (pattern) expect(value).toMatch(new RegExp(`^(?:${pattern.source})$`));
  }
});

test('one of three handlers, and nothing else, below the proposed keyword', () => {
  const shape = recordIn(recordIn(hooks.shape)!.fields['pre_stop_k8s_container_handler']!.shape)!;
  expect(Object.keys(shape.fields)).toEqual(['exec', 'tcp_socket', 'http_get']);
  expect(shape.rules).toMatchObject([
    { kind: 'exactlyOne', keys: ['exec', 'tcp_socket', 'http_get'], severity: 'error' },
  ]);
});

test('hooks stand in jobs, in default and in hidden jobs, and in no trigger job, workflow or header', () => {
  const holders = roots.filter(({ field }) => Object.hasOwn(recordIn(field.shape)?.fields ?? {}, 'hooks'));
  expect(holders.map(({ name }) => name)).toEqual(['job', 'hiddenJob', 'default']);
  for (const { field } of holders) expect(recordIn(field.shape)?.fields['hooks']).toBe(hooks);
});

function statusTexts({ status }: Field): Record<string, string | undefined> {
  return { proposed: status?.proposed, deprecated: status?.deprecated, removed: status?.removed };
}

function isRootOrEntry(field: Field): boolean {
  return roots.some(root => root.field === field && root.name !== 'default' && root.name !== 'workflow');
}

function handlerFields(): RecordShape['fields'] {
  return recordIn(recordIn(hooks.shape)!.fields['pre_stop_k8s_container_handler']!.shape)!.fields;
}

function keysOf(rule: RecordShape['rules'][number]): readonly string[] {
  if ('keys' in rule) return rule.keys;
  if (rule.kind === 'notWith') return [rule.key, rule.other];
  if (rule.kind === 'typed') return [rule.key, rule.by];
  if (rule.kind === 'among') return [rule.key, rule.of];
  if (rule.kind === 'restricts') return [rule.key, rule.texts];
  return rule.kind === 'needs' ? [rule.key, rule.needs] : [rule.key, rule.when.key];
}

/** Values of kinds that the shape does not have, except a list of strings, which may stand for a reference. */
function wrongKinds(shape: Shape): readonly unknown[] {
  const record = recordIn(shape);
  if (record) return ['text', 8080, true, [8080], { [' ']: 1 }];
  if (listIn(shape)) return [8080, false, { echo: 'hi' }, [8080], [{ echo: 'hi' }]];
  return shape.kind === 'integer' ? ['8080', 80.5, true, {}, [80]] : [8080, true, {}, [80]];
}
