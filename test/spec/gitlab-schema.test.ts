/** Compares the table with GitLab's own schema, and names every key and value that the table lacks. */
import { expect, test } from 'vitest';
import { fieldOf, listIn, mappingIn, recordIn, scalarsIn } from '../../server/src/readings/find.ts';
import { wordsOf } from '../../server/src/readings/describe.ts';
import { entries, header, pipeline } from '../../server/src/spec/pipeline.ts';
import type { Shape } from '../../server/src/spec/shape.ts';
import { alternatives, gitlabSchema, isSchema, type Schema } from './gitlab-schema.ts';

const schema = gitlabSchema();

/** What the schema allows and GitLab does not, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  $schema: 'for editors; GitLab refuses the file with it',
  '!reference': 'a tag of YAML, not a key',
  'default:!reference': 'a tag of YAML, not a key',
  spec: 'stands in the header, which is looked at by itself',
  pages: 'a job of that name',
  'job:when=never': 'only rules may say so; GitLab refuses it in a job',
  'job:rules:allow_failure:exit_codes': 'GitLab takes a yes or no in rules, by its own code',
  'services:variables:expand': 'GitLab takes plain values for services, by its own code',
  'services:variables:value': 'GitLab takes plain values for services, by its own code',
};

/** What the schema has at a place and the table lacks; each pair of schema and shape is compared once. */
function unknownIn(root: readonly (readonly [path: string, node: unknown, shape: Shape])[]): readonly string[] {
  const unknown = new Set<string>();
  const seen = new Map<Schema, Set<Shape>>();
  const compare = (path: string, node: unknown, shape: Shape): void => {
    if (!isSchema(node)) return;
    for (const one of alternatives(schema, node)) {
      const shapes = seen.get(one) ?? new Set();
      if (shapes.has(shape)) continue;
      seen.set(one, shapes.add(shape));
      for (const [name, inner] of Object.entries(isSchema(one['properties']) ? one['properties'] : {}))
        compareKey(`${path}${path && ':'}${name}`, name, inner, shape);
      for (const word of wordsIn(one)) if (!takes(shape, word)) unknown.add(`${path}=${word}`);
      const list = listIn(shape);
      if (list) compare(path, one['items'], list.item);
      const mapping = mappingIn(shape);
      if (mapping?.kind !== 'map') continue;
      compare(path, one['additionalProperties'], mapping.value);
      const patterns = isSchema(one['patternProperties']) ? one['patternProperties'] : {};
      for (const inner of Object.values(patterns)) compare(path, inner, mapping.value);
    }
  };
  const compareKey = (path: string, name: string, node: unknown, shape: Shape): void => {
    const field = fieldOf(shape, name);
    const mapping = mappingIn(shape);
    if (field) compare(path, node, field.shape);
    else if (mapping?.kind === 'map') compare(path, node, mapping.value);
    else if (shape.kind !== 'anything' && !recordIn(shape)?.open) unknown.add(path);
  };
  for (const each of root) compare(...each);
  return [...unknown].sort();
}

function wordsIn({ enum: words, const: word }: Schema): readonly string[] {
  const all: readonly unknown[] = Array.isArray(words) ? words : [word];
  return all.filter(one => typeof one === 'string');
}

/** A shape without listed values accepts any text. */
function takes(shape: Shape, word: string): boolean {
  const forms = scalarsIn(listIn(shape)?.item ?? shape).concat(scalarsIn(shape));
  const closed = forms.filter(({ kind }) => kind === 'keyword' || kind === 'boolean');
  return closed.length === 0 || closed.some(form => wordsOf(form).some(({ value }) => value === word));
}

const job = (schema['definitions'] as Schema)['job_template'];

const everything = unknownIn([
  ['', schema, pipeline.shape],
  ['spec', (schema['properties'] as Schema)['spec'], header.shape.fields.spec.shape],
  ['job', job, entries.job.shape],
]);

test('knows every key and word of GitLab’s schema', () => {
  expect(everything.filter(name => !Object.hasOwn(EXCEPTIONS, name))).toEqual([]);
});

test('each exception is still needed', () => {
  for (const name of Object.keys(EXCEPTIONS)) expect(everything).toContain(name);
});

test('a key and a word that the table lacks are named', () => {
  const node = { properties: { script: {}, nonsense: {}, when: { enum: ['on_success', 'tomorrow'] } } };
  expect(unknownIn([['job', node, entries.job.shape]])).toEqual(['job:nonsense', 'job:when=tomorrow']);
});
