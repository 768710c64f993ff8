import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { toJsonSchema, type JsonSchema } from '../../server/src/readings/json-schema.ts';
import { outputs } from '../../server/src/readings/outputs.ts';
import {
  anyInteger,
  anything,
  boolean,
  either,
  integer,
  map,
  record,
  ref,
  scalar,
  text,
} from '../../server/src/spec/shape-builders.ts';
import type { Field, Shape } from '../../server/src/spec/shape.ts';
import { strictAjv } from '../ajv.ts';

const root = new URL('../../', import.meta.url);
const hooks = compiled(fileOf('schemas/hooks.schema.json'));
const handler = compiled(fileOf('schemas/pre-stop-k8s-container-handler.schema.json'));

function compiled(schema: JsonSchema): ValidateFunction {
  return strictAjv().compile(schema);
}

function fileOf(path: string): JsonSchema {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8')) as JsonSchema;
}

/** Checks a handler with both schemas, which must agree. */
function accepts(yaml: string): boolean {
  const value: unknown = parse(yaml);
  const alone = handler(value);
  expect(hooks({ pre_stop_k8s_container_handler: value })).toBe(alone);
  return alone;
}

describe('made files', () => {
  test.each(Object.entries(outputs()))('%s is as it would be made', (path, content) => {
    expect(readFileSync(new URL(path, root), 'utf8')).toBe(content);
  });

  test('have a stable name and draft-07', () => {
    expect(fileOf('schemas/hooks.schema.json')).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'urn:gitlab-ci-language-tools:schema:hooks',
    });
    expect(fileOf('schemas/pre-stop-k8s-container-handler.schema.json')['$id']).toBe(
      'urn:gitlab-ci-language-tools:schema:pre-stop-k8s-container-handler',
    );
  });
});

describe('the handler', () => {
  test.each([
    'exec: ["echo \'goodbye container !\'"]',
    'exec: [sh, -c, echo]',
    'exec: [sh, [-c, [echo]]]',
    'exec: a single text, of which we warn only',
    'tcp_socket: { port: 8080, host: "127.0.0.1" }',
    'tcp_socket: { port: 1 }',
    'http_get: { port: 65535 }',
    'http_get: { port: 8080, host: , path: , scheme: , http_headers: }',
    'http_get: { port: 8080, path: "", scheme: "" }'.replace(', scheme: ""', ''),
    'http_get: { port: 8080, scheme: Https }',
    'http_get: { port: 8080, http_headers: [] }',
    'http_get: { port: 8080, http_headers: [{ name: A-1, value: "" }, { name: a-1, value: b }] }',
  ])('takes %s', yaml => {
    expect(accepts(yaml)).toBe(true);
  });

  test('takes the example of the proposal', () => {
    const yaml = `
      http_get:
        port: 8080
        host: "127.0.0.1"
        path: "/var/www/html"
        scheme: "http"
        http_headers:
          - { name: "Connection", value: "Keep-Alive" }
          - { name: "Keep-Alive", value: "timeout=5, max=1000" }`;
    expect(accepts(yaml)).toBe(true);
  });

  test.each([
    '[.base, hooks, pre_stop_k8s_container_handler]',
    'exec: [.base, exec]',
    'tcp_socket: [.base, tcp_socket]',
    'http_get: { port: [.base, port], host: [.base, host], scheme: [.base, scheme], http_headers: [.base, headers] }',
    'http_get: { port: 80, http_headers: [[.base, header], { name: [.base, name], value: [.base, value] }] }',
  ])('takes a reference, whose tag others drop: %s', yaml => {
    expect(accepts(yaml)).toBe(true);
  });

  test.each([
    '{}',
    'text',
    '[]',
    '8080',
    'exec: []',
    'exec:',
    'exec: [1]',
    'exec: [{ echo: hi }]',
    'exec: { command: [sh] }',
    'tcp_socket:',
    'tcp_socket: {}',
    'tcp_socket: { host: a }',
    'tcp_socket: { port: 0 }',
    'tcp_socket: { port: 65536 }',
    'tcp_socket: { port: 80.5 }',
    'tcp_socket: { port: "8080" }',
    'tcp_socket: { port: http }',
    'tcp_socket: { port: }',
    'tcp_socket: { port: 8080, path: / }',
    'tcp_socket: { port: 8080, host: 127 }',
    'http_get: { path: / }',
    'http_get: { port: 8080, scheme: ftp }',
    'http_get: { port: 8080, http_headers: { name: value } }',
    'http_get: { port: 8080, http_headers: [{ name: A }] }',
    'http_get: { port: 8080, http_headers: [{ value: A }] }',
    'http_get: { port: 8080, http_headers: [{ name: A_B, value: a }] }',
    'http_get: { port: 8080, http_headers: [{ name: "A B", value: a }] }',
    'http_get: { port: 8080, http_headers: [{ name: "", value: a }] }',
    'http_get: { port: 8080, http_headers: [{ name: A, value: 10 }] }',
    'http_get: { port: 8080, http_headers: [{ name: A, value: true }] }',
    'http_get: { port: 8080, http_headers: [{ name: A, value: a, more: b }] }',
    'httpGet: { port: 8080 }',
    'sleep: { seconds: 10 }',
    '{ exec: [a], tcp_socket: { port: 80 } }',
    '{ tcp_socket: { port: 80 }, exec: [a] }',
    '{ http_get: { port: 80 }, tcp_socket: { port: 80 } }',
    '{ exec: [a], tcp_socket: { port: 80 }, http_get: { port: 80 } }',
    '{ exec: , http_get: { port: 80 } }',
  ])('refuses %s', yaml => {
    expect(accepts(yaml)).toBe(false);
  });

  test('the surplus key is marked, not the whole mapping', () => {
    handler({ tcp_socket: { port: 80 }, exec: ['a'] });
    expect(handler.errors?.[0]).toMatchObject({
      keyword: 'additionalProperties',
      params: { additionalProperty: 'tcp_socket' },
    });
  });
});

describe('hooks', () => {
  test.each([
    'pre_get_sources_script: echo',
    'pre_get_sources_script: [echo, [echo, [echo]]]',
    'pre_get_sources_script:',
    'pre_get_sources_script: []',
    '{}',
    '',
    '[.base, hooks]',
    'pre_stop_k8s_container_handler:',
    '{ pre_get_sources_script: a, pre_stop_k8s_container_handler: { exec: [a] } }',
  ])('takes %s', yaml => {
    expect(hooks(parse(yaml))).toBe(true);
  });

  test.each([
    'text',
    'pre_get_sources_script: 8080',
    'pre_get_sources_script: { echo: hi }',
    'pre_get_sources_script: [echo, { echo: hi }]',
    'post_get_sources_script: echo',
    'preStop: { exec: [a] }',
  ])('refuses %s', yaml => {
    expect(hooks(parse(yaml))).toBe(false);
  });

  test('lists in lists as deep as GitLab flattens them', () => {
    const nest = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>(inner => [inner], 'echo');
    for (const path of ['pre_get_sources_script', 'exec'] as const) {
      const at = (depth: number): unknown =>
        path === 'exec' ? { pre_stop_k8s_container_handler: { exec: nest(depth) } } : { [path]: nest(depth) };
      expect(hooks(at(10))).toBe(true);
      expect(hooks(at(11))).toBe(false);
    }
  });
});

describe('generated values', () => {
  const port = fc.integer({ min: 1, max: 65535 });
  const header = fc.record({ name: fc.stringMatching(/^[-A-Za-z0-9]+$/), value: fc.string() });
  const good = {
    exec: fc.array(fc.string(), { minLength: 1 }),
    tcp_socket: fc.record({ port, host: fc.string() }, { requiredKeys: ['port'] }),
    http_get: fc.record(
      {
        port,
        host: fc.string(),
        path: fc.string(),
        scheme: fc.constantFrom('HTTP', 'HTTPS', 'http', 'Https'),
        http_headers: fc.array(header),
      },
      { requiredKeys: ['port'] },
    ),
  };
  const handlers = fc.record(good, { requiredKeys: [] });

  test('one good handler passes, none or several fail', () => {
    fc.assert(
      fc.property(handlers, value => {
        expect(handler(value)).toBe(Object.keys(value).length === 1);
      }),
      { seed: 1 },
    );
  });

  test('anything that is no handler fails', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: false }), value => {
        fc.pre(value !== null && value !== undefined && !mayBeReference(value));
        expect(handler(value)).toBe(false);
        expect(handler({ tcp_socket: { port: value } })).toBe(isPort(value) || mayBeReference(value));
      }),
      { seed: 1 },
    );
  });

  function mayBeReference(value: unknown): boolean {
    return Array.isArray(value) && value.some(item => typeof item === 'string');
  }

  function isPort(value: unknown): boolean {
    return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;
  }
});

describe('shapes that hooks do not use', () => {
  const field = (shape: Shape, more: Partial<Field> = {}): Field => ({
    doc: 'A field of a test.',
    shape,
    example: '',
    reference: false,
    sources: [{ label: 'test', url: 'https://example.com' }],
    ...more,
  });
  const check = (shape: Shape, value: unknown): boolean => compiled(toJsonSchema(field(shape)))(value);
  const two = { a: field(text()), b: field(text()) };

  test('maps, booleans, open records and content that is not described', () => {
    expect(check(map(text(), integer(0, 9, 'test')), { any: 5 })).toBe(true);
    expect(check(map(text(), integer(0, 9, 'test')), { any: 50 })).toBe(false);
    expect(check(boolean(), 'yes')).toBe(false);
    expect(check(scalar, 1.5) && check(scalar, 'a') && check(scalar, false)).toBe(true);
    expect(check(scalar, {})).toBe(false);
    // An empty value is the same as a missing key, unless the key is required.
    expect(check(scalar, null)).toBe(true);
    expect(compiled(toJsonSchema(field(scalar, { required: true })))(null)).toBe(false);
    expect(check(anyInteger('test'), -5)).toBe(true);
    expect(check(record(two, { open: true }), { c: 1 })).toBe(true);
    expect(check(record(two), { c: 1 })).toBe(true);
    expect(check(record(two, { closed: true }), { c: 1 })).toBe(false);
    expect(check(record(two, { foreign: [{ name: 'c', because: 'test' }] }), { c: 1 })).toBe(false);
    expect(check(record(two, { others: ref('entry') }), { c: 1 })).toBe(true);
    expect(check(anything, [{}])).toBe(true);
    expect(check(text(), ['a', 'b'])).toBe(false);
  });

  test('a text or a mapping', () => {
    const shape = either({ scalar: [text()], map: record(two, { closed: true }), usual: 'map' });
    expect([check(shape, 'a'), check(shape, { a: 'b' }), check(shape, { c: 'd' }), check(shape, 1)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
