/** The checker confirms what the table says about its own fields, and agrees with the schema. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '../../server/src/readings/check.ts';
import { listIn, recordIn } from '../../server/src/readings/find.ts';
import { toJsonSchema } from '../../server/src/readings/json-schema.ts';
import { walk } from '../../server/src/readings/manual.ts';
import { hooks } from '../../server/src/spec/hooks.ts';
import type { Field, Shape } from '../../server/src/spec/shape.ts';
import type { Finding } from '../../server/src/text/problem.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { readBlock } from '../../server/src/yaml/value/read.ts';
import { strictAjv } from '../ajv.ts';

const rows = walk([{ name: 'hooks', field: hooks }]).map(
  chain => [chain.map(({ name }) => name).join(' > '), chain.at(-1)!] as const,
);

/** The codes of the checker's findings about the value of the only key of the text. */
function codes(field: Field, text: string): readonly string[] {
  const uri = 'file:///table.yml';
  const [entry] = parse(uri, text).pieces.flatMap(piece => piece.entries);
  const root = readBlock(uri, entry!.block);
  if (root.kind !== 'map') throw new Error(`no mapping: ${text}`);
  const findings: Finding[] = [];
  for (const [name, { key, value }] of root.members) {
    check(finding => findings.push(finding), field, value, { name, owner: key, hidden: false, complete: true });
  }
  return findings.map(({ code }) => code);
}

describe.each(rows)('%s', (_path, { name, field }) => {
  test('its example passes', () => {
    expect(codes(field, `${field.example}\n`)).toEqual([]);
  });

  test.each(wrongKinds(field.shape))('%s fails', wrong => {
    expect(codes(field, `${name}: ${wrong}\n`)).not.toEqual([]);
  });

  test('what it needs has to be there', () => {
    const needed = field.required === true || !(field.nullable ?? false);
    const choice = recordIn(field.shape)?.rules.some(({ kind }) => kind === 'exactlyOne') ?? false;
    expect(codes(field, `${name}:\n`)).toEqual(choice ? ['no-handler'] : needed ? ['empty-value'] : []);
  });
});

function wrongKinds(shape: Shape): readonly string[] {
  if (recordIn(shape)) return ['text', '8080', 'true', '[8080]', '[text]', '{ " ": 1 }'];
  if (listIn(shape)) return ['8080', 'no', '{ echo: hi }', '[8080]', '[{ echo: hi }]'];
  return shape.kind === 'integer' ? ['"8080"', '80.5', 'yes', '{}', '[80]'] : ['8080', 'on', '{}', '[80]'];
}

describe('the checker and the schema', () => {
  const ajv = strictAjv({ allowMatchingProperties: false });
  const schema = ajv.compile(toJsonSchema(hooks));
  const leaf = fc.oneof(
    fc.constantFrom('HTTP', 'https', 'ftp', 'a_b', 'A-b', '', 'echo hi', '8080', 'yes'),
    fc.constantFrom(0, 1, 8080, 65535, 65536, -1, 80.5, true, false, null),
  );
  // To GitLab, an empty handler is no hook at all: we report it, but a schema cannot refuse it.
  const isThere = (value: unknown): boolean => value !== null;
  const header = fc.record({ name: leaf, value: leaf, more: leaf }, { requiredKeys: [] });
  const http = fc.record(
    {
      port: leaf,
      host: leaf,
      path: leaf,
      scheme: leaf,
      http_headers: fc.oneof(leaf, fc.array(header, { maxLength: 2 })),
    },
    { requiredKeys: [] },
  );
  const handler = fc.record(
    {
      exec: fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), http),
      tcp_socket: fc.oneof(leaf, fc.record({ port: leaf, host: leaf, path: leaf }, { requiredKeys: ['port'] })),
      http_get: fc.oneof(leaf, http),
      sleep: leaf,
    },
    { requiredKeys: [] },
  );
  const values = fc.record(
    {
      pre_get_sources_script: fc.oneof(leaf, fc.array(leaf), http),
      pre_stop_k8s_container_handler: fc.oneof(leaf.filter(isThere), handler),
    },
    { requiredKeys: [] },
  );

  test('agree on what is an error', { timeout: 60_000 }, () => {
    let refused = 0;
    fc.assert(
      fc.property(values, value => {
        const found = codes(hooks, `hooks: ${JSON.stringify(value)}\n`).filter(code => !WARNINGS.has(code));
        const accepted = schema(value);
        if (!accepted) refused++;
        const differs = (found.length === 0) !== accepted;
        if (differs) throw new Error(`${found.join()} against ${ajv.errorsText(schema.errors)}`);
      }),
      { seed: 7, numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(60);
  });
});

/** Codes that are no errors for the checker, and nothing at all for the schema. */
const WARNINGS = new Set(['text-for-list', 'letter-case']);
